package org.pfnproof.engine.explorer.search;

/** Why a search ended. */
public sealed interface End {

    /** Every reachable state was expanded: the counts are those of the state space. */
    record Exhausted() implements End {}

    /** A violation was found, and only the first was asked for. All states up to its depth are counted. */
    record Violated() implements End {}

    /**
     * The states need more memory than they may use.
     *
     * @param limit bytes
     */
    record OutOfMemory(long limit) implements End {}

    /**
     * There are more states than indexes, or about as many.
     *
     * @param limit the greatest possible number of states
     */
    record TooManyStates(long limit) implements End {}

    /**
     * A move, a rule or a renaming failed.
     *
     * @param message what it threw
     * @param where the step or the state at which it did
     * @param overflow whether a value grew beyond the bounds of the run, which is not a defect of the protocol
     */
    record Failed(String message, String where, boolean overflow) implements End {}
}
