package org.pfnproof.engine.explorer.search;

import java.util.List;
import java.util.Map;

/**
 * What a search found.
 *
 * @param end why it ended; the numbers are those of the state space only if it is exhausted
 * @param distinct distinct states found
 * @param generated initial states and steps seen, duplicates included
 * @param depth states on the longest shortest path from an initial state
 * @param actions action name to the number of its steps seen, 0 included
 * @param witnesses witness id to whether it was reached
 * @param violations at most one for each rule, nearest first, equally near ones in the order of the rules; only the first one if the
 *     search stopped there
 * @param memory bytes taken by states and index at the end, which is the most
 */
public record Outcome(
        End end,
        long distinct,
        long generated,
        int depth,
        Map<String, Long> actions,
        Map<String, Boolean> witnesses,
        List<Violation> violations,
        long memory) {

    public Outcome {
        actions = Map.copyOf(actions);
        witnesses = Map.copyOf(witnesses);
        violations = List.copyOf(violations);
    }
}
