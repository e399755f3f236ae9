package org.pfnproof.kernel.mmu;

import java.util.function.UnaryOperator;
import org.pfnproof.kernel.mmu.Bounds.Operation;

/**
 * The functions that a profile or a variant may replace, each under the name of its TLA+ operator in Java spelling. Every field
 * starts as the code of Linux 6.12; {@link KvmMmu} reads them once, when it is made.
 */
final class Functions {

    /** A test that a fault makes with its snapshot. */
    @FunctionalInterface
    interface RetryTest {
        boolean saysRetry(KvmState s, int seq, int gfn);
    }

    /** Widens the range of running invalidations. */
    @FunctionalInterface
    interface RangeAdd {
        void add(KvmState s, int start, int end);
    }

    /** Asks something of one thread. */
    @FunctionalInterface
    interface Test {
        boolean of(KvmState s, int thread);
    }

    /** Does something for one thread, unconditionally. */
    @FunctionalInterface
    interface Effect {
        void on(KvmState s, int thread);
    }

    /** A step of one thread: false, and nothing changed, where it is not enabled. */
    @FunctionalInterface
    interface ThreadStep {
        boolean take(KvmState s, int thread);
    }

    /** A step of one thread about one page frame: false, and nothing changed, where it is not enabled. */
    @FunctionalInterface
    interface FrameStep {
        boolean take(KvmState s, int thread, int pfn);
    }

    /** Asks something of a page frame. */
    @FunctionalInterface
    interface PfnTest {
        boolean of(KvmState s, int pfn);
    }

    /** Whether a remapped entry is taken for writable. */
    @FunctionalInterface
    interface WritableTest {
        boolean of(boolean pteWritable);
    }

    /** The value that mmu_invalidate_seq takes when an invalidation ends. */
    @FunctionalInterface
    interface NextSeq {
        int after(KvmState s);
    }

    /** Whether an operation finds something to do on a range of host addresses. */
    @FunctionalInterface
    interface OpTest {
        boolean to(KvmState s, Operation op, int first, int last);
    }

    NextSeq nextSeq;
    OpTest opApplies;
    /** Whether the range of an invalidator meets a memslot. */
    Test meetsMemslot;

    RetryTest mmuInvalidateRetryGfn;
    RangeAdd rangeAdded;
    UnaryOperator<FaultStep> faultStepAfter;
    ThreadStep hvaToPfn;
    Effect lookupFails;
    PfnTest remappedPfnRefused;
    WritableTest remappedWritable;
    PfnTest remappedPfnIsTaken;
    Test holdsRef;
    Effect retry;
    Test releaseMarksDeadPage;
    Effect releasePuts;
    Effect afterRelease;
    ThreadStep readUnlockMmuLock;
    ThreadStep kvmReleasePfnClean;
    /** DeadMark: whether removing the SPTE of a gfn marks a page that was freed. */
    PfnTest deadMark;
    /** Of Linux 6.13 only. */
    Test finishPuts;
    /** Of Linux 6.13 only. */
    Effect afterUnlock;

    ThreadStep kvmMmuInvalidateRangeAdd;
    ThreadStep kvmUnmapGfnRange;
    ThreadStep kvmMmuInvalidateEnd;
    ThreadStep endMeetsNoMemslot;
    FrameStep freePagesAndSwapCache;
}
