package org.pfnproof.kernel.accesseddirty;

import static org.pfnproof.kernel.adpages.AdPagesState.NO_PFN;

import java.util.Set;
import org.pfnproof.kernel.accesseddirty.AccessedDirtyState.InvalidationStep;
import org.pfnproof.kernel.accesseddirty.AccessedDirtyState.Root;
import org.pfnproof.kernel.adpages.AdPageClass;
import org.pfnproof.kernel.adpages.AdPages;
import org.pfnproof.kernel.notifier.MmuNotifier;

/**
 * Who removes and ages SPTEs, who cleans and frees pages, and who gets them next: arch/x86/kvm/mmu/tdp_mmu.c, mm/vmscan.c,
 * mm/page-writeback.c, mm/madvise.c of Linux 6.12; the TLA+ module {@code AccessedDirtyHost}. Each method with a truth value is one
 * atomic step; it says false, and changes nothing, where the step is not enabled.
 */
final class AccessedDirtyHost {

    private final Functions fn;
    private final Marking marking;
    private final AdPages pages;
    private final Set<HostOp> ops;
    private final boolean adBits;

    AccessedDirtyHost(Functions fn, Marking marking, AdPages pages, Set<HostOp> ops, boolean adBits) {
        this.fn = fn;
        this.marking = marking;
        this.pages = pages;
        this.ops = ops;
        this.adBits = adBits;
    }

    static void idle(AccessedDirtyState s, int n) {
        s.setInvStep(n, InvalidationStep.IDLE);
        s.setInvOp(n, HostOp.NONE);
        s.setInvPfn(n, NO_PFN);
        s.setInvRef(n, false);
    }

    private static boolean ends(AccessedDirtyState s, int n) {
        idle(s, n);
        s.setInvStep(n, InvalidationStep.END);
        return true;
    }

    // KVM

    /** kvm_mmu_zap_all_fast(): the guest goes on with a new root. */
    boolean kvmTdpMmuInvalidateRoots(AccessedDirtyState s) {
        Spte spte = s.spte(Root.CURRENT);
        if (!ops.contains(HostOp.ZAP_ROOTS)
                || spte.equals(Spte.NONE)
                || !s.spte(Root.OLD).equals(Spte.NONE)) {
            return false;
        }
        s.setSpte(Root.OLD, spte);
        s.setSpte(Root.CURRENT, Spte.NONE);
        if (s.isStale(s.holder(Root.CURRENT))) {
            s.setStale(s.holder(Root.CURRENT), false);
            s.setStale(s.holder(Root.OLD), true);
        }
        return true;
    }

    /** The old root is zapped, as the zapper gets to it. */
    boolean kvmTdpMmuZapInvalidatedRoots(AccessedDirtyState s) {
        if (s.spte(Root.OLD).equals(Spte.NONE)) {
            return false;
        }
        marking.zap(s, Root.OLD);
        return true;
    }

    /** The accessed bit is cleared; its value is the answer, and the struct page is mm's business. */
    boolean ageGfnRange(AccessedDirtyState s, int n) {
        Spte spte = s.spte(Root.CURRENT);
        if (!ops.contains(HostOp.AGE) || s.invStep(n) != InvalidationStep.IDLE || !spte.a()) {
            return false;
        }
        if (fn.agingMarks.of(s, spte)) {
            AdPages.flag(s, spte.pfn(), true, false);
            s.setBadMark(s.badMark() || s.isStale(s.holder(Root.CURRENT)));
        }
        s.setSpte(Root.CURRENT, spte.aged(adBits));
        return true;
    }

    // The host

    /** S3: begin, range, zap. */
    boolean kvmMmuNotifierInvalidateRangeStart(AccessedDirtyState s, int n, HostOp op) {
        if (s.invStep(n) != InvalidationStep.IDLE || s.hostPtePfn() == NO_PFN) {
            return false;
        }
        s.setMmuInvalidateInProgress(s.mmuInvalidateInProgress() + 1);
        MmuNotifier.rangeAdded(s, 1, 2);
        if (fn.startZapsSpte) {
            marking.zap(s, Root.CURRENT);
        }
        if (fn.startZapsOldSpte) {
            marking.zap(s, Root.OLD);
        }
        idle(s, n);
        s.setInvStep(n, InvalidationStep.MODIFY);
        s.setInvOp(n, op);
        return true;
    }

    private static boolean modifies(AccessedDirtyState s, int n) {
        return s.invStep(n) == InvalidationStep.MODIFY && s.hostPtePfn() != NO_PFN;
    }

    /** Two threads may both have begun; the second finds nothing. */
    boolean nothingLeft(AccessedDirtyState s, int n) {
        return s.invStep(n) == InvalidationStep.MODIFY && s.hostPtePfn() == NO_PFN && ends(s, n);
    }

    static boolean isCounted(AccessedDirtyState s, int pfn) {
        return s.pageClass(pfn) == AdPageClass.RAM || s.pageClass(pfn) == AdPageClass.TAIL;
    }

