package org.pfnproof.kernel.tdp;

/** Where threads are, and what they do. */
final class Steps {

    private Steps() {}

    /** The step that a vCPU takes next. */
    enum FaultStep {
        /** It runs guest code, or loads its root. */
        GUEST,
        /** P2: the lockless walk. */
        FAST,
        /** P2: the cmpxchg. */
        FAST_CMPXCHG,
        /** P2: the dirty bitmap. */
        MARK_DIRTY,
        /** P4. */
        SNAPSHOT,
        /** P10. */
        LOOKUP,
        /** P15, P16. */
        LOCK,
        /** P18: reads the SPTE. */
        MAP,
        /** P18: the cmpxchg; P19. */
        CMPXCHG
    }

    /** Why a vCPU faults. */
    enum Access {
        /** It does not. */
        NONE,
        /** A read. */
        READ,
        /** A write. */
        WRITE,
        /** KVM_PRE_FAULT_MEMORY, or an async page fault that is ready. */
        PREFETCH
    }

    /** What the host maps. */
    enum HostPte {
        /** Nothing. */
        NONE,
        /** A page, read-only. */
        RO,
        /** A page, writable. */
        RW
    }

    /** The step that an invalidator takes next. */
    enum InvStep {
        /** It does nothing. */
        IDLE,
        /** The iterator goes on, or the walk is over. */
        WALK,
        /** It writes the entry that it has read. */
        WRITE,
        /** It has dropped mmu_lock. */
        YIELDED,
        /** Start has returned. */
        MODIFY,
        /** E1. */
        END
    }

    /** What an invalidator does. */
    enum InvOp {
        /** Nothing. */
        NONE,
        /** Takes pages away. */
        UNMAP,
        /** Asks what is young. */
        CLEAR_YOUNG,
        /** The same with a flush. */
        CLEAR_FLUSH_YOUNG,
        /** User space writes to the memory: in OPS only. */
        TOUCH;

        boolean isAging() {
            return this == CLEAR_YOUNG || this == CLEAR_FLUSH_YOUNG;
        }
    }

    /** The step that the thread with slots_lock takes next. */
    enum SlotsStep {
        /** There is none. */
        IDLE,
        /** The second half of kvm_mmu_zap_all_fast(). */
        ZAP_ROOTS,
        /** The iterator goes on, or the walk is over. */
        WALK,
        /** It writes the entry that it has read. */
        WRITE,
        /** It has frozen the entry. */
        FROZEN,
        /** It has dropped mmu_lock. */
        YIELDED,
        /** It flushes, mmu_lock dropped. */
        FLUSH,
        /** User space copies. */
        COPY
    }

    /** What user space asks of memslots. */
    enum SlotsOp {
        /** Nothing. */
        NONE,
        /** KVM_MEM_LOG_DIRTY_PAGES is set. */
        WRPROT_SLOT,
        /** KVM_GET_DIRTY_LOG. */
        GET_DIRTY_LOG,
        /** KVM_MEM_LOG_DIRTY_PAGES is cleared. */
        ZAP_COLLAPSIBLE,
        /** A memslot is deleted. */
        ZAP_ALL_FAST
    }
}
