package org.pfnproof.kernel.retry;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.ToIntFunction;
import org.pfnproof.kernel.BoundsReader;

/**
 * The counter mmu_invalidate_seq and how far completed invalidations are counted: what a model puts in the place of {@code NextSeq} and
 * {@code CompletedCap}.
 *
 * @param nextSeq the value after the one that the counter has
 * @param first its first value
 * @param greatest the greatest value that a packed state must hold
 * @param completedCap how far the invalidations are counted that complete within one fault
 */
record RetryCounter(ToIntFunction<RetryState> nextSeq, int first, int greatest, int completedCap) {

    /** {@code CompletedCap}, unless a model puts something else in its place. */
    static final int COMPLETED_CAP = 1;

    private static final int LARGE = (1 << 16) - 2;

    /** That of {@code RetrySpec}; empty if something else is substituted, too. */
    static Optional<RetryCounter> ofRetrySpec(Map<String, String> substitutions, int vcpus) {
        if (substitutions.isEmpty()) {
            return Optional.of(new RetryCounter(s -> s.mmuInvalidateSeq() + 1, 0, LARGE, COMPLETED_CAP));
        }
        return substitutions.equals(Map.of("NextSeq", "OpaqueNextSeq"))
                ? Optional.of(new RetryCounter(s -> freshSeqFrom(0, s, vcpus), 0, vcpus, COMPLETED_CAP))
                : Optional.empty();
    }

    /** That of {@code WidthSpec}; empty if something else is substituted, too. */
    static Optional<RetryCounter> ofWidthSpec(Map<String, String> substitutions, int vcpus, BoundsReader bounds) {
        int fullTurn = 1 << bounds.number("WIDTH");
        int first = bounds.number("START");
        if (first < 0 || first >= fullTurn) {
            throw new IllegalArgumentException("START = " + first + " does not fit into WIDTH bits");
        }
        if (!Set.of("NextSeq", "CompletedCap").containsAll(substitutions.keySet())) {
            return Optional.empty();
        }
        String cap = substitutions.getOrDefault("CompletedCap", "CompletedCap");
        if (!cap.equals("CompletedCap") && !cap.equals("WidthCap")) {
            return Optional.empty();
        }
        int completedCap = cap.equals("WidthCap") ? 2 * fullTurn : COMPLETED_CAP;
        return switch (substitutions.getOrDefault("NextSeq", "NextSeq")) {
            case "NextSeq" -> Optional.of(new RetryCounter(s -> s.mmuInvalidateSeq() + 1, first, LARGE, completedCap));
            case "WrappingSeq" ->
                Optional.of(new RetryCounter(
                        s -> (s.mmuInvalidateSeq() + 1) % fullTurn, first, fullTurn - 1, completedCap));
            case "SkippingZeroSeq" ->
                Optional.of(new RetryCounter(
                        s -> s.mmuInvalidateSeq() == fullTurn - 1 ? 1 : s.mmuInvalidateSeq() + 1,
                        first,
                        fullTurn - 1,
                        completedCap));
            case "UnboundedSeq" ->
                Optional.of(new RetryCounter(
                        s -> freshSeqFrom(1, s, vcpus), first, Math.max(first, vcpus + 1), completedCap));
            default -> Optional.empty();
        };
    }

    /** The smallest value from {@code least} on that no snapshot has. */
    private static int freshSeqFrom(int least, RetryState s, int vcpus) {
        int seq = least;
        while (isSnapshot(s, vcpus, seq)) {
            seq++;
        }
        return seq;
    }

    private static boolean isSnapshot(RetryState s, int vcpus, int seq) {
        for (int v = 0; v < vcpus; v++) {
            if (s.faultMmuSeq(v) == seq) {
                return true;
            }
        }
        return false;
    }
}
