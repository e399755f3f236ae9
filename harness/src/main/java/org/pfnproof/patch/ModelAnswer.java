package org.pfnproof.patch;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.pfnproof.catalogue.Model;
import org.pfnproof.engine.RunResult;
import org.pfnproof.engine.Verdict;
import org.pfnproof.trace.Counterexample;

/**
 * What one model says of a patch.
 *
 * @param model the model, as it was run
 * @param kind what it comes to
 * @param applied those of the overrides that the model evaluates: proved by operators in their place that make the run fail
 * @param result of the run with the patch; empty if the patch does not apply to the model
 * @param base of the run without it, where its answer matters
 * @param details why, one sentence each; nothing if the kind says it all
 */
public record ModelAnswer(
        Model model,
        Kind kind,
        Map<String, String> applied,
        Optional<RunResult> result,
        Optional<RunResult> base,
        List<String> details) {

    /** What a run comes to. */
    public enum Kind {
        /** All properties hold. */
        SAFE,
        /** All properties hold, and the state graph is that of the unchanged code. */
        SAME,
        /** A property is violated that holds without the patch. */
        BREAKS,
        /** No answer: time, memory, a crash; or something is no longer reached, and that is not said to be meant. */
        UNDECIDED,
        /** Module, data file or spec is wrong. */
        BROKEN,
        /** The model never evaluates a replaced operator. */
        NOT_CONCERNED,
        /** A property of the model depends on a replaced operator, and would change with it. */
        REFUSED
    }

    public ModelAnswer {
        applied = Map.copyOf(applied);
        details = List.copyOf(details);
    }

    /** The property that is violated. */
    public Optional<String> violated() {
        return result.map(RunResult::verdict)
                .filter(Verdict.Violated.class::isInstance)
                .map(Verdict.Violated.class::cast)
                .map(Verdict.Violated::property);
    }

    /** Whether the model says anything about the patch. */
    public boolean counts() {
        return kind != Kind.NOT_CONCERNED && kind != Kind.REFUSED;
    }

    ModelAnswer with(Counterexample trace) {
        return new ModelAnswer(model, kind, applied, result.map(found -> found.with(trace)), base, details);
    }

    ModelAnswer as(Kind other) {
        return new ModelAnswer(model, other, applied, result, base, details);
    }

    ModelAnswer as(Kind other, Optional<RunResult> without, List<String> why) {
        return new ModelAnswer(model, other, applied, result, without, why);
    }
}
