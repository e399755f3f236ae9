package org.pfnproof.replay;

import java.util.List;
import java.util.OptionalInt;
import org.pfnproof.engine.Engine;
import org.pfnproof.engine.Limits;
import org.pfnproof.engine.Run;
import org.pfnproof.engine.RunResult;
import org.pfnproof.engine.Verdict;
import org.pfnproof.engine.twin.Difference;
import org.pfnproof.replay.Replayed.Outcome;
import org.pfnproof.trace.Counterexample;
import org.pfnproof.trace.State;
import org.pfnproof.trace.Step;

/**
 * What is done with a counterexample that no reference implementation can replay: its engine, which finds the same one each time, has
 * to find it again. Alloy's evaluator confirms what Alloy finds.
 */
public final class Recheck {

    private Recheck() {}

    /**
     * What becomes of a counterexample.
     *
     * @param engine the engine of its model
     * @param run its model and variant
     * @throws InterruptedException if the calling thread is interrupted
     */
    public static Replayed of(Counterexample trace, Run run, Engine engine) throws InterruptedException {
        Limits limits = new Limits(run.model().timeout(), run.model().heap());
        RunResult result = engine.run(run, limits, (r, distinct, generated, queue) -> {});
        if (!(result.verdict() instanceof Verdict.Violated violated)
                || result.counterexample().isEmpty()) {
            return stale(trace, result.engine() + " says " + result.verdict().label() + " of " + run.id());
        }
        if (!violated.property().equals(trace.property())) {
            return stale(
                    trace, result.engine() + " finds " + violated.property() + " violated, not " + trace.property());
        }
        return compared(trace, result.counterexample().get(), result.engine());
    }

    private static Replayed compared(Counterexample trace, Counterexample found, String engine) {
        if (!found.initial().equals(trace.initial())) {
            return differs(trace, 0, engine + " finds another initial state", trace.initial(), found.initial());
        }
        for (int i = 0; i < Math.min(trace.length(), found.length()); i++) {
            Step wanted = trace.steps().get(i);
            Step step = found.steps().get(i);
            if (!wanted.label().equals(step.label()) || !wanted.state().equals(step.state())) {
                String message = wanted.label().equals(step.label())
                        ? engine + " finds another state after " + step.label()
                        : engine + " finds " + step.label() + " in place of " + wanted.label();
                return differs(trace, i + 1, message, wanted.state(), step.state());
            }
        }
        if (found.length() != trace.length() || !found.loop().equals(trace.loop())) {
            return new Replayed(
                    Outcome.DIFFERS,
                    OptionalInt.empty(),
                    engine + " finds one of " + found.length() + " steps, and not of " + trace.length(),
                    List.of(),
                    trace);
        }
        return new Replayed(Outcome.REPRODUCED, OptionalInt.empty(), engine + " finds it again", List.of(), trace);
    }

    private static Replayed differs(Counterexample trace, int step, String message, State wanted, State found) {
        return new Replayed(
                Outcome.DIFFERS,
                OptionalInt.of(step),
                message,
                Difference.between(wanted.variables(), found.variables()),
                trace);
    }

    private static Replayed stale(Counterexample trace, String message) {
        return new Replayed(Outcome.NOT_REPRODUCED, OptionalInt.empty(), message, List.of(), trace);
    }
}
