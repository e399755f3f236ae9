package org.pfnproof.engine.explorer.child;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.util.List;
import java.util.Map;

/**
 * What the explorer's JVM hands back. Lists of at most one element stand for what may be absent.
 *
 * @param refused why nothing was explored
 * @param broken what is wrong with the implementation or the bounds, found while exploring
 * @param inconclusive why the search ended early
 * @param known ids of the requested rules that the implementation states; only these were looked at
 * @param distinct distinct states
 * @param generated states generated
 * @param depth levels
 * @param actions action to the number of its steps
 * @param witnesses witness to whether it was reached
 * @param violation the first violation, step by step
 * @param lengths each violated property to the number of steps that violate it; only the first unless all were asked for
 * @param exhausted whether every reachable state was expanded
 * @param unbounded whether the search ended, behind a violation, where a value outgrows its field or there are too many states
 * @param memory bytes that the states and their index took
 */
public record ExplorerReport(
        List<String> refused,
        List<String> broken,
        List<String> inconclusive,
        List<String> known,
        long distinct,
        long generated,
        int depth,
        Map<String, Long> actions,
        Map<String, Boolean> witnesses,
        List<Shown> violation,
        Map<String, Integer> lengths,
        boolean exhausted,
        boolean unbounded,
        long memory) {

    /** Nothing was explored. */
    static ExplorerReport refusal(String reason) {
        return new ExplorerReport(
                List.of(reason),
                List.of(),
                List.of(),
                List.of(),
                0,
                0,
                0,
                Map.of(),
                Map.of(),
                List.of(),
                Map.of(),
                false,
                false,
                0);
    }

    /**
     * A violation.
     *
     * @param property the rule's id
     * @param initial the initial state
     * @param steps the steps after it
     */
    public record Shown(String property, JsonObject initial, JsonArray steps) {}
}
