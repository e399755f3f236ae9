package org.pfnproof.engine.agree;

import java.util.OptionalInt;

/**
 * What an engine says of one property.
 *
 * @param length steps of the shortest execution that violates it, the violating step included; empty if it holds
 */
public record Answer(OptionalInt length) {

    /** It holds in every state, or of every step. */
    public static final Answer HOLDS = new Answer(OptionalInt.empty());

    /** It is violated after so many steps, and after no fewer. */
    public static Answer violated(int length) {
        return new Answer(OptionalInt.of(length));
    }

    /** Whether it is violated. */
    public boolean isViolated() {
        return length.isPresent();
    }

    /** For example {@code HOLDS} or {@code VIOLATED after 7 steps}. */
    @Override
    public String toString() {
        if (length.isEmpty()) {
            return "HOLDS";
        }
        return "VIOLATED after " + length.getAsInt() + (length.getAsInt() == 1 ? " step" : " steps");
    }
}
