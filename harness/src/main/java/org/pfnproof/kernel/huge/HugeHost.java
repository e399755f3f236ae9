package org.pfnproof.kernel.huge;

import static org.pfnproof.kernel.pages.PagesState.NO_PFN;

import java.util.List;
import java.util.Set;
import org.pfnproof.kernel.huge.HugePagesState.InvalidationStep;
import org.pfnproof.kernel.huge.HugePagesState.Operation;
import org.pfnproof.kernel.notifier.MmuNotifier;
import org.pfnproof.kernel.pages.StructPages;

/**
 * The host splits, collapses and unmaps huge pages, with the notifier calls around it: mm/huge_memory.c, mm/memory.c, mm/khugepaged.c of
 * Linux 6.12; the TLA+ module {@code HugeHost}. Gfns 1 and 2 are the one block. Each method with a truth value is one atomic step; it says
 * false, and changes nothing, where the step is not enabled.
 */
final class HugeHost {

    private final Functions fn;
    private final int invalidators;
    private final List<Integer> gfns;
    private final StructPages pages;
    private final Set<Operation> ops;
    private final boolean pfnmap;

    HugeHost(
            Functions fn, int invalidators, List<Integer> gfns, StructPages pages, Set<Operation> ops, boolean pfnmap) {
        this.fn = fn;
        this.invalidators = invalidators;
        this.gfns = gfns;
        this.pages = pages;
        this.ops = ops;
        this.pfnmap = pfnmap;
    }

    void init(HugePagesState s) {
        pages.init(s);
        MmuNotifier.init(s);
        for (int g : gfns) {
            s.setHostPte(g, NO_PFN);
            s.setSpte(g, NO_PFN);
        }
        s.setHostHuge(false);
        s.setSpteHuge(false);
        for (int n = 0; n < invalidators; n++) {
            idle(s, n);
        }
    }

    private static void idle(HugePagesState s, int n) {
        s.setInvStep(n, InvalidationStep.IDLE);
        s.setInvOp(n, Operation.NONE);
        s.setInvRange(n, 0, 0);
        s.setInvBegun(n, 0);
        s.setInvBatch(n, 0);
        s.setInvTable(n, 1, NO_PFN);
        s.setInvTable(n, 2, NO_PFN);
    }

    static boolean inBlock(int gfn) {
        return gfn <= 2;
    }

    /** Whether gfns first..last are a part of the block, neither all nor nothing of it. */
    static boolean cutsBlock(int first, int last) {
        return first <= last && (first == 2 || first == 1 && last == 1);
    }

    // What KVM does for them, with mmu_lock held for write

    /** tdp_mmu_zap_leafs(): a huge SPTE that the range meets goes as a whole. */
    void zapLeafs(HugePagesState s, int first, int last) {
        boolean whole = s.spteHuge() && inBlock(first);
        zap(s, whole ? 1 : first, whole ? Math.max(last, 2) : last);
        s.setSpteHuge(s.spteHuge() && !inBlock(first));
    }

    static void zap(HugePagesState s, int first, int last) {
        for (int g = first; g <= last; g++) {
            s.setSpte(g, NO_PFN);
        }
    }

    static void invalidateBegin(HugePagesState s, int start, int end) {
        s.setMmuInvalidateInProgress(s.mmuInvalidateInProgress() + 1);
        MmuNotifier.rangeAdded(s, start, end);
    }

    void invalidateEnd(HugePagesState s) {
        s.setMmuInvalidateSeq(fn.nextSeq.applyAsInt(s));
        MmuNotifier.kvmMmuInvalidateEndDec(s);
    }

    // Start and end

    private boolean runs(HugePagesState s, Operation op) {
        for (int n = 0; n < invalidators; n++) {
            if (s.invOp(n) == op && s.invStep(n) != InvalidationStep.FREE) {
                return true;
            }
        }
        return false;
    }

    /** khugepaged holds mmap_lock for write: GUP, and who unmaps, wait. */
    boolean collapsing(HugePagesState s) {
        return runs(s, Operation.COLLAPSE);
    }

    private boolean mayStart(HugePagesState s, Operation op, int first, int last) {
        return ops.contains(op)
                && switch (op) {
                    case NONE -> false;
                    case ZAP -> !collapsing(s);
                    case SPLIT -> s.hostHuge() && first == 1 && last == 2;
                    case COLLAPSE ->
                        !collapsing(s)
                                && !runs(s, Operation.ZAP)
                                && !s.hostHuge()
                                && (s.hostPte(1) != NO_PFN || s.hostPte(2) != NO_PFN)
                                && first == 1
                                && last == 2;
                };
    }

