package org.pfnproof.compare.runs;

import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.ToIntFunction;
import org.pfnproof.compare.runs.StepGraph.Edge;

/**
 * What a page fault is in the terms of a spec.
 *
 * @param begins steps with which one begins
 * @param running of a state: it is not over
 * @param held of a state: references that the call holds
 * @param gotFromGup of the state after a step of the call: the lookup has found an ordinary page, whose reference GUP always takes
 * @param others actions that are not the call's
 * @param locks the action that takes mmu_lock
 * @param unlocks the action that drops it; the same as {@code locks} where the spec has both in one step
 */
record Call(
        Predicate<Edge> begins,
        Predicate<Map<String, Object>> running,
        ToIntFunction<Map<String, Object>> held,
        Predicate<Map<String, Object>> gotFromGup,
        Set<String> others,
        String locks,
        String unlocks) {

    private static int count(Object value) {
        return (Integer) value;
    }

    private static int one(boolean held) {
        return held ? 1 : 0;
    }

    /** The specs FollowPfn. */
    static Call followPfn() {
        return new Call(
                edge -> edge.action().equals("kvm_follow_pfn") && edge.text().contains("caller=fault,"),
                state -> !StepGraph.value(state, "kfp", "pc").equals("idle"),
                state -> count(state.get("count"))
                        - one(state.get("page").equals("first")
                                || state.get("page").equals("ram")
                                        && state.get("host_maps").equals(true)),
                state -> state.get("page").equals("ram")
                        && StepGraph.value(state, "kfp", "got").equals(true),
                Set.of("invalidate", "handle_mm_fault"),
                "is_page_fault_stale",
                "read_unlock_mmu_lock");
    }

    /** The spec FollowPfnSketch. */
    static Call sketch() {
        return new Call(
                edge -> edge.action().equals("snapshot_and_call") && edge.text().contains("caller=fault)"),
                state -> !StepGraph.value(state, "foll", "pc").equals("idle"),
                state -> count(state.get("page_count"))
                        - one(state.get("page").equals("ram")
                                && state.get("host_maps").equals(true)),
                state -> StepGraph.value(state, "foll", "page").equals(true),
                Set.of("kvm_mmu_invalidate_begin", "zap_pte_range", "kvm_mmu_invalidate_end", "handle_mm_fault"),
                "is_page_fault_stale",
                "is_page_fault_stale");
    }
}
