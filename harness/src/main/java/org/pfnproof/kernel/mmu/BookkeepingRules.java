package org.pfnproof.kernel.mmu;

import static org.pfnproof.kernel.mmu.KvmState.MIGRATION_PFN;
import static org.pfnproof.kernel.mmu.KvmState.NO_PFN;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.pfnproof.kernel.mmu.Bounds.Operation;
import org.pfnproof.kernel.notifier.NotifierState;

/** What threads of {@link KvmMmu} hold, announce and keep: the lock, the range, migration entries, their own records. */
final class BookkeepingRules {

    private final Invalidation invalidation;
    private final int[] gfns;
    private final int[] hvas;
    private final int vcpus;
    private final int invalidators;

    BookkeepingRules(Bounds bounds, KvmMmu.Parts parts) {
        invalidation = parts.invalidation;
        gfns = parts.sptes.gfns();
        hvas = parts.host.hvas();
        vcpus = bounds.vcpus().size();
        invalidators = bounds.invalidators().size();
    }

    /** The set Running of the spec. */
    boolean running(KvmState s, int n) {
        return switch (s.invStep(n)) {
            case RANGE_ADD, UNMAP, UNMAP_YIELDED, UNMAP_RESUMED, MODIFY, IN_PROGRESS_DEC ->
                invalidation.meetsMemslot(s, n);
            case IDLE, BEGIN, AFTER -> false;
        };
    }

    /** Whether a gfn is in the range of a running invalidation. */
    boolean isInvalidated(KvmState s, int g) {
        for (int n = 0; n < invalidators; n++) {
            if (running(s, n) && Invalidation.gfnOfRange(s, n, g)) {
                return true;
            }
        }
        return false;
    }

    boolean mmuLockHeldByCriticalSections(KvmState s) {
        boolean free = s.mmuLockWriter() == KvmState.NO_WRITER || !s.mmuLockHasReaders();
        return free
                && IntStream.range(0, vcpus).allMatch(v -> s.readsMmuLock(v) == readsInside(s.faultStep(v)))
                && IntStream.range(0, invalidators)
                        .allMatch(n -> (s.mmuLockWriter() == n) == writesInside(s.invStep(n)));
    }

    private static boolean readsInside(FaultStep step) {
        return step == FaultStep.STALE || step == FaultStep.MAP || step == FaultStep.UNLOCK;
    }

    private static boolean writesInside(InvalidationStep step) {
        return switch (step) {
            case RANGE_ADD, UNMAP, UNMAP_RESUMED, IN_PROGRESS_DEC -> true;
            case IDLE, BEGIN, UNMAP_YIELDED, MODIFY, AFTER -> false;
        };
    }

    boolean rangeCoversRunning(KvmState s) {
        if (s.mmuLockWriter() != KvmState.NO_WRITER) {
            return true;
        }
        int start = s.mmuInvalidateRangeStart();
        int end = s.mmuInvalidateRangeEnd();
        int[] all = IntStream.range(0, invalidators).filter(n -> running(s, n)).toArray();
        return all.length == 0
                ? start == 0 && end == 0
                : Arrays.stream(all).allMatch(n -> Arrays.stream(gfns)
                        .filter(g -> Invalidation.gfnOfRange(s, n, g))
                        .allMatch(g -> start <= g && g < end));
    }

    boolean migrationEntryHasMigration(KvmState s) {
        return Arrays.stream(hvas).filter(h -> s.hostPfn(h) == MIGRATION_PFN).allMatch(h -> IntStream.range(
                        0, invalidators)
                .anyMatch(n -> s.invOp(n) == Operation.MIGRATE && s.invStart(n) == h && s.invPfn(n) != NO_PFN));
    }

    boolean idleThreadsKeepNothing(KvmState s) {
        return IntStream.range(0, vcpus)
                        .filter(v -> s.faultStep(v) == FaultStep.GUEST)
                        .allMatch(v -> keepsNoFault(s, v))
                && IntStream.range(0, invalidators)
                        .filter(n -> s.invStep(n) == InvalidationStep.IDLE)
                        .allMatch(n -> keepsNoInvalidation(s, n));
    }

    private static boolean keepsNoFault(KvmState s, int v) {
        return s.faultGfn(v) == 0
                && !s.faultWrite(v)
                && s.faultMmuSeq(v) == NotifierState.NO_SEQ
                && s.faultPfn(v) == NO_PFN
                && !s.faultMapWritable(v)
                && !s.faultRetry(v);
    }

    private static boolean keepsNoInvalidation(KvmState s, int n) {
        return s.invOp(n) == Operation.NONE
                && s.invStart(n) == 0
                && s.invEnd(n) == 0
                && s.invNext(n) == 0
                && s.gatherIsEmpty(n)
                && s.invPfn(n) == NO_PFN;
    }
}
