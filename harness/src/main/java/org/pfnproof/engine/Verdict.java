package org.pfnproof.engine;

import java.util.List;
import org.pfnproof.catalogue.Problem;

/** What a run found. Never a plain truth value, and never "holds" by default. */
public sealed interface Verdict {

    /** Every property was checked on the whole state space and holds; every witness was reached. */
    record Holds() implements Verdict {}

    /**
     * A property is violated, shown by a counterexample that was validated.
     *
     * @param property its id; {@code Deadlock} for a state without successor
     */
    record Violated(String property) implements Verdict {}

    /**
     * The run gave no answer: time, memory, a crash, or a counterexample that could not be validated.
     *
     * @param reason one sentence, with the remedy if there is one
     */
    record Inconclusive(String reason) implements Verdict {}

    /**
     * The spec or its configuration is wrong.
     *
     * @param problems what is wrong and where
     */
    record Broken(List<Problem> problems) implements Verdict {
        public Broken {
            problems = List.copyOf(problems);
        }
    }

    /**
     * Nothing was violated, but something that had to be seen was not: a witness, an action.
     *
     * @param reasons one sentence each
     */
    record Vacuous(List<String> reasons) implements Verdict {
        public Vacuous {
            reasons = List.copyOf(reasons);
        }
    }

    /**
     * Two engines gave different answers.
     *
     * @param difference who said what
     */
    record Disagreement(String difference) implements Verdict {}

    /** The verdict's name in all outputs, for example {@code HOLDS}. */
    default String label() {
        return getClass().getSimpleName().toUpperCase(java.util.Locale.ROOT);
    }
}
