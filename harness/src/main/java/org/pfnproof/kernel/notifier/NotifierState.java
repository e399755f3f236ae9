package org.pfnproof.kernel.notifier;

/** What invalidations and faults share: the fields of struct kvm around mmu_invalidate_seq, and mmu_lock. Threads are numbered from 0. */
public interface NotifierState {

    /** No snapshot of mmu_invalidate_seq. */
    int NO_SEQ = -1;

    /** Nobody holds mmu_lock for write. */
    int NO_WRITER = -1;

    int mmuInvalidateSeq();

    void setMmuInvalidateSeq(int seq);

    int mmuInvalidateInProgress();

    void setMmuInvalidateInProgress(int count);

    /** First gfn of the range; 0 with end 0: no range (INVALID_GPA). */
    int mmuInvalidateRangeStart();

    /** The gfn after the last of the range. */
    int mmuInvalidateRangeEnd();

    void setMmuInvalidateRange(int start, int end);

    /** The invalidator that holds mmu_lock for write, or NO_WRITER. */
    int mmuLockWriter();

    void setMmuLockWriter(int invalidator);

    /** Whether a vCPU holds mmu_lock for read. */
    boolean readsMmuLock(int vcpu);

    void setReadsMmuLock(int vcpu, boolean reads);

    /** Whether any vCPU holds mmu_lock for read. */
    boolean mmuLockHasReaders();
}
