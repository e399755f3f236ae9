package org.pfnproof.kernel.mmu;

import java.util.function.IntPredicate;
import org.pfnproof.kernel.pages.StructPages;

/** The guest's second-level page table, one leaf entry a gfn: arch/x86/kvm/mmu/tdp_mmu.c; the TLA+ module {@code Sptes}. */
final class Sptes {

    private static final int[] NO_GFNS = {};

    private final Functions fn;
    private final StructPages pages;
    private final int[] gfns;

    Sptes(Functions fn, Bounds bounds, StructPages pages) {
        this.fn = fn;
        this.pages = pages;
        this.gfns = bounds.gfns().stream().mapToInt(Integer::intValue).toArray();
    }

    int[] gfns() {
        return gfns;
    }

    void init(KvmState s) {
        for (int gfn : gfns) {
            s.setSpte(gfn, KvmState.NO_PFN, false);
            s.setFreedUnder(gfn, false);
        }
        s.setDeadMark(false);
    }

    static boolean isShadowPresentPte(KvmState s, int gfn) {
        return s.sptePfn(gfn) != KvmState.NO_PFN;
    }

    /** Whether the guest can do the access without a fault. */
    static boolean permits(KvmState s, int gfn, boolean write) {
        return isShadowPresentPte(s, gfn) && (!write || s.spteWritable(gfn));
    }

    /** put_page() as seen from here: notes which SPTEs outlive their page. */
    void putPageNoting(KvmState s, int pfn) {
        for (int gfn : StructPages.isLastPut(s, pfn) ? gfns : NO_GFNS) {
            int mapped = s.sptePfn(gfn);
            if (mapped != KvmState.NO_PFN && StructPages.freedByPut(s, pfn, mapped)) {
                s.setFreedUnder(gfn, true);
            }
        }
        pages.putPage(s, pfn);
    }

    /** tdp_mmu_zap_leafs() over some gfns, with the accessed and dirty bits carried over and the TLB flushed. */
    void zapSptes(KvmState s, IntPredicate which) {
        for (int gfn : gfns) {
            if (which.test(gfn)) {
                if (fn.deadMark.of(s, gfn)) {
                    s.setDeadMark(true);
                }
                s.setSpte(gfn, KvmState.NO_PFN, false);
                s.setFreedUnder(gfn, false);
            }
        }
    }

    /** handle_changed_spte(): kvm_set_pfn_accessed(), kvm_set_pfn_dirty() of a page that was freed meanwhile. */
    boolean deadMark(KvmState s, int gfn) {
        int pfn = s.sptePfn(gfn);
        return pfn != KvmState.NO_PFN
                && pages.kvmIsAdTrackedPage(pfn)
                && (s.freedUnder(gfn) || StructPages.pageCount(s, pfn) <= 0)
                && !pages.isSpecialLater(pfn);
    }

    /** tdp_mmu_map_handle_target_level(): one cmpxchg. */
    void setSpte(KvmState s, int gfn, int pfn, boolean writable) {
        s.setSpte(gfn, pfn, writable);
        s.setFreedUnder(gfn, pfn != KvmState.NO_PFN && s.inBuddy(pfn));
    }
}
