package org.pfnproof.catalogue;

import com.google.gson.JsonObject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A spec with a profile, bounds, properties and an engine, and what is expected of it: one file of {@code specs/models}.
 *
 * @param id unique among models, variants and claims
 * @param title one line
 * @param description what it covers, its abstractions, and why they lose nothing
 * @param profile a {@link Profile}'s id
 * @param engine who runs it
 * @param suite the smallest suite that contains it
 * @param spec the root module, without file extension: in {@code specs/tla} for TLC and the explorer, in {@code specs/alloy} for Alloy; where the
 *     profile changes the spec that the file names, the profile's module
 * @param specification the operator that is the specification: with fairness where a liveness property needs it
 * @param bounds how far the run goes: for TLC and the explorer, constant name to value
 * @param substitutions operator name to the operator that the model puts in its place (an abstraction that the description
 *     justifies), with the profile's replacements; not for bugs, which are variants
 * @param symmetric names of constants whose model values are interchangeable; only without liveness
 * @param properties ids of {@link Property}; for Alloy also names of the file's check commands
 * @param witnesses ids of {@link Property} of kind witness, each of which the run must reach
 * @param neverTaken action name to the reason why these bounds never enable it; every other action must be taken
 * @param deadlock whether a state without successor is a violation (property {@code Deadlock})
 * @param expected the expected outcome
 * @param distinctStates the pinned number of distinct states, for exhaustive runs
 * @param heap the checker's maximal heap, in MiB
 * @param timeout after which the run is inconclusive
 * @param observes a set-valued operator, whose elements in all states of the run are collected for a {@link Matrix}
 */
public record Model(
        String id,
        String title,
        String description,
        String profile,
        EngineKind engine,
        Suite suite,
        String spec,
        String specification,
        JsonObject bounds,
        Map<String, String> substitutions,
        List<String> symmetric,
        List<Property> properties,
        List<Property> witnesses,
        Map<String, String> neverTaken,
        boolean deadlock,
        Expectation expected,
        OptionalLong distinctStates,
        int heap,
        Duration timeout,
        Optional<String> observes) {

    /** A model that only checks. */
    public Model(
            String id,
            String title,
            String description,
            String profile,
            EngineKind engine,
            Suite suite,
            String spec,
            String specification,
            JsonObject bounds,
            Map<String, String> substitutions,
            List<String> symmetric,
            List<Property> properties,
            List<Property> witnesses,
            Map<String, String> neverTaken,
            boolean deadlock,
            Expectation expected,
            OptionalLong distinctStates,
            int heap,
            Duration timeout) {
        this(
                id,
                title,
                description,
                profile,
                engine,
                suite,
                spec,
                specification,
                bounds,
                substitutions,
                symmetric,
                properties,
                witnesses,
                neverTaken,
                deadlock,
                expected,
                distinctStates,
                heap,
                timeout,
                Optional.empty());
    }

    public Model {
        bounds = bounds.deepCopy();
        substitutions = Map.copyOf(substitutions);
        symmetric = List.copyOf(symmetric);
        properties = List.copyOf(properties);
        witnesses = List.copyOf(witnesses);
        neverTaken = Map.copyOf(neverTaken);
    }

    /** Which engine decides a model. */
    public enum EngineKind {
        TLC,
        ALLOY,
        EXPLORER
    }

    /** How much is run: each suite contains the ones before it. */
    public enum Suite {
        QUICK,
        FULL,
        NIGHTLY
    }

    /**
     * The expected outcome.
     *
     * @param violated the id of the property that must be violated; empty if all must hold
     */
    public record Expectation(Optional<String> violated) {}

    /** The same states, each seen for itself, and only some of what is checked there. */
    public Model withoutSymmetry(List<Property> onlyProperties, List<Property> onlyWitnesses) {
        return new Model(
                id,
                title,
                description,
                profile,
                engine,
                suite,
                spec,
                specification,
                bounds,
                substitutions,
                List.of(),
                onlyProperties,
                onlyWitnesses,
                neverTaken,
                deadlock,
                expected,
                OptionalLong.empty(),
                heap,
                timeout);
    }

    /**
     * The same bounds and properties, for a {@link Patch}.
     *
     * @param otherSubstitutions what the model still puts in the place of operators
     * @param otherWitnesses what must still be reached
     * @param otherNeverTaken what need not be taken
     */
    public Model adapted(
            Map<String, String> otherSubstitutions,
            List<Property> otherWitnesses,
            Map<String, String> otherNeverTaken) {
        return new Model(
                id,
                title,
                description,
                profile,
                engine,
                suite,
                spec,
                specification,
                bounds,
                otherSubstitutions,
                symmetric,
                properties,
                otherWitnesses,
                otherNeverTaken,
                deadlock,
                expected,
                distinctStates,
                heap,
                timeout);
    }

    /** Whether a property of this model needs the engine's liveness checker. */
    public boolean hasLiveness() {
        return properties.stream().anyMatch(property -> property.kind() == Property.Kind.LIVENESS);
    }
}
