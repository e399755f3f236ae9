package org.pfnproof.engine.tlc;

import com.google.gson.JsonObject;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.pfnproof.catalogue.Model;
import org.pfnproof.engine.Run;
import org.pfnproof.engine.Verdict;
import org.pfnproof.engine.mutant.Outcome;
import org.pfnproof.engine.mutant.Outcome.By;
import org.pfnproof.engine.mutant.Vacuity;
import org.pfnproof.engine.tlc.child.MutantBatchChild;
import org.pfnproof.engine.tlc.child.TlcAnswer;
import org.pfnproof.trace.TraceFormatException;

/** Says of one run of a mutant on one model whether it was noticed. The verdict on it is drawn as that on any other run. */
final class MutantJudge {

    private MutantJudge() {}

    /**
     * What the unchanged spec gives.
     *
     * @param graph the print of its state graph
     * @param taken the actions that are taken
     */
    record Base(String graph, Set<String> taken) {}

    /**
     * The unchanged spec's run.
     *
     * @throws IllegalArgumentException if the model does not hold as it is, so that its mutants say nothing
     */
    static Base base(Model model, JsonObject json) {
        TlcAnswer answer = answer(json);
        Verdict verdict = TlcVerdict.of(new Run(model, Optional.empty()), answer);
        if (!(verdict instanceof Verdict.Holds)) {
            throw new IllegalArgumentException(
                    "the unchanged model " + model.id() + " does not hold: " + verdict + " " + answer.suspects());
        }
        Set<String> taken = answer.actions().entrySet().stream()
                .filter(action -> action.getValue() > 0)
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
        return new Base(json.get(MutantBatchChild.GRAPH).getAsString(), taken);
    }

    /**
     * What a mutant's run shows by itself.
     *
     * @return {@link Outcome.NotRun} if nothing was noticed so far: then it is to be looked at {@link #beside} the unchanged run
     */
    static Outcome alone(Model model, JsonObject json) {
        TlcAnswer answer = answer(json);
        if (json.has(MutantBatchChild.OVER_LIMIT)
                && json.get(MutantBatchChild.OVER_LIMIT).getAsBoolean()) {
            return new Outcome.Unfinished("many more states than the unchanged " + model.id() + " has");
        }
        Verdict verdict = TlcVerdict.of(new Run(model, Optional.empty()), answer);
        if (verdict instanceof Verdict.Violated violated) {
            return new Outcome.Killed(By.PROPERTY, violated.property(), model.id());
        } else if (verdict instanceof Verdict.Broken broken) {
            return new Outcome.Invalid(broken.problems().get(0).message());
        } else if (verdict instanceof Verdict.Vacuous) {
            return Vacuity.of(model, answer.witnesses(), answer.actions())
                    .orElse(new Outcome.Unfinished("the run shows nothing, for no reason that is known"));
        } else if (verdict instanceof Verdict.Inconclusive inconclusive) {
            return inconclusive(model, answer, inconclusive);
        }
        return new Outcome.NotRun();
    }

    /**
     * What a mutant's run shows that is as complete as the unchanged one.
     *
     * @return {@link Outcome.Equivalent} or {@link Outcome.Survived} for this model if it is not noticed in it
     */
    static Outcome beside(Model model, JsonObject json, Base base) {
        Map<String, Long> actions = answer(json).actions();
        return Vacuity.beside(model, base.taken(), actions)
                .orElseGet(() -> json.get(MutantBatchChild.GRAPH).getAsString().equals(base.graph())
                        ? new Outcome.Equivalent(List.of(model.id()))
                        : new Outcome.Survived(List.of(model.id())));
    }

    /** TLC does not say which of several temporal properties is violated; that one of them is, is enough here. */
    private static Outcome inconclusive(Model model, TlcAnswer answer, Verdict.Inconclusive verdict) {
        boolean shown = answer.behavior()
                .filter(behavior -> behavior.doubts().isEmpty())
                .isPresent();
        return shown && answer.suspects().size() > 1
                ? new Outcome.Killed(By.PROPERTY, String.join(" or ", answer.suspects()), model.id())
                : new Outcome.Unfinished(verdict.reason());
    }

    private static TlcAnswer answer(JsonObject json) {
        try {
            return TlcAnswer.of(json);
        } catch (TraceFormatException e) {
            throw new IllegalArgumentException("TLC's JVM told something damaged: " + e.getMessage(), e);
        }
    }
}
