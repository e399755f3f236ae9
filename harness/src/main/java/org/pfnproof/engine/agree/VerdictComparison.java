package org.pfnproof.engine.agree;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.pfnproof.engine.Limits;
import org.pfnproof.engine.ProgressListener;
import org.pfnproof.engine.Run;
import org.pfnproof.engine.Verdict;

/**
 * Asks the checker of a spec and the explorer of its reference implementation the same questions.
 *
 * @param spec the checker
 * @param implementation the explorer
 */
public record VerdictComparison(PropertyChecker spec, PropertyChecker implementation) {

    /**
     * Compares what both say of some properties. The explorer is faster and is asked first. The checker is not asked about what the
     * explorer could not decide: where a state space has no end it would not come to one either.
     *
     * @param limits for each of both
     * @throws InterruptedException if the calling thread is interrupted
     */
    public Agreement compare(Run run, List<String> properties, Limits limits, ProgressListener progress)
            throws InterruptedException {
        long start = System.nanoTime();
        Answers explored = implementation.answers(run, properties, limits, progress);
        List<String> decided =
                properties.stream().filter(explored.properties()::containsKey).toList();
        Answers checked = decided.isEmpty()
                ? new Answers(Map.of(), OptionalLong.empty(), Optional.empty())
                : spec.answers(run, decided, limits, progress);
        return new Agreement(
                run,
                properties.stream()
                        .map(property -> new Agreement.Row(
                                property,
                                Optional.ofNullable(checked.properties().get(property)),
                                Optional.ofNullable(explored.properties().get(property))))
                        .toList(),
                new Agreement.Side(spec.version(), checked.distinct(), checked.failure()),
                new Agreement.Side(implementation.version(), explored.distinct(), explored.failure()),
                explored.unbounded(),
                Duration.ofNanos(System.nanoTime() - start));
    }

    /** A comparison that came to nothing. */
    public Agreement failed(Run run, List<String> properties, Verdict failure, Duration time) {
        return new Agreement(
                run,
                properties.stream()
                        .map(property -> new Agreement.Row(property, Optional.empty(), Optional.empty()))
                        .toList(),
                new Agreement.Side(spec.version(), OptionalLong.empty(), Optional.of(failure)),
                new Agreement.Side(implementation.version(), OptionalLong.empty(), Optional.of(failure)),
                false,
                time);
    }
}