    /** S3: begin, range, zap, flush; start has returned when the step is done. */
    boolean kvmMmuInvalidateRangeStart(HugePagesState s, int n, Operation op, int first, int last) {
        if (!MmuNotifier.writeTrylock(s) || !startUnnoticed(s, n, op, first, last)) {
            return false;
        }
        s.setInvBegun(n, 1);
        invalidateBegin(s, first, last + 1);
        fn.zapLeafs.on(s, first, last);
        return true;
    }

    /** The same without telling KVM. */
    boolean startUnnoticed(HugePagesState s, int n, Operation op, int first, int last) {
        if (s.invStep(n) != InvalidationStep.IDLE || first > last || !mayStart(s, op, first, last)) {
            return false;
        }
        s.setInvStep(n, op == Operation.SPLIT ? InvalidationStep.SPLIT : InvalidationStep.CLEAR);
        s.setInvOp(n, op);
        s.setInvRange(n, first, last + 1);
        return true;
    }

    /** E1: seq++, in_progress--. */
    boolean kvmMmuInvalidateEnd(HugePagesState s, int n) {
        if (s.invStep(n) != InvalidationStep.END || !MmuNotifier.writeTrylock(s)) {
            return false;
        }
        invalidateEnd(s);
        if (s.invOp(n) == Operation.COLLAPSE) {
            s.setInvStep(n, InvalidationStep.COLLAPSE);
            s.setInvBegun(n, 0);
        } else if (s.invBatch(n) != 0) {
            s.setInvStep(n, InvalidationStep.FREE);
            s.setInvBegun(n, 0);
        } else {
            idle(s, n);
        }
        return true;
    }

    // Unmapping

    private boolean clears(HugePagesState s, int n, Operation op) {
        return s.invStep(n) == InvalidationStep.CLEAR && s.invOp(n) == op;
    }

    private static boolean partOfHugePage(HugePagesState s, int n) {
        return s.hostHuge() && cutsBlock(s.invStart(n), s.invEnd(n) - 1);
    }

    private static void clearEntries(HugePagesState s, int first, int last) {
        for (int g = first; g <= last; g++) {
            s.setHostPte(g, NO_PFN);
        }
    }

    /** Only a part of a huge page: __split_huge_pmd() calls start once more, for the block. */
    boolean zapPmdRange(HugePagesState s, int n) {
        if (!MmuNotifier.writeTrylock(s) || !splitUnnoticed(s, n)) {
            return false;
        }
        s.setInvBegun(n, 2);
        invalidateBegin(s, 1, 3);
        fn.zapLeafs.on(s, 1, 2);
        return true;
    }

    /** The same without telling KVM. */
    boolean splitUnnoticed(HugePagesState s, int n) {
        if (!clears(s, n, Operation.ZAP) || !partOfHugePage(s, n)) {
            return false;
        }
        s.setInvStep(n, InvalidationStep.SPLIT);
        return true;
    }

    /** Under the page-table lock: small entries for the same pages; a driver's large entry is just cleared. */
    boolean splitHugePmdLocked(HugePagesState s, int n) {
        if (s.invStep(n) != InvalidationStep.SPLIT) {
            return false;
        }
        if (s.hostHuge() && pfnmap) {
            clearEntries(s, 1, 2);
        } else if (s.hostHuge()) {
            StructPages.getPage(s, s.hostPte(1));
        }
        s.setHostHuge(false);
        s.setInvStep(n, s.invOp(n) == Operation.ZAP ? InvalidationStep.SPLIT_END : InvalidationStep.END);
        return true;
    }

    /** The end that belongs to the start of {@link #zapPmdRange}. */
    boolean splitHugePmdEnd(HugePagesState s, int n) {
        if (!MmuNotifier.writeTrylock(s) || !splitEndUnnoticed(s, n)) {
            return false;
        }
        s.setInvBegun(n, 1);
        invalidateEnd(s);
        return true;
    }

    /** The same without telling KVM. */
    boolean splitEndUnnoticed(HugePagesState s, int n) {
        if (s.invStep(n) != InvalidationStep.SPLIT_END) {
            return false;
        }
        s.setInvStep(n, InvalidationStep.CLEAR);
        return true;
    }

