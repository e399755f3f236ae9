package org.pfnproof.engine.explorer.search;

import java.util.Arrays;

/**
 * A rule that does not hold, at the least number of steps from an initial state. Of several equally near places it is always the same
 * one, whichever thread finds it first.
 */
public final class Violation {

    /** The rule's name for a state without successor. */
    public static final String DEADLOCK = "Deadlock";

    /** {@link #move} of a violation that is a state, not a step. */
    static final int STATE = -1;

    private final String rule;
    private final int level;
    private final long[] words;
    private final int move;

    Violation(String rule, int level, long[] words, int move) {
        this.rule = rule;
        this.level = level;
        this.words = words.clone();
        this.move = move;
    }

    /** The rule's id, or {@link #DEADLOCK}. */
    public String rule() {
        return rule;
    }

    /** The number of steps of the shortest execution that violates the rule, the violating step included. */
    public int length() {
        return move == STATE ? level : level + 1;
    }

    /** The steps from an initial state to {@link #words}. */
    int level() {
        return level;
    }

    /** The state, or the state before the step; with symmetry the one that stands for it. */
    long[] words() {
        return words.clone();
    }

    int move() {
        return move;
    }

    boolean isBefore(long[] otherWords, int otherMove) {
        int order = Arrays.compare(words, otherWords);
        return order < 0 || order == 0 && move <= otherMove;
    }

    @Override
    public String toString() {
        return rule + " after " + length() + " steps";
    }
}
