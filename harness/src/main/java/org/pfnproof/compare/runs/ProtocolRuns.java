package org.pfnproof.compare.runs;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.pfnproof.catalogue.Catalogue;
import org.pfnproof.catalogue.Model;
import org.pfnproof.engine.Run;
import org.pfnproof.engine.twin.RegisteredProtocols;
import org.pfnproof.engine.twin.TwinRequest;
import org.pfnproof.kernel.Protocol;
import org.pfnproof.kernel.state.PackedState;

/** The page fault of each shape, run through all its behaviours. */
public final class ProtocolRuns {

    /** The shape that the others are compared with. */
    public static final String MEASURE = "bools-6.12";

    /** Shape to the model with its reference rules. */
    private static final Map<String, String> MODELS = new LinkedHashMap<>();

    /** Shape to the model of the spec KvmMmu with the kernel that has it. */
    private static final Map<String, String> DETAILED = new LinkedHashMap<>();

    /** Why the others have none. */
    private static final Map<String, String> NOT_MODELLED = Map.of(
            "all-flags",
            "nobody has posted it; with FOLL_GET its page fault is that of bools-6.12",
            "6.13-static",
            "not called by the page fault; kvm_vcpu_map() is in the models vcpu-map-pinned*");

    static {
        MODELS.put("bools-6.1", "follow-pfn-6.1");
        MODELS.put("bools-6.12", "follow-pfn");
        MODELS.put("v6", "follow-pfn-v6");
        MODELS.put("sketch", "sketch");
        MODELS.put("v7", "follow-pfn-v7");
        MODELS.put("v8", "follow-pfn-v8");
        MODELS.put("v9", "follow-pfn-v9");
        MODELS.put("v11", "follow-pfn-v11");
        MODELS.put("6.13", "follow-pfn-6.13");
        DETAILED.put("bools-6.1", "retry-one-6.1");
        DETAILED.put("bools-6.12", "retry-one");
        DETAILED.put("6.13", "retry-one-6.13");
    }

    private final Catalogue catalogue;

    public ProtocolRuns(Catalogue catalogue) {
        this.catalogue = catalogue;
    }

    /** The model with a shape's reference rules; empty if there is none. */
    public static Optional<String> modelOf(String shape) {
        return Optional.ofNullable(MODELS.get(shape));
    }

    /** Why a shape has no model. */
    public static Optional<String> notModelled(String shape) {
        return Optional.ofNullable(NOT_MODELLED.get(shape));
    }

    /**
     * A shape's page fault.
     *
     * @param states all states of the model
     * @param alone figures for ordinary memory, when nobody else takes a step
     * @param disturbed the same while the host takes the page away at any moment
     * @param only what a page fault comes to here and not in {@link #MEASURE}
     * @param missing what it comes to there and not here
     */
    public record ProtocolRun(
            String shape,
            String model,
            int states,
            Figures alone,
            Figures disturbed,
            Set<String> only,
            Set<String> missing) {}

    /** Whether a model is in the catalogue. */
    boolean has(String model) {
        return catalogue.models().stream().anyMatch(each -> each.id().equals(model));
    }

    /** All shapes that have a model, if it is in the catalogue. */
    public List<ProtocolRun> all() {
        Map<String, StepGraph<?>> graphs = new LinkedHashMap<>();
        MODELS.forEach((shape, model) -> {
            if (has(model)) {
                graphs.put(shape, graph(model, Optional.empty()));
            }
        });
        Set<String> measure = graphs.containsKey(MEASURE) ? ends(MEASURE, graphs) : Set.of();
        List<ProtocolRun> runs = new ArrayList<>();
        graphs.forEach((shape, graph) -> {
            Set<String> ends = ends(shape, graphs);
            runs.add(new ProtocolRun(
                    shape,
                    MODELS.get(shape),
                    graph.size(),
                    Meter.measure(graph, call(shape), true, ProtocolRuns::mappedRam),
                    Meter.measure(graph, call(shape), false, ProtocolRuns::mappedRam),
                    shape.equals("sketch") ? Set.of() : without(ends, measure),
                    shape.equals("sketch") ? Set.of() : without(measure, ends)));
        });
        return List.copyOf(runs);
    }

    /**
     * The page fault step by step, in the spec KvmMmu.
     *
     * @param shape the shape with the reference rules of that kernel
     */
    public record DetailedRun(String shape, String model, int states, Figures alone, Figures disturbed) {}

    /** Kernels that the spec KvmMmu has as profiles. */
    public List<DetailedRun> detailed() {
        List<DetailedRun> all = new ArrayList<>();
        DETAILED.forEach((shape, model) -> {
            if (!has(model)) {
                return;
            }
            StepGraph<?> graph = graph(model, Optional.empty());
            all.add(new DetailedRun(
                    shape,
                    model,
                    graph.size(),
                    Meter.measure(graph, Call.kvmMmu(), true, ProtocolRuns::mappedAndQuiet),
                    Meter.measure(graph, Call.kvmMmu(), false, ProtocolRuns::mappedAndQuiet)));
        });
        return List.copyOf(all);
    }

    private static boolean mappedAndQuiet(Map<String, Object> state) {
        return !StepGraph.value(state, "host_pte", 1, "pfn").equals(0)
                && state.get("mmu_invalidate_in_progress").equals(0);
    }

    private static Set<String> without(Set<String> all, Set<String> others) {
        Set<String> rest = new TreeSet<>(all);
        rest.removeAll(others);
        return rest;
    }

    private static Set<String> ends(String shape, Map<String, StepGraph<?>> graphs) {
        return shape.equals("sketch") ? Set.of() : Ends.of(graphs.get(shape), call(shape));
    }

    private static boolean mappedRam(Map<String, Object> state) {
        return state.get("page").equals("ram")
                && state.get("host_maps").equals(true)
                && !Boolean.FALSE.equals(state.get("writable"));
    }

    private static Call call(String shape) {
        return shape.equals("sketch") ? Call.sketch() : Call.followPfn();
    }

    /**
     * The shortest counterexample of a shape's model with a variant applied to it, whatever model the variant itself names.
     *
     * @return empty if the property holds all the same
     * @throws IllegalArgumentException if it does not even hold without the variant, which would show nothing
     */
    Optional<StepGraph.Broken> with(String model, String variant, String property) {
        if (StepGraph.violation(protocol(model, Optional.empty()), property).isPresent()) {
            throw new IllegalArgumentException(model + " violates " + property + " by itself");
        }
        return StepGraph.violation(protocol(model, Optional.of(variant)), property);
    }

    private StepGraph<?> graph(String model, Optional<String> change) {
        return StepGraph.of(protocol(model, change));
    }

    private <S extends PackedState> Protocol<S> protocol(String id, Optional<String> change) {
        Model model = catalogue.models().stream()
                .filter(each -> each.id().equals(id))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("there is no model " + id));
        TwinRequest plain = TwinRequest.of(new Run(model, Optional.empty()), RegisteredProtocols.class);
        TwinRequest changed = new TwinRequest(
                plain.factory(),
                plain.spec(),
                plain.specification(),
                plain.bounds(),
                plain.substitutions(),
                change,
                List.of(),
                List.of(),
                Optional.empty());
        @SuppressWarnings("unchecked")
        Protocol<S> protocol = (Protocol<S>)
                changed.create().orElseThrow(() -> new IllegalStateException("no reference implementation of " + id));
        return protocol;
    }
}
