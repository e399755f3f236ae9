package org.pfnproof.catalogue;

/**
 * A named property of a spec, or a witness; one entry of {@code specs/properties.json}.
 *
 * @param id the operator's name in the spec (the command's name for Alloy)
 * @param kind how it is checked
 * @param module the module that defines it
 * @param statement what it says, one sentence
 * @param rule the kernel rule that it stands for
 */
public record Property(String id, Kind kind, String module, String statement, String rule) {

    /** How a property is checked. */
    public enum Kind {
        /** A state predicate that must hold in every reachable state. */
        INVARIANT,
        /** A formula {@code [][A]_vars}: every step must satisfy {@code A}. */
        ACTION,
        /** A temporal formula that needs fairness. */
        LIVENESS,
        /** A specification that this one must implement (safety part only). */
        REFINEMENT,
        /** An Alloy assertion, checked by the command of that name. */
        CHECK,
        /** A state or action predicate (an Alloy run command) that must be reached, or the model is vacuous. */
        WITNESS;

        /** Whether one step or one state decides it. Of a refinement, only the steps are looked at. */
        public boolean isSafety() {
            return this == INVARIANT || this == ACTION || this == REFINEMENT;
        }
    }
}