    /** The host's entries go; their references are put later. */
    boolean zapPteRange(HugePagesState s, int n) {
        if (!clears(s, n, Operation.ZAP) || partOfHugePage(s, n)) {
            return false;
        }
        int first = s.invStart(n);
        int last = s.invEnd(n) - 1;
        s.setInvBatch(n, refsOfEntries(s, first, last));
        clearEntries(s, first, last);
        s.setHostHuge(s.hostHuge() && !inBlock(first));
        s.setInvStep(n, InvalidationStep.END);
        return true;
    }

    /** One reference a small entry, one a large entry, none of a driver's. */
    private int refsOfEntries(HugePagesState s, int first, int last) {
        int batch = 0;
        for (int g = first; g <= last && !pfnmap; g++) {
            if (s.hostPte(g) != NO_PFN && !(s.hostHuge() && g == 2)) {
                batch |= 1 << s.hostPte(g) - 1;
            }
        }
        return batch;
    }

    /** Any time after that, before the end or behind it. */
    boolean freePagesAndSwapCache(HugePagesState s, int n, int pfn) {
        if (!s.invBatchHas(n, pfn)) {
            return false;
        }
        pages.putPage(s, pfn);
        s.setInvBatch(n, s.invBatch(n) & ~(1 << pfn - 1));
        if (s.invStep(n) == InvalidationStep.FREE && s.invBatch(n) == 0) {
            idle(s, n);
        }
        return true;
    }

    // khugepaged

    /** Under the page-table lock: the whole table is taken out. */
    boolean pmdpCollapseFlush(HugePagesState s, int n) {
        if (!clears(s, n, Operation.COLLAPSE)) {
            return false;
        }
        s.setInvTable(n, 1, s.hostPte(1));
        s.setInvTable(n, 2, s.hostPte(2));
        clearEntries(s, 1, 2);
        s.setInvStep(n, InvalidationStep.END);
        return true;
    }

    /** __collapse_huge_page_isolate(): only pages without other references. */
    static boolean isolationFails(HugePagesState s, int n) {
        for (int g = 1; g <= 2; g++) {
            int pfn = s.invTable(n, g);
            if (pfn != NO_PFN) {
                int other = s.invTable(n, 3 - g);
                int refs = other != NO_PFN && s.compoundHead(other) == s.compoundHead(pfn) ? 2 : 1;
                if (StructPages.pageCount(s, pfn) != refs) {
                    return true;
                }
            }
        }
        return false;
    }

    /** The table is put back. */
    boolean pmdPopulate(HugePagesState s, int n) {
        if (s.invStep(n) != InvalidationStep.COLLAPSE) {
            return false;
        }
        s.setHostPte(1, s.invTable(n, 1));
        s.setHostPte(2, s.invTable(n, 2));
        idle(s, n);
        return true;
    }

    /** The pages are copied to a new compound page, and then put. */
    boolean setPmdAt(HugePagesState s, int n, int pfn) {
        if (s.invStep(n) != InvalidationStep.COLLAPSE
                || isolationFails(s, n)
                || !pages.allocCompoundPageMappedOnce(s, pfn)) {
            return false;
        }
        s.setHostHuge(true);
        int batch = 0;
        for (int g = 1; g <= 2; g++) {
            s.setHostPte(g, pfn + g - 1);
            batch |= s.invTable(n, g) == NO_PFN ? 0 : 1 << s.invTable(n, g) - 1;
            s.setInvTable(n, g, NO_PFN);
        }
        s.setInvBatch(n, batch);
        s.setInvStep(n, InvalidationStep.FREE);
        return true;
    }

    // Faults of the host

    /** do_anonymous_page(), or a driver's vmf_insert_pfn(). */
    boolean fillSmall(HugePagesState s, int gfn, int pfn) {
        if (collapsing(s) || s.hostPte(gfn) != NO_PFN || !(pfnmap ? pfn == gfn : StructPages.allocPage(s, pfn))) {
            return false;
        }
        s.setHostPte(gfn, pfn);
        return true;
    }

    /** do_huge_pmd_anonymous_page(), or a driver's vmf_insert_pfn_pmd(). */
    boolean fillHuge(HugePagesState s, int gfn, int pfn) {
        if (collapsing(s)
                || !inBlock(gfn)
                || s.hostPte(1) != NO_PFN
                || s.hostPte(2) != NO_PFN
                || !(pfnmap ? pfn == 1 : pages.allocCompoundPageMappedOnce(s, pfn))) {
            return false;
        }
        s.setHostPte(1, pfn);
        s.setHostPte(2, pfn + 1);
        s.setHostHuge(true);
        return true;
    }
}
