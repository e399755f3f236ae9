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
 * @param own steps of the call
 * @param locks the action that takes mmu_lock
 * @param unlocks the action that drops it; the same as {@code locks} where the spec has both in one step
 */
record Call(
        Predicate<Edge> begins,
        Predicate<Map<String, Object>> running,
        ToIntFunction<Map<String, Object>> held,
        Predicate<Map<String, Object>> gotFromGup,
        Predicate<Edge> own,
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
                edge -> !Set.of("invalidate", "handle_mm_fault").contains(edge.action()),
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
                edge -> !Set.of(
                                "kvm_mmu_invalidate_begin",
                                "zap_pte_range",
                                "kvm_mmu_invalidate_end",
                                "handle_mm_fault")
                        .contains(edge.action()),
                "is_page_fault_stale",
                "is_page_fault_stale");
    }

    /** The spec KvmMmu, with one vCPU, ordinary memory and invalidations that zap. */
    static Call kvmMmu() {
        return new Call(
                edge -> edge.action().equals("kvm_tdp_page_fault"),
                state -> !Set.of("guest", "reenter").contains(StepGraph.value(state, "fault", "v1", "pc")),
                Call::faultReferences,
                state -> false,
                edge -> edge.text().contains("v=v1"),
                "read_lock_mmu_lock",
                "read_unlock_mmu_lock");
    }

    /** All references, less those of the host's entries and of pages that an invalidation is about to free. */
    private static int faultReferences(Map<String, Object> state) {
        int references = numbers(state, "page_refcount");
        for (Object entry : ((Map<?, ?>) state.get("host_pte")).values()) {
            references -= one(count(((Map<?, ?>) entry).get("pfn")) != 0);
        }
        for (Object thread : ((Map<?, ?>) state.get("inv")).values()) {
            references -= ((Set<?>) ((Map<?, ?>) thread).get("gather")).size();
        }
        return references;
    }

    private static int numbers(Map<String, Object> state, String variable) {
        return ((Map<?, ?>) state.get(variable))
                .values().stream().mapToInt(Call::count).sum();
    }
}
