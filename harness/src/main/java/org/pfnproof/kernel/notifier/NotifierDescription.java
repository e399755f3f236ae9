package org.pfnproof.kernel.notifier;

import static org.pfnproof.kernel.Describing.threadSet;
import static org.pfnproof.kernel.notifier.NotifierState.NO_WRITER;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The variables of the TLA+ module {@code MmuNotifier} in a state, in the spec's terms. */
public final class NotifierDescription {

    private NotifierDescription() {}

    /**
     * A description that begins with them, for the others to be added.
     *
     * @param s the state
     * @param readers the names of the threads that may hold mmu_lock for read
     * @param writers the names of those that may hold it for write
     */
    public static Map<String, Object> of(NotifierState s, List<String> readers, List<String> writers) {
        Map<String, Object> state = new LinkedHashMap<>();
        state.put("mmu_invalidate_seq", s.mmuInvalidateSeq());
        state.put("mmu_invalidate_in_progress", s.mmuInvalidateInProgress());
        state.put("mmu_invalidate_range", range(s.mmuInvalidateRangeStart(), s.mmuInvalidateRangeEnd()));
        state.put(
                "mmu_lock",
                Map.of(
                        "writer", threadSet(writers, n -> s.mmuLockWriter() != NO_WRITER && s.mmuLockWriter() == n),
                        "readers", threadSet(readers, s::readsMmuLock)));
        return state;
    }

    /** A range of gfns. */
    public static Map<String, Object> range(int start, int end) {
        return Map.of("start", start, "end", end);
    }
}
