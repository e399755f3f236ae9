package org.pfnproof.engine.tlc;

/**
 * A known defect of some versions of TLC, looked for in the one that is used.
 *
 * @param id unique; the operator in the canary's spec that must be true
 * @param title what goes wrong, one line
 * @param outcome whether this TLC has the defect
 * @param advice what to avoid in specs; for {@link Outcome#UNKNOWN} also why it is not known
 */
public record Canary(String id, String title, Outcome outcome, String advice) {

    /** Whether a defect is there. */
    public enum Outcome {
        /** TLC gets it wrong. */
        PRESENT,
        /** TLC gets it right. */
        ABSENT,
        /** It could not be tried. */
        UNKNOWN
    }
}
