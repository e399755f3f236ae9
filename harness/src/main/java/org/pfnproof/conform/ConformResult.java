package org.pfnproof.conform;

import java.time.Duration;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.pfnproof.check.ExitCode;
import org.pfnproof.engine.agree.Agreement;
import org.pfnproof.engine.twin.Conformity;

/**
 * What all comparisons came to; what the reports are made from.
 *
 * @param participants what was asked for
 * @param engine name and version of the checker on the specs' side
 * @param results one for each run, in the order of the participants
 * @param agreements one for each question, in their order
 * @param time wall-clock time
 */
public record ConformResult(
        Participants participants, String engine, List<Conformity> results, List<Agreement> agreements, Duration time) {

    public ConformResult {
        results = List.copyOf(results);
        agreements = List.copyOf(agreements);
    }

    /** What the process exits with. To have compared nothing, or not everything that was named, is no answer. */
    public ExitCode exit() {
        boolean unanswered = results.isEmpty()
                || participants.named() && !participants.exempted().isEmpty();
        return ExitCode.worst(Stream.of(
                        Stream.of(unanswered ? ExitCode.UNDECIDED : ExitCode.OK),
                        results.stream().map(ConformResult::exit),
                        agreements.stream().map(ConformResult::exit))
                .flatMap(Function.identity()));
    }

    /** How many comparisons came to an end. */
    public long covered() {
        return count(Conformity.Outcome.CONFORMS) + count(Conformity.Outcome.DIFFERS);
    }

    /** How many have this outcome. */
    public long count(Conformity.Outcome outcome) {
        return results.stream().filter(result -> result.outcome() == outcome).count();
    }

    /** How many comparisons of verdicts have this outcome. */
    public long count(Agreement.Outcome outcome) {
        return agreements.stream().filter(result -> result.outcome() == outcome).count();
    }

    private static ExitCode exit(Agreement result) {
        return switch (result.outcome()) {
            case AGREES -> ExitCode.OK;
            case DISAGREES -> ExitCode.DISAGREEMENT;
            case INCONCLUSIVE -> ExitCode.UNDECIDED;
            case BROKEN -> ExitCode.UNUSABLE;
        };
    }

    private static ExitCode exit(Conformity result) {
        return switch (result.outcome()) {
            case CONFORMS -> ExitCode.OK;
            case DIFFERS -> ExitCode.DISAGREEMENT;
            case INCONCLUSIVE -> ExitCode.UNDECIDED;
            case BROKEN -> ExitCode.UNUSABLE;
        };
    }
}
