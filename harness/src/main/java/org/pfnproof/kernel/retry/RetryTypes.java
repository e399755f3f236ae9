package org.pfnproof.kernel.retry;

import static org.pfnproof.kernel.retry.RetryState.NO_PFN;

import java.util.List;
import java.util.stream.IntStream;
import org.pfnproof.kernel.notifier.NotifierState;

/** RetryTypeOK of the TLA+ module {@code RetryInduction}, which says of a fault what it has at each step. Gfns and frames count from 1. */
final class RetryTypes {

    private final int vcpus;
    private final int invalidators;
    private final List<Integer> gfns;
    private final int frames;

    RetryTypes(int vcpus, int invalidators, List<Integer> gfns, int frames) {
        this.vcpus = vcpus;
        this.invalidators = invalidators;
        this.gfns = gfns;
        this.frames = frames;
    }

    boolean typeOk(RetryState s) {
        return invalidationTypes(s) && mappingTypes(s) && vcpuTypes(s);
    }

    private boolean invalidationTypes(RetryState s) {
        return s.mmuInvalidateInProgress() >= 0
                && s.mmuInvalidateInProgress() <= invalidators
                && isRangeOrNone(s.mmuInvalidateRangeStart(), s.mmuInvalidateRangeEnd())
                && IntStream.range(0, invalidators).allMatch(n -> isRangeOrNone(s.runningStart(n), s.runningEnd(n)));
    }

    private boolean isRangeOrNone(int start, int end) {
        return start == 0 && end == 0 || isGfn(start) && isGfn(end - 1) && start < end;
    }

    private boolean isGfn(int gfn) {
        return gfns.contains(gfn);
    }

    private boolean mappingTypes(RetryState s) {
        return gfns.stream().allMatch(g -> s.hostPfn(g) <= frames && s.sptePfn(g) <= frames);
    }

    private boolean vcpuTypes(RetryState s) {
        return s.mmuInvalidateSeq() <= vcpus
                && s.mmuLockWriter() == NotifierState.NO_WRITER
                && IntStream.range(0, vcpus).allMatch(v -> faultTypes(s, v));
    }

    private boolean faultTypes(RetryState s, int v) {
        return switch (s.faultStep(v)) {
            case GUEST -> s.faultGfn(v) == 0 && !s.isLive(v) && s.faultPfn(v) == NO_PFN && s.completed(v) == 0;
            case LOOKUP -> isGfn(s.faultGfn(v)) && hasSnapshot(s, v) && s.faultPfn(v) == NO_PFN;
            case STALE -> isGfn(s.faultGfn(v)) && hasSnapshot(s, v) && isFrame(s.faultPfn(v));
            case MAP -> isGfn(s.faultGfn(v)) && !s.isLive(v) && isFrame(s.faultPfn(v)) && s.completed(v) == 0;
        };
    }

    private boolean hasSnapshot(RetryState s, int v) {
        return s.isLive(v) && s.faultMmuSeq(v) <= vcpus && s.completed(v) <= RetryCounter.COMPLETED_CAP;
    }

    private boolean isFrame(int pfn) {
        return pfn != NO_PFN && pfn <= frames;
    }
}
