package org.pfnproof.follow;

import org.pfnproof.log.LogEvent;

/** An invalidation that has begun and not ended, as its thread's lines show it. */
final class Running {

    /** Between which of its lines it is. */
    enum At {
        /** invalidate_range_start has been called. */
        START,
        /** in_progress++ is stored. */
        BEGUN,
        /** In kvm_unmap_gfn_range(). */
        UNMAP,
        /** That has returned. */
        UNMAPPED,
        /** Start has returned: the host changes its entries. */
        MODIFY,
        /** invalidate_range_end has been called. */
        STOP,
        /** It holds mmu_lock: kvm_mmu_invalidate_end() begins. */
        ENDING,
        /** seq++ and in_progress-- are stored. */
        ENDED
    }

    /** Its number in the states. */
    final int n;

    final int pid;
    final long first;
    final long last;
    /** What the host is about (enum mmu_notifier_event). */
    final long event;

    final LogEvent began;
    At at = At.START;
    boolean met;
    /** The walk has dropped mmu_lock. */
    boolean yielded;
    /** The gfns of the memslot that the walk is at. */
    long gfnStart;

    long gfnEnd;
    /** SPTEs are gone and TLBs not flushed. */
    boolean owesFlush;

    Running(int n, int pid, long first, long last, long event, LogEvent began) {
        this.n = n;
        this.pid = pid;
        this.first = first;
        this.last = last;
        this.event = event;
        this.began = began;
    }

    /** Whether the host may change the entry of an address now. */
    boolean mayChange(long hva) {
        return at == At.MODIFY && first <= hva && hva < last;
    }

    /** Whether lockless readers may see its stores of end although its line has not come. */
    boolean mayEnd() {
        return met && (at == At.STOP || at == At.ENDING);
    }
}
