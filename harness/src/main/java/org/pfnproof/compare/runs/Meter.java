package org.pfnproof.compare.runs;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.function.ToIntFunction;
import org.pfnproof.compare.runs.StepGraph.Edge;

/** Measures the calls in a step graph. A node is a state, and whether the call has mmu_lock there. */
final class Meter {

    private final StepGraph<?> graph;
    private final Call call;
    private final boolean alone;
    private final Map<Node, List<Step>> steps = new HashMap<>();
    private final Set<Node> starts = new LinkedHashSet<>();

    private record Node(int state, boolean locked) {}

    /** A step of a call that is running, or of others meanwhile; to is null when the call is over. */
    private record Step(Edge edge, Node to, boolean own, boolean underLock) {}

    private Meter(StepGraph<?> graph, Call call, boolean alone) {
        this.graph = graph;
        this.call = call;
        this.alone = alone;
    }

    /**
     * Measures.
     *
     * @param alone nobody else takes steps while a call runs
     * @param start which states a call may begin in
     */
    static Figures measure(StepGraph<?> graph, Call call, boolean alone, Predicate<Map<String, Object>> start) {
        Meter meter = new Meter(graph, call, alone);
        for (int state = 0; state < graph.size(); state++) {
            if (!call.running().test(graph.describe(state)) && start.test(graph.describe(state))) {
                graph.steps(state).stream()
                        .filter(call.begins())
                        .forEach(edge -> meter.starts.add(new Node(edge.to(), false)));
            }
        }
        meter.walk();
        return meter.figures();
    }

    private void walk() {
        Deque<Node> open = new ArrayDeque<>(starts);
        while (!open.isEmpty()) {
            Node node = open.remove();
            if (steps.containsKey(node)) {
                continue;
            }
            List<Step> from = new ArrayList<>();
            for (Edge edge : graph.steps(node.state())) {
                boolean own = call.own().test(edge);
                if (!own && alone) {
                    continue;
                }
                boolean locks = own && edge.action().equals(call.locks());
                boolean unlocks = own && edge.action().equals(call.unlocks());
                boolean under = own && (node.locked() || locks);
                boolean over = !call.running().test(graph.describe(edge.to()));
                Node to = over ? null : new Node(edge.to(), (node.locked() || locks) && !unlocks);
                from.add(new Step(edge, to, own, under));
                if (to != null) {
                    open.add(to);
                }
            }
            steps.put(node, from);
        }
    }

    private int held(int state) {
        return call.held().applyAsInt(graph.describe(state));
    }

    /** How the references that the call holds change; those of its owners are not its own. */
    private int change(Step step) {
        return step.own() ? held(step.edge().to()) - held(step.edge().from()) : 0;
    }

    /** A get and a put within one step: GUP has taken the page's reference, and the lookup has put it before its return. */
    private boolean withinLookup(Step step) {
        return step.own()
                && step.to() != null
                && step.edge().action().equals("hva_to_pfn")
                && change(step) == 0
                && call.gotFromGup().test(graph.describe(step.edge().to()));
    }

    private Figures figures() {
        Set<String> locked = new TreeSet<>();
        boolean host = false;
        for (List<Step> from : steps.values()) {
            for (Step step : from) {
                if (step.underLock()) {
                    locked.add(step.edge().action());
                }
                host |= !step.own() && held(step.edge().from()) > 0;
            }
        }
        return new Figures(
                range(step -> step.own() ? 1 : 0),
                range(step -> Math.max(0, change(step)) + (withinLookup(step) ? 1 : 0)),
                range(step -> Math.max(0, -change(step)) + (withinLookup(step) ? 1 : 0)),
                range(step -> step.own() && held(step.edge().from()) > 0 ? 1 : 0),
                range(step -> step.underLock() ? 1 : 0),
                locked,
                range(step -> step.underLock() ? Math.max(0, -change(step)) : 0),
                host);
    }

    private Range range(ToIntFunction<Step> weight) {
        int least = Integer.MAX_VALUE;
        int most = 0;
        Map<Node, Integer> shortest = settle(weight, false);
        Map<Node, Integer> longest = settle(weight, true);
        for (Node start : starts) {
            least = Math.min(least, shortest.getOrDefault(start, Integer.MAX_VALUE));
            most = Math.max(most, longest.getOrDefault(start, 0));
        }
        return new Range(least, most);
    }

    /** Weights from each node to the end, the least or the most; more rounds than nodes mean that there is no most. */
    private Map<Node, Integer> settle(ToIntFunction<Step> weight, boolean longest) {
        Map<Node, Integer> best = new HashMap<>();
        boolean changed = true;
        for (int round = 0; changed; round++) {
            changed = false;
            for (Map.Entry<Node, List<Step>> entry : steps.entrySet()) {
                for (Step step : entry.getValue()) {
                    Integer rest = step.to() == null ? Integer.valueOf(0) : best.get(step.to());
                    if (rest == null) {
                        continue;
                    }
                    int value = rest == Range.ANY ? Range.ANY : rest + weight.applyAsInt(step);
                    Integer before = best.get(entry.getKey());
                    if (before == null || (longest ? value > before : value < before)) {
                        best.put(entry.getKey(), longest && round > steps.size() ? Range.ANY : value);
                        changed = true;
                    }
                }
            }
        }
        return best;
    }
}
