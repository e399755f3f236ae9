package org.pfnproof.engine.twin;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.pfnproof.engine.twin.Difference.Kind;
import org.pfnproof.trace.Value;

/** Matches the initial states of both sides by their descriptions. */
final class InitialStates {

    private final Map<Map<String, Value>, long[]> waiting = new LinkedHashMap<>();
    private final List<Map<String, Value>> strange = new ArrayList<>();
    private final List<Difference> differences = new ArrayList<>();

    /** An initial state of the reference implementation. */
    void ours(Map<String, Value> description, long... words) {
        long[] other = waiting.put(description, words);
        if (other != null && !java.util.Arrays.equals(other, words)) {
            differences.add(new Difference(
                    Kind.HIDDEN_STATE,
                    Optional.empty(),
                    "The reference implementation has two initial states that its description does not tell apart.",
                    Difference.between(Map.of(), description)));
        }
    }

    /** An initial state of the spec: the words of ours, if there is one. */
    Optional<long[]> theirs(Map<String, Value> description) {
        Optional<long[]> found = Optional.ofNullable(waiting.remove(description));
        if (found.isEmpty()) {
            strange.add(description);
        }
        return found;
    }

    /** What did not match, after all of the spec's initial states; each beside the most similar one that is left. */
    List<Difference> differences() {
        List<Difference> all = new ArrayList<>(differences);
        for (Map<String, Value> state : strange) {
            all.add(new Difference(
                    Kind.INITIAL_STATE_MISSING,
                    Optional.empty(),
                    "The spec has an initial state that the reference implementation does not have"
                            + beside(waiting.isEmpty()),
                    nearest(state, true)));
        }
        for (Map<String, Value> state : waiting.keySet()) {
            all.add(new Difference(
                    Kind.INITIAL_STATE_TOO_MANY,
                    Optional.empty(),
                    "The reference implementation has an initial state that the spec does not have"
                            + beside(strange.isEmpty()),
                    nearest(state, false)));
        }
        return all;
    }

    private static String beside(boolean alone) {
        return alone ? "." : "; beside it the most similar one.";
    }

    private List<Difference.Variable> nearest(Map<String, Value> state, boolean isSpec) {
        return (isSpec ? waiting.keySet() : strange)
                .stream()
                        .map(other -> isSpec ? Difference.between(state, other) : Difference.between(other, state))
                        .min(Comparator.comparingInt(List::size))
                        .orElseGet(() ->
                                isSpec ? Difference.between(state, Map.of()) : Difference.between(Map.of(), state));
    }
}
