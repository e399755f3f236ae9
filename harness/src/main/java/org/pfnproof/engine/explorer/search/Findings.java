package org.pfnproof.engine.explorer.search;

import java.util.Arrays;
import java.util.Objects;
import java.util.Optional;
import org.pfnproof.kernel.state.StateOverflowException;

/**
 * What was found at one level: for each rule the least place, in an order of states and moves that does not depend on threads. A rule is
 * known by its number; after the rules come deadlock and failure.
 */
final class Findings {

    private final Violation[] least;
    private RuntimeException failure;

    /** Nothing found yet, about so many rules. */
    Findings(int rules) {
        least = new Violation[rules + 2];
    }

    void offer(int rule, int level, long[] words, int move) {
        if (least[rule] == null || !least[rule].isBefore(words, move)) {
            least[rule] = new Violation("", level, words, move);
        }
    }

    void deadlock(int level, long[] words) {
        offer(least.length - 2, level, words, Violation.STATE);
    }

    void failure(int level, long[] words, int move, RuntimeException e) {
        Violation before = least[least.length - 1];
        offer(least.length - 1, level, words, move);
        if (before != least[least.length - 1]) {
            failure = e;
        }
    }

    /** Takes over what another thread found at the same level, and leaves nothing there. */
    void take(Findings other) {
        for (int rule = 0; rule < least.length; rule++) {
            Violation found = other.least[rule];
            if (found != null) {
                if (rule == least.length - 1) {
                    failure(found.level(), found.words(), found.move(), other.failure);
                } else {
                    offer(rule, found.level(), found.words(), found.move());
                }
            }
        }
        other.clear();
    }

    void clear() {
        Arrays.fill(least, null);
        failure = null;
    }

    /** Whether the rule has a finding. */
    boolean has(int rule) {
        return least[rule] != null;
    }

    /** The finding of a rule, or of {@link #deadlockRule}. */
    Violation get(int rule, String name) {
        Violation found = least[rule];
        return new Violation(name, found.level(), found.words(), found.move());
    }

    int deadlockRule() {
        return least.length - 2;
    }

    /** The first failure, if there is any. */
    Optional<Failure> failure() {
        return Optional.ofNullable(least[least.length - 1]).map(place -> new Failure(place, failure));
    }

    /**
     * Something threw.
     *
     * @param place where
     * @param exception what
     */
    record Failure(Violation place, RuntimeException exception) {

        /** The end of the search that it is. */
        End end(String where) {
            boolean overflow = exception instanceof StateOverflowException;
            String message = overflow ? exception.getMessage() : exception.toString();
            return new End.Failed(Objects.toString(message), where, overflow);
        }
    }
}
