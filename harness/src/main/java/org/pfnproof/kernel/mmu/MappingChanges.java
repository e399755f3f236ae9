package org.pfnproof.kernel.mmu;

import static org.pfnproof.kernel.mmu.KvmState.MIGRATION_PFN;
import static org.pfnproof.kernel.mmu.KvmState.NO_PFN;

import org.pfnproof.kernel.mmu.Bounds.Operation;
import org.pfnproof.kernel.pages.StructPages;

/**
 * What the primary MMU does to its entries and pages once invalidate_range_start() has returned: mm/memory.c, mm/mprotect.c, mm/rmap.c,
 * mm/migrate.c of Linux 6.12; the second half of the TLA+ module {@code Invalidation}. Each method is one atomic step of invalidator n; it
 * says false, and changes nothing, where the step is not enabled.
 */
final class MappingChanges {

    private final int[] pfns;
    private final Sptes sptes;
    private final PrimaryMmu host;

    MappingChanges(StructPages pages, Sptes sptes, PrimaryMmu host) {
        pfns = pages.pfns();
        this.sptes = sptes;
        this.host = host;
    }

    private boolean working(KvmState s, int n, Operation op) {
        return Invalidation.at(s, n, InvalidationStep.MODIFY) && s.invOp(n) == op && s.invNext(n) < s.invEnd(n);
    }

    private static void advance(KvmState s, int n) {
        s.setInvNext(n, s.invNext(n) + 1);
    }

    private void gatherIfNormal(KvmState s, int n, int hva) {
        if (host.vmNormalPage(s, hva)) {
            s.setGathers(n, s.hostPfn(hva), true);
        }
    }

    /** zap_pte_range(): clears one entry; the page goes into the gather. */
    boolean zapPteRange(KvmState s, int n) {
        if (!working(s, n, Operation.ZAP)) {
            return false;
        }
        int hva = s.invNext(n);
        gatherIfNormal(s, n, hva);
        s.setHostPte(hva, NO_PFN, false);
        advance(s, n);
        return true;
    }

    /** change_pte_range() of mprotect(), page_vma_mkclean_one() of writeback. */
    boolean changePteRange(KvmState s, int n) {
        if (!working(s, n, Operation.WRPROTECT)) {
            return false;
        }
        int hva = s.invNext(n);
        if (!host.isPfnmap(hva)) {
            s.setHostPte(hva, s.hostPfn(hva), false);
        }
        advance(s, n);
        return true;
    }

    /** copy_present_ptes() of fork(): the child shares the page, both entries become read-only. */
    boolean copyPresentPtes(KvmState s, int n) {
        if (!working(s, n, Operation.FORK)) {
            return false;
        }
        int hva = s.invNext(n);
        if (host.vmNormalPage(s, hva) && s.childPfn(hva) == NO_PFN) {
            StructPages.getPage(s, s.hostPfn(hva));
            s.setChildPfn(hva, s.hostPfn(hva));
            s.setHostPte(hva, s.hostPfn(hva), false);
        }
        advance(s, n);
        return true;
    }

    /** wp_page_copy(): the entry moves to a fresh, writable page. */
    boolean wpPageCopy(KvmState s, int n, int pfn) {
        if (!working(s, n, Operation.COW)) {
            return false;
        }
        int hva = s.invNext(n);
        if (!PrimaryMmu.ptePresent(s, hva) || s.hostWritable(hva) || !s.inBuddy(pfn)) {
            return false;
        }
        gatherIfNormal(s, n, hva);
        StructPages.allocPage(s, pfn);
        s.setHostPte(hva, pfn, true);
        advance(s, n);
        return true;
    }

    /** Somebody else changed the entry meanwhile: pte_same() fails, no copy. */
    boolean wpPageCopyRaced(KvmState s, int n) {
        if (!working(s, n, Operation.COW)) {
            return false;
        }
        int hva = s.invNext(n);
        if (PrimaryMmu.ptePresent(s, hva) && !s.hostWritable(hva)) {
            return false;
        }
        advance(s, n);
        return true;
    }

    /** try_to_migrate_one(): the entry becomes a migration entry and gives its reference back. */
    boolean tryToMigrateOne(KvmState s, int n) {
        if (!working(s, n, Operation.MIGRATE)) {
            return false;
        }
        int hva = s.invNext(n);
        if (s.hostPfn(hva) == s.invPfn(n)) {
            s.setHostPte(hva, MIGRATION_PFN, s.hostWritable(hva));
            sptes.putPageNoting(s, s.invPfn(n));
        }
        advance(s, n);
        return true;
    }

    /** free_pages_and_swap_cache(): a gathered page is put, before end or after it. */
    boolean freePagesAndSwapCache(KvmState s, int n, int pfn) {
        boolean after = Invalidation.at(s, n, InvalidationStep.AFTER);
        if (!after && !Invalidation.at(s, n, InvalidationStep.MODIFY) || !s.gathers(n, pfn)) {
            return false;
        }
        sptes.putPageNoting(s, pfn);
        s.setGathers(n, pfn, false);
        if (after && s.gatherIsEmpty(n)) {
            Invalidation.idle(s, n);
        }
        return true;
    }

    private boolean migrating(KvmState s, int n) {
        return Invalidation.at(s, n, InvalidationStep.AFTER)
                && s.invOp(n) == Operation.MIGRATE
                && s.invPfn(n) != NO_PFN;
    }

    /** migrate_folio_move() of a page that nobody else refers to: freeze, copy to frame pfn, remap, free. */
    boolean migrateFolio(KvmState s, int n, int pfn) {
        if (!migrating(s, n)) {
            return false;
        }
        int hva = s.invStart(n);
        int old = s.invPfn(n);
        if (s.hostPfn(hva) != MIGRATION_PFN || s.pageRefcount(old) != 1 || !s.inBuddy(pfn)) {
            return false;
        }
        s.setPageRefcount(old, 0);
        s.setPageRefcount(pfn, 1);
        s.setInBuddy(pfn, false);
        s.setInBuddy(old, true);
        for (int gfn : sptes.gfns()) {
            if (s.sptePfn(gfn) == old) {
                s.setFreedUnder(gfn, true);
            }
        }
        s.setHostPte(hva, pfn, s.hostWritable(hva));
        Invalidation.idle(s, n);
        return true;
    }

    /** folio_ref_freeze() fails, or no page could be had: the old page is mapped again. */
    boolean migrateFolioUndo(KvmState s, int n) {
        if (!migrating(s, n) || s.hostPfn(s.invStart(n)) != MIGRATION_PFN) {
            return false;
        }
        s.setHostPte(s.invStart(n), s.invPfn(n), s.hostWritable(s.invStart(n)));
        Invalidation.idle(s, n);
        return true;
    }

    /** The entry was taken away meanwhile: putback_lru_folio() only. */
    boolean putbackLruFolio(KvmState s, int n) {
        if (!migrating(s, n) || s.hostPfn(s.invStart(n)) == MIGRATION_PFN) {
            return false;
        }
        sptes.putPageNoting(s, s.invPfn(n));
        Invalidation.idle(s, n);
        return true;
    }

    /** References that an invalidator holds on a folio, given by its head. */
    int refs(KvmState s, int n, int head) {
        int count = 0;
        for (int pfn : pfns) {
            if (s.gathers(n, pfn) && s.compoundHead(pfn) == head) {
                count++;
            }
        }
        return s.invPfn(n) != NO_PFN && s.compoundHead(s.invPfn(n)) == head ? count + 1 : count;
    }
}
