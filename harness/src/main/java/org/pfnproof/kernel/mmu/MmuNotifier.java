package org.pfnproof.kernel.mmu;

/**
 * The counters and the range that invalidations and faults share, and mmu_lock: virt/kvm/kvm_main.c, include/linux/kvm_host.h; the TLA+
 * module {@code MmuNotifier}.
 */
final class MmuNotifier {

    private MmuNotifier() {}

    static void init(KvmState s) {
        s.setMmuInvalidateSeq(0);
        s.setMmuInvalidateInProgress(0);
        s.setMmuInvalidateRange(0, 0);
        s.setMmuLockWriter(KvmState.NO_WRITER);
    }

    static boolean writeTrylock(KvmState s) {
        return s.mmuLockWriter() == KvmState.NO_WRITER && !s.mmuLockHasReaders();
    }

    static boolean readTrylock(KvmState s) {
        return s.mmuLockWriter() == KvmState.NO_WRITER;
    }

    static void writeUnlock(KvmState s) {
        s.setMmuLockWriter(KvmState.NO_WRITER);
    }

    /** kvm_mmu_invalidate_begin(): one more runs; the first one starts a new range. mmu_lock is held for write. */
    static void kvmMmuInvalidateBegin(KvmState s) {
        if (s.mmuInvalidateInProgress() == 0) {
            s.setMmuInvalidateRange(0, 0);
        }
        s.setMmuInvalidateInProgress(s.mmuInvalidateInProgress() + 1);
    }

    static boolean hasRange(KvmState s) {
        return s.mmuInvalidateRangeStart() != 0 || s.mmuInvalidateRangeEnd() != 0;
    }

    /** kvm_mmu_invalidate_range_add(): the smallest interval that covers the old one and [start, end). */
    static void rangeAdded(KvmState s, int start, int end) {
        if (hasRange(s)) {
            s.setMmuInvalidateRange(
                    Math.min(s.mmuInvalidateRangeStart(), start), Math.max(s.mmuInvalidateRangeEnd(), end));
        } else {
            s.setMmuInvalidateRange(start, end);
        }
    }

    /** kvm_mmu_invalidate_end(), the second store: in_progress--; the range means nothing once it is zero. */
    static void kvmMmuInvalidateEndDec(KvmState s) {
        if (s.mmuInvalidateInProgress() == 1) {
            s.setMmuInvalidateRange(0, 0);
        }
        s.setMmuInvalidateInProgress(s.mmuInvalidateInProgress() - 1);
    }

    static boolean inRange(KvmState s, int gfn) {
        return s.mmuInvalidateRangeStart() <= gfn && gfn < s.mmuInvalidateRangeEnd();
    }

    /** mmu_invalidate_retry_gfn(): needs mmu_lock. */
    static boolean mmuInvalidateRetryGfn(KvmState s, int seq, int gfn) {
        return s.mmuInvalidateInProgress() != 0 && (!hasRange(s) || inRange(s, gfn)) || s.mmuInvalidateSeq() != seq;
    }

    /** mmu_invalidate_retry_gfn_unsafe(): the same without mmu_lock; a hint. */
    static boolean mmuInvalidateRetryGfnUnsafe(KvmState s, int seq, int gfn) {
        return s.mmuInvalidateInProgress() != 0 && inRange(s, gfn) || s.mmuInvalidateSeq() != seq;
    }
}
