package org.pfnproof.trace;

import com.google.gson.JsonObject;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * An execution that violates a property, as an engine found it. The same form stands in {@code check --format json} and in
 * the files of {@code counterexamples/}.
 *
 * @param kind whether it is a finite trace, a lasso, or a static instance
 * @param model the model's id
 * @param variant the variant's id, if one was applied
 * @param profile the kernel generation, for example {@code linux-6.12}
 * @param bounds the model's bounds as its file has them
 * @param engine the engine's name and version, for example {@code TLC 2.18}
 * @param property the violated property's id
 * @param inputsHash {@code sha256:} and the hash of everything that gave it, comments and layout left out
 * @param initial the initial state; for a static instance the instance itself
 * @param steps the steps after it, in order; none for a static instance
 * @param loop for a lasso: the index of the state (0 is the initial one) to which the last state returns
 * @param predicate for a static instance: the violated formula
 */
public record Counterexample(
        Kind kind,
        String model,
        Optional<String> variant,
        String profile,
        JsonObject bounds,
        String engine,
        String property,
        String inputsHash,
        State initial,
        List<Step> steps,
        OptionalInt loop,
        Optional<String> predicate) {

    /** What a counterexample looks like. */
    public enum Kind {
        /** A finite execution whose last state or step violates a safety property. */
        TRACE,
        /** An infinite execution that repeats its end for ever and violates a liveness property. */
        LASSO,
        /** A single structure that violates an assertion. */
        INSTANCE
    }

    public Counterexample {
        bounds = bounds.deepCopy();
        steps = List.copyOf(steps);
    }

    /** The same with other steps. */
    public Counterexample withSteps(State first, List<Step> others) {
        return new Counterexample(
                kind, model, variant, profile, bounds, engine, property, inputsHash, first, others, loop, predicate);
    }

    /** The same with another hash. */
    public Counterexample withInputsHash(String hash) {
        return new Counterexample(
                kind, model, variant, profile, bounds, engine, property, hash, initial, steps, loop, predicate);
    }

    /** The number of steps after the initial state. */
    public int length() {
        return steps.size();
    }
}