    /** The entry goes; its dirty bit moves to the page, its reference to the thread. */
    boolean hostEntryCleared(AccessedDirtyState s, int n) {
        boolean unmaps = s.invOp(n) == HostOp.UNMAP;
        if (!modifies(s, n) || !unmaps && s.invOp(n) != HostOp.RECLAIM) {
            return false;
        }
        int pfn = s.hostPtePfn();
        boolean counted = isCounted(s, pfn);
        if (counted) {
            AdPages.flag(s, pfn, s.hostPteDirty(), false);
        }
        s.setInvStep(n, unmaps ? InvalidationStep.FREE : InvalidationStep.END);
        s.setInvPfn(n, pfn);
        s.setInvRef(n, counted);
        s.setHostPte(NO_PFN, false, false);
        return true;
    }

    /** munmap() frees before end; a driver frees its block, which no reference keeps it from. */
    boolean freePagesAndSwapCache(AccessedDirtyState s, int n) {
        if (s.invStep(n) != InvalidationStep.FREE) {
            return false;
        }
        int pfn = s.invPfn(n);
        if (s.invRef(n)) {
            marking.noteFreed(s, pages.put(s, pfn));
        } else if (s.pageClass(pfn) == AdPageClass.SPECIAL) {
            AdPages.free(s, pfn);
            marking.noteFreed(s, AdPages.only(pfn));
        }
        return ends(s, n);
    }

    /** page_mkclean(), with the page locked and referenced. */
    boolean pageMkclean(AccessedDirtyState s, int n) {
        if (!modifies(s, n) || s.invOp(n) != HostOp.CLEAN) {
            return false;
        }
        int pfn = s.hostPtePfn();
        AdPages.get(s, pfn);
        AdPages.flag(s, pfn, s.hostPteDirty(), false);
        s.setHostPte(pfn, false, false);
        s.setInvStep(n, InvalidationStep.END);
        s.setInvPfn(n, pfn);
        s.setInvRef(n, true);
        return true;
    }

    /** The user gives the contents up, until he writes again. */
    boolean madviseFreePteRange(AccessedDirtyState s, int n) {
        if (!modifies(s, n) || s.invOp(n) != HostOp.MADV_FREE) {
            return false;
        }
        AdPages.clean(s, s.hostPtePfn());
        s.setHostPteDirty(false);
        s.setUnsaved(s.hostPtePfn(), false);
        return ends(s, n);
    }

    /** E1. */
    boolean kvmMmuInvalidateEnd(AccessedDirtyState s, int n) {
        if (s.invStep(n) != InvalidationStep.END) {
            return false;
        }
        s.setMmuInvalidateSeq(fn.nextSeq.applyAsInt(s));
        MmuNotifier.kvmMmuInvalidateEndDec(s);
        if (s.invPfn(n) == NO_PFN) {
            idle(s, n);
        } else {
            s.setInvStep(n, s.invOp(n) == HostOp.CLEAN ? InvalidationStep.CLEAR_DIRTY : InvalidationStep.DECIDE);
        }
        return true;
    }

    /** The flag is cleared, then the page is written out. */
    boolean folioClearDirtyForIo(AccessedDirtyState s, int n) {
        if (s.invStep(n) != InvalidationStep.CLEAR_DIRTY) {
            return false;
        }
        int pfn = s.invPfn(n);
        AdPages.clean(s, pfn);
        marking.noteFreed(s, pages.put(s, pfn));
        s.setUnsaved(pfn, false);
        idle(s, n);
        return true;
    }

    /** shrink_folio_list(), once nobody else has a reference. */
    boolean folioTestDirty(AccessedDirtyState s, int n) {
        int pfn = s.invPfn(n);
        if (s.invStep(n) != InvalidationStep.DECIDE || AdPages.pageCount(s, pfn) != 1) {
            return false;
        }
        boolean dirty = s.pageDirty(AdPages.head(s, pfn));
        s.setInvStep(n, dirty ? InvalidationStep.PAGEOUT : InvalidationStep.DISCARD);
        return true;
    }

    /** A dirty page is written out. */
    boolean pageout(AccessedDirtyState s, int n) {
        if (s.invStep(n) != InvalidationStep.PAGEOUT) {
            return false;
        }
        AdPages.clean(s, s.invPfn(n));
        s.setUnsaved(s.invPfn(n), false);
        s.setInvStep(n, InvalidationStep.DISCARD);
        return true;
    }

    /** A clean page is thrown away. */
    boolean removeMapping(AccessedDirtyState s, int n) {
        if (s.invStep(n) != InvalidationStep.DISCARD) {
            return false;
        }
        marking.noteFreed(s, pages.put(s, s.invPfn(n)));
        idle(s, n);
        return true;
    }

    /** Somebody else gets a page. */
    boolean allocPages(AccessedDirtyState s, int pfn) {
        if (s.pageClass(pfn) != AdPageClass.FREE) {
            return false;
        }
        AdPages.allocate(s, pfn, AdPageClass.RAM, 1);
        s.setOthersHave(pfn, true);
        return true;
    }

    /** He gives it back. */
    boolean freePages(AccessedDirtyState s, int pfn) {
        if (!s.othersHave(pfn)) {
            return false;
        }
        marking.noteFreed(s, pages.put(s, pfn));
        s.setOthersHave(pfn, false);
        return true;
    }
}
