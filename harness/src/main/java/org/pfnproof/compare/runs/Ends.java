package org.pfnproof.compare.runs;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.pfnproof.compare.runs.StepGraph.Edge;

/** What page faults come to in the specs FollowPfn, as one sees it from outside: for which page and access, with which result. */
final class Ends {

    private Ends() {}

    /** A state of the call, and whether an SPTE was installed by it. */
    private record Node(int state, boolean mapped) {}

    /** Every end that is reached. */
    static Set<String> of(StepGraph<?> graph, Call call) {
        Set<Node> known = new HashSet<>();
        Deque<Node> open = new ArrayDeque<>();
        for (int state = 0; state < graph.size(); state++) {
            if (!call.running().test(graph.describe(state))) {
                graph.steps(state).stream().filter(call.begins()).forEach(edge -> open.add(new Node(edge.to(), false)));
            }
        }
        Set<String> ends = new TreeSet<>();
        while (!open.isEmpty()) {
            Node node = open.remove();
            if (!known.add(node)) {
                continue;
            }
            Map<String, Object> before = graph.describe(node.state());
            for (Edge edge : graph.steps(node.state())) {
                Map<String, Object> after = graph.describe(edge.to());
                boolean installs = edge.action().equals(call.locks())
                        && !StepGraph.value(after, "kfp", "retry").equals(true);
                if (call.running().test(after)) {
                    open.add(new Node(edge.to(), node.mapped() || installs));
                } else {
                    ends.add(end(before, node.mapped() || installs));
                }
            }
        }
        return ends;
    }

    private static String end(Map<String, Object> before, boolean mapped) {
        boolean write = StepGraph.value(before, "kfp", "write").equals(true);
        Object result = StepGraph.value(before, "kfp", "result");
        return (write ? "write" : "read") + " to " + page(before.get("page"))
                + (before.get("writable").equals(true) ? "" : ", read-only entry") + ": "
                + (mapped ? "mapped" : result.equals("pfn") ? "retry" : result)
                + (StepGraph.value(before, "kfp", "stale").equals(true) ? ", host took it meanwhile" : "");
    }

    private static String page(Object page) {
        return switch ((String) page) {
            case "ram" -> "memory";
            case "first" -> "PFNMAP with a count";
            case "later" -> "PFNMAP with count 0";
            default -> "PFNMAP without struct page";
        };
    }
}
