package org.pfnproof.follow;

import org.pfnproof.log.LogEvent;
import org.pfnproof.log.LogKernel.Outcome;

/** Where a vCPU's thread is in the code, as its lines show it. Nothing that a state would know better. */
final class VcpuThread {

    /** Between which of its lines it is. */
    enum At {
        /** It runs the guest, or is in user space. */
        OUT,
        /** In kvm_tdp_page_fault(). */
        FAULT,
        /** fast_page_fault() was enough. */
        FAST,
        /** In kvm_faultin_pfn(), seq not read yet. */
        FAULTIN,
        /** Seq read. */
        SNAPPED,
        /** in_progress read in the lockless test before the lookup. */
        EARLY,
        /** That test is over. */
        EARLY_OVER,
        /** In hva_to_pfn(). */
        LOOKUP,
        /** That has failed. */
        LOOKUP_FAILED,
        /** It has found a page. */
        HELD,
        /** in_progress read in the lockless test after the lookup. */
        LATE,
        /** That test is over. */
        LATE_OVER,
        /** The page is put, the fault will be retried. */
        GIVEN_BACK,
        /** kvm_faultin_pfn() has returned, and the fault goes on. */
        READY,
        /** mmu_lock held for read, in is_page_fault_stale(). */
        STALE,
        /** It has said "fresh". */
        FRESH,
        /** In kvm_tdp_mmu_map(). */
        MAP,
        /** mmu_lock dropped; the page still to be released. */
        UNLOCKED,
        /** It leaves without a page; how, is not known before it returns. */
        ABNORMAL,
        /** Only kvm_tdp_page_fault() still to return. */
        ENDING
    }

    /** What kind of memslot the fault has. */
    enum Slot {
        VALID,
        INVALID,
        NONE
    }

    /** Whether its root is obsolete. */
    enum Root {
        VALID,
        PERHAPS_OBSOLETE,
        OBSOLETE
    }

    /** Its number in the states. */
    final int v;

    final int pid;
    At at = At.OUT;
    Slot slot = Slot.VALID;
    Root root = Root.VALID;
    long gfn;
    long pfn;
    long firstHva;
    long vcpuId;
    long faultLine;
    /** An invalidation was free to change the host's entry at some time during the lookup. */
    boolean entryChanging;

    /** An SPTE has come, or changed bits, in this kvm_tdp_mmu_map(). */
    boolean mapped;

    /** So a line of another thread says; its own has not come yet. */
    boolean mappedEarly;

    /** In this fault, before it has said what it does, an SPTE of its gfn has gone. */
    boolean spteWas;

    /** What the fault will return, once that is certain. */
    Outcome outcome = Outcome.CONTINUE;

    LogEvent last;

    VcpuThread(int v, int pid) {
        this.v = v;
        this.pid = pid;
    }

    /** Whether its kvm_tdp_mmu_map() is about this leaf. */
    boolean wants(Leaves.Leaf leaf) {
        return slot == Slot.VALID && leaf.mapsGfn(gfn) && leaf.pfn() + (gfn - leaf.gfn()) == pfn;
    }

    /** Whether it holds mmu_lock for read. */
    boolean readsMmuLock() {
        return at == At.STALE || at == At.FRESH || at == At.MAP;
    }
}
