package org.pfnproof.kernel.notifier;

/**
 * The counters and the range that invalidations and faults share, and mmu_lock: virt/kvm/kvm_main.c, include/linux/kvm_host.h; the TLA+
 * module {@code MmuNotifier}.
 */
public final class MmuNotifier {

    private MmuNotifier() {}

    /** The counters at zero, mmu_lock free. */
    public static void init(NotifierState s) {
        s.setMmuInvalidateSeq(0);
        s.setMmuInvalidateInProgress(0);
        s.setMmuInvalidateRange(0, 0);
        s.setMmuLockWriter(NotifierState.NO_WRITER);
    }

    /** NotifierTypeOK, of which the fields themselves leave open only who the writer is. */
    public static boolean typeOk(NotifierState s, int invalidators) {
        return s.mmuLockWriter() < invalidators;
    }

    /** Whether mmu_lock can be taken for write. */
    public static boolean writeTrylock(NotifierState s) {
        return s.mmuLockWriter() == NotifierState.NO_WRITER && !s.mmuLockHasReaders();
    }

    /** Whether mmu_lock can be taken for read. */
    public static boolean readTrylock(NotifierState s) {
        return s.mmuLockWriter() == NotifierState.NO_WRITER;
    }

    /** Drops mmu_lock held for write. */
    public static void writeUnlock(NotifierState s) {
        s.setMmuLockWriter(NotifierState.NO_WRITER);
    }

    /** The holders of mmu_lock under other names: vCPU i becomes {@code v[i]}, invalidator i becomes {@code n[i]}. */
    public static void renameLock(NotifierState from, NotifierState to, int[] v, int[] n) {
        for (int i = 0; i < v.length; i++) {
            to.setReadsMmuLock(v[i], from.readsMmuLock(i));
        }
        int writer = from.mmuLockWriter();
        to.setMmuLockWriter(writer == NotifierState.NO_WRITER ? writer : n[writer]);
    }

    /** kvm_mmu_invalidate_begin(): one more runs; the first one starts a new range. mmu_lock is held for write. */
    public static void kvmMmuInvalidateBegin(NotifierState s) {
        if (s.mmuInvalidateInProgress() == 0) {
            s.setMmuInvalidateRange(0, 0);
        }
        s.setMmuInvalidateInProgress(s.mmuInvalidateInProgress() + 1);
    }

    /** Whether there is a range. */
    public static boolean hasRange(NotifierState s) {
        return s.mmuInvalidateRangeStart() != 0 || s.mmuInvalidateRangeEnd() != 0;
    }

    /** kvm_mmu_invalidate_range_add(): the smallest interval that covers the old one and [start, end). */
    public static void rangeAdded(NotifierState s, int start, int end) {
        if (hasRange(s)) {
            s.setMmuInvalidateRange(
                    Math.min(s.mmuInvalidateRangeStart(), start), Math.max(s.mmuInvalidateRangeEnd(), end));
        } else {
            s.setMmuInvalidateRange(start, end);
        }
    }

    /** kvm_mmu_invalidate_end(), the second store: in_progress--; the range means nothing once it is zero. */
    public static void kvmMmuInvalidateEndDec(NotifierState s) {
        if (s.mmuInvalidateInProgress() == 1) {
            s.setMmuInvalidateRange(0, 0);
        }
        s.setMmuInvalidateInProgress(s.mmuInvalidateInProgress() - 1);
    }

    /** Whether the range has a gfn. */
    public static boolean inRange(NotifierState s, int gfn) {
        return s.mmuInvalidateRangeStart() <= gfn && gfn < s.mmuInvalidateRangeEnd();
    }

    /** mmu_invalidate_retry_gfn(): needs mmu_lock. */
    public static boolean mmuInvalidateRetryGfn(NotifierState s, int seq, int gfn) {
        return s.mmuInvalidateInProgress() != 0 && (!hasRange(s) || inRange(s, gfn)) || s.mmuInvalidateSeq() != seq;
    }

    /** mmu_invalidate_retry_gfn_unsafe(): the same without mmu_lock; a hint. */
    public static boolean mmuInvalidateRetryGfnUnsafe(NotifierState s, int seq, int gfn) {
        return s.mmuInvalidateInProgress() != 0 && inRange(s, gfn) || s.mmuInvalidateSeq() != seq;
    }
}
