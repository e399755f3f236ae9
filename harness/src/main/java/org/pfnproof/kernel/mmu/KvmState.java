package org.pfnproof.kernel.mmu;

import org.pfnproof.kernel.mmu.Bounds.Operation;
import org.pfnproof.kernel.notifier.NotifierState;
import org.pfnproof.kernel.pages.PagesState;

/**
 * What the threads share and where each of them is: the variables of the TLA+ spec {@code KvmMmu}. vCPUs and invalidators are numbered
 * from 0; gfns, hvas and pfns are what they are, with 0 for none.
 */
public interface KvmState extends NotifierState, PagesState {

    /** A migration entry in the place of a page frame. */
    int MIGRATION_PFN = -1;

    // the memslots

    /** gfn_to_hva_memslot(): the host address of a gfn, in pages. One slot, in which they are the same, unless a state says otherwise. */
    default int gfnToHva(int gfn) {
        return gfn;
    }

    // the guest's second-level page table

    /** The frame that the leaf SPTE maps, or NO_PFN for a non-present one. */
    int sptePfn(int gfn);

    boolean spteWritable(int gfn);

    void setSpte(int gfn, int pfn, boolean writable);

    /** History: the page was freed since the SPTE was set. */
    boolean freedUnder(int gfn);

    void setFreedUnder(int gfn, boolean freed);

    /** History: a freed page was marked accessed or dirty. */
    boolean deadMark();

    void setDeadMark(boolean marked);

    // the host's page tables

    /** The frame that the host's entry maps, NO_PFN or MIGRATION_PFN. */
    int hostPfn(int hva);

    boolean hostWritable(int hva);

    void setHostPte(int hva, int pfn, boolean writable);

    /** The frame that a forked child maps there, or NO_PFN. */
    int childPfn(int hva);

    void setChildPfn(int hva, int pfn);

    // struct kvm_page_fault of each vCPU

    /** The step that the vCPU takes next. */
    FaultStep faultStep(int vcpu);

    void setFaultStep(int vcpu, FaultStep step);

    int faultGfn(int vcpu);

    void setFaultGfn(int vcpu, int gfn);

    boolean faultWrite(int vcpu);

    void setFaultWrite(int vcpu, boolean write);

    /** The snapshot of mmu_invalidate_seq, or NO_SEQ. */
    int faultMmuSeq(int vcpu);

    void setFaultMmuSeq(int vcpu, int seq);

    int faultPfn(int vcpu);

    void setFaultPfn(int vcpu, int pfn);

    boolean faultMapWritable(int vcpu);

    void setFaultMapWritable(int vcpu, boolean writable);

    /** Whether the fault ends in RET_PF_RETRY. */
    boolean faultRetry(int vcpu);

    void setFaultRetry(int vcpu, boolean retry);

    // struct mmu_notifier_range of each invalidator, and what it has in hand

    /** The step that the invalidator takes next. */
    InvalidationStep invStep(int invalidator);

    void setInvStep(int invalidator, InvalidationStep step);

    Operation invOp(int invalidator);

    void setInvOp(int invalidator, Operation op);

    /** First hva of the range. */
    int invStart(int invalidator);

    void setInvStart(int invalidator, int hva);

    /** The hva after the last of the range. */
    int invEnd(int invalidator);

    void setInvEnd(int invalidator, int hva);

    /** The hva that the operation looks at next. */
    int invNext(int invalidator);

    void setInvNext(int invalidator, int hva);

    /** Whether a page is unmapped and not yet put (struct mmu_gather). */
    boolean gathers(int invalidator, int pfn);

    void setGathers(int invalidator, int pfn, boolean gathered);

    boolean gatherIsEmpty(int invalidator);

    void clearGather(int invalidator);

    /** The page being migrated, with a reference, or NO_PFN. */
    int invPfn(int invalidator);

    void setInvPfn(int invalidator, int pfn);
}
