package org.pfnproof.kernel.notifier;

import static org.pfnproof.kernel.Describing.threadSet;

import java.util.List;
import java.util.Map;

/** The variables of {@link NotifierState} in the spec's terms. */
public final class DescribingNotifier {

    private DescribingNotifier() {}

    /** Adds them to a description. */
    public static void describe(
            NotifierState s, List<String> vcpus, List<String> invalidators, Map<String, Object> state) {
        state.put("mmu_invalidate_seq", s.mmuInvalidateSeq());
        state.put("mmu_invalidate_in_progress", s.mmuInvalidateInProgress());
        state.put(
                "mmu_invalidate_range", Map.of("start", s.mmuInvalidateRangeStart(), "end", s.mmuInvalidateRangeEnd()));
        state.put(
                "mmu_lock",
                Map.of(
                        "writer", threadSet(invalidators, n -> s.mmuLockWriter() == n),
                        "readers", threadSet(vcpus, s::readsMmuLock)));
    }
}
