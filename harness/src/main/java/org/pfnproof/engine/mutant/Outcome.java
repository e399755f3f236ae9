package org.pfnproof.engine.mutant;

import java.util.List;
import java.util.Locale;

/** What became of a mutant. */
public sealed interface Outcome {

    /** What noticed a mutant. */
    enum By {
        /** A property was violated. */
        PROPERTY,
        /** A witness was no longer reached. */
        WITNESS,
        /** An action that must be taken no longer was. */
        ACTION,
        /** An action was taken of which the model says that its bounds never enable it. */
        NEVER_TAKEN;

        /** As in reports. */
        public String label() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    /**
     * It was noticed.
     *
     * @param by what noticed it
     * @param name the property, witness or action
     * @param model the model in which it was
     */
    record Killed(By by, String name, String model) implements Outcome {}

    /**
     * Nothing can notice it: in every model the states and the steps are those of the unchanged spec.
     *
     * @param models the models
     */
    record Equivalent(List<String> models) implements Outcome {
        public Equivalent {
            models = List.copyOf(models);
        }
    }

    /**
     * It changes states or steps, and nothing noticed.
     *
     * @param models the models in which it does
     */
    record Survived(List<String> models) implements Outcome {
        public Survived {
            models = List.copyOf(models);
        }
    }

    /** No model takes a step that uses the changed operator. */
    record Unreached() implements Outcome {}

    /**
     * The changed spec cannot be run: it does not parse, a successor is not completely specified, an expression has no value.
     * Neither killed nor survived.
     *
     * @param reason what the checker says
     */
    record Invalid(String reason) implements Outcome {}

    /**
     * The run gave no answer.
     *
     * @param reason too many states, or too much time
     */
    record Unfinished(String reason) implements Outcome {}

    /** The time of the suite was over. */
    record NotRun() implements Outcome {}

    /** As in reports. */
    default String label() {
        return this instanceof NotRun ? "not-run" : getClass().getSimpleName().toLowerCase(Locale.ROOT);
    }
}
