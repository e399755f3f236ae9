package org.pfnproof.catalogue;

import java.util.List;

/**
 * A sentence that somebody makes in the mail thread, and the runs that decide it; one entry of {@code specs/claims.json}.
 *
 * @param id unique among models, variants and claims
 * @param statement the claim, paraphrased
 * @param speaker who says so
 * @param place Message-ID and paragraph
 * @param confirmedBy outcomes that together confirm it
 * @param refutedBy outcomes each of which refutes it
 * @param boundless whether the confirming outcomes hold without regard to bounds (a witness suffices)
 * @param expected the expected verdict
 * @param explanation a paragraph: what the evidence shows
 */
public record Claim(
        String id,
        String statement,
        String speaker,
        String place,
        List<Evidence> confirmedBy,
        List<Evidence> refutedBy,
        boolean boundless,
        Verdict expected,
        String explanation) {

    public Claim {
        confirmedBy = List.copyOf(confirmedBy);
        refutedBy = List.copyOf(refutedBy);
    }

    /**
     * One outcome that speaks for or against a claim.
     *
     * @param run the id of a model or variant
     * @param property the property looked at
     * @param violated whether it is violated or holds there
     */
    public record Evidence(String run, String property, boolean violated) {}

    /** What the evidence says. */
    public enum Verdict {
        /** An outcome contradicts it. */
        REFUTED,
        /** No counterexample within the bounds of the models. */
        CONFIRMED_WITHIN_BOUNDS,
        /** Shown, whatever the bounds. */
        CONFIRMED,
        /** The evidence is missing or inconclusive. */
        UNDECIDED
    }
}
