package org.pfnproof.engine.twin;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.pfnproof.engine.Run;
import org.pfnproof.engine.Verdict;

/**
 * How a spec and its reference implementation compare within the bounds of a model.
 *
 * @param run the model
 * @param engine name and version of the checker on the spec's side
 * @param report what was found; empty if the comparison came to no end
 * @param failure why it came to none, otherwise: {@link Verdict.Broken} or {@link Verdict.Inconclusive}
 * @param time wall-clock time
 */
public record Conformity(
        Run run, String engine, Optional<TwinReport> report, Optional<Verdict> failure, Duration time) {

    /** What a comparison can come to. */
    public enum Outcome {
        CONFORMS,
        DIFFERS,
        INCONCLUSIVE,
        BROKEN
    }

    /** What it came to. */
    public Outcome outcome() {
        if (report.isPresent()) {
            return report.get().differences().isEmpty() ? Outcome.CONFORMS : Outcome.DIFFERS;
        }
        return failure.orElseThrow() instanceof Verdict.Broken ? Outcome.BROKEN : Outcome.INCONCLUSIVE;
    }

    /** One sentence, or one line for each problem. */
    public String explanation() {
        if (report.isPresent()) {
            List<Difference> differences = report.get().differences();
            return differences.isEmpty()
                    ? "Spec and reference implementation have the same states and the same steps."
                    : differences.get(0).message();
        }
        if (failure.orElseThrow() instanceof Verdict.Broken broken) {
            return String.join(
                    "\n", broken.problems().stream().map(Object::toString).toList());
        }
        return failure.get() instanceof Verdict.Inconclusive inconclusive
                ? inconclusive.reason()
                : failure.get().label();
    }
}
