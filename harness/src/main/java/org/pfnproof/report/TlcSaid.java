package org.pfnproof.report;

/**
 * What TLC said of a log, beside the reference implementation.
 *
 * @param kind whether the two agree
 * @param text a sentence, with figures
 */
public record TlcSaid(Kind kind, String text) {

    /** Whether the two ways agree. */
    public enum Kind {
        /** They do. */
        AGREES,
        /** They do not. */
        DISAGREES,
        /** TLC was asked, and gave no answer. */
        NO_ANSWER,
        /** TLC was not asked. */
        NOT_RUN
    }
}
