package org.pfnproof.kernel.slotranges;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.pfnproof.kernel.notifier.MmuNotifier;
import org.pfnproof.kernel.slotranges.Functions.Range;
import org.pfnproof.kernel.slotranges.SlotRangesState.FaultStep;

/** What Linux 6.1 does otherwise: the range is in hvas, there are no lockless retry tests; the TLA+ module {@code SlotRangesLinux61}. */
final class SlotRangesLinux61 {

    private static final Map<String, String> SUBSTITUTIONS = Map.of(
            "RngBegin", "HvaBegin",
            "RngAdded", "NothingAdded",
            "RngRetry", "HvaRetry",
            "RngFaultStepAfter", "FaultWithoutLocklessTests");

    private SlotRangesLinux61() {}

    /** What a model substitutes besides; empty if it is not all of this profile. */
    static Optional<Map<String, String>> remaining(Map<String, String> all) {
        if (!all.entrySet().containsAll(SUBSTITUTIONS.entrySet())) {
            return Optional.empty();
        }
        Map<String, String> rest = new HashMap<>(all);
        SUBSTITUTIONS.keySet().forEach(rest::remove);
        return Optional.of(rest);
    }

    /** Makes the functions those of 6.1. */
    static void change(Functions fn, Slots slots) {
        fn.rngBegin = (s, n) -> hvaBegin(fn, s, n);
        fn.rngAdded = (s, n) -> {};
        fn.rngRetry = (s, v) -> mmuInvalidateRetryHva(
                s, s.faultMmuSeq(v), slots.page(s.faultPage(v)).hva());
        fn.rngFaultStepAfter = step -> switch (step) {
            case GUEST -> FaultStep.LOOKUP;
            case LOOKUP -> FaultStep.MAP;
            default -> throw new IllegalArgumentException("nothing is said of " + step);
        };
        fn.hvaRangeWidened = (s, n) -> {
            Range range = fn.hvaRange.of(s, n);
            MmuNotifier.rangeAdded(s, range.start(), range.end());
        };
    }

    static Range hvaRange(SlotRangesState s, int n) {
        return new Range(s.invStart(n), s.invEnd(n));
    }

    /** The first one sets the range, the others widen it. */
    private static void hvaBegin(Functions fn, SlotRangesState s, int n) {
        if (s.mmuInvalidateInProgress() == 0) {
            setRange(fn, s, n);
        } else {
            fn.hvaRangeWidened.on(s, n);
        }
        s.setMmuInvalidateInProgress(s.mmuInvalidateInProgress() + 1);
    }

    /** Forgets the range that there was. */
    static void setRange(Functions fn, SlotRangesState s, int n) {
        Range range = fn.hvaRange.of(s, n);
        s.setMmuInvalidateRange(range.start(), range.end());
    }

    /** mmu_invalidate_retry_hva(): needs mmu_lock. */
    private static boolean mmuInvalidateRetryHva(SlotRangesState s, int seq, int hva) {
        return s.mmuInvalidateInProgress() != 0 && MmuNotifier.inRange(s, hva) || s.mmuInvalidateSeq() != seq;
    }
}
