package org.pfnproof.engine.explorer.search;

import java.util.List;

/**
 * How to search.
 *
 * @param threads how many threads expand states
 * @param memory bytes for the states and their index; the JVM needs some more
 * @param maxStates the greatest number of states; some fewer may already be too many
 * @param symmetric names of bounds whose things are interchangeable, for {@link org.pfnproof.kernel.Protocol#renamings}
 * @param deadlock whether a state without successor is a violation
 * @param all whether to go on after a violation, to find the shortest one of each rule and to count all states
 */
public record SearchOptions(
        int threads, long memory, int maxStates, List<String> symmetric, boolean deadlock, boolean all) {

    public SearchOptions {
        if (threads < 1 || maxStates < 1) {
            throw new IllegalArgumentException("a search needs a thread and room for a state");
        }
        symmetric = List.copyOf(symmetric);
    }

    /** A search for the first violation, deadlocks included, without symmetry. */
    public static SearchOptions of(int threads, long memory) {
        return new SearchOptions(threads, memory, Integer.MAX_VALUE, List.of(), true, false);
    }

    /** With these bounds' things interchangeable. */
    public SearchOptions symmetric(List<String> things) {
        return new SearchOptions(threads, memory, maxStates, things, deadlock, all);
    }

    /** With or without deadlocks being violations. */
    public SearchOptions deadlock(boolean check) {
        return new SearchOptions(threads, memory, maxStates, symmetric, check, all);
    }

    /** Going on after a violation. */
    public SearchOptions all(boolean violations) {
        return new SearchOptions(threads, memory, maxStates, symmetric, deadlock, violations);
    }

    /** With at most so many states. */
    public SearchOptions maxStates(int states) {
        return new SearchOptions(threads, memory, states, symmetric, deadlock, all);
    }
}
