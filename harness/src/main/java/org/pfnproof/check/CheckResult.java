package org.pfnproof.check;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;
import org.pfnproof.catalogue.Model.EngineKind;
import org.pfnproof.engine.RunResult;
import org.pfnproof.engine.tlc.Canary;

/**
 * Everything that a check found; what all reports are made from.
 *
 * @param selection what was asked for
 * @param versions name and version of each engine that was used
 * @param canaries the known defects that were tried
 * @param results one for each run, in the selection's order
 * @param claims one for each claim that the runs cover
 * @param notes remarks about the check as a whole, one sentence each
 * @param time wall-clock time
 * @param matrices one for each matrix that the runs fill
 */
public record CheckResult(
        Selection selection,
        Map<EngineKind, String> versions,
        List<Canary> canaries,
        List<RunResult> results,
        List<ClaimResult> claims,
        List<String> notes,
        Duration time,
        List<MatrixResult> matrices) {

    /** A check without matrices. */
    public CheckResult(
            Selection selection,
            Map<EngineKind, String> versions,
            List<Canary> canaries,
            List<RunResult> results,
            List<ClaimResult> claims,
            List<String> notes,
            Duration time) {
        this(selection, versions, canaries, results, claims, notes, time, List.of());
    }

    public CheckResult {
        matrices = List.copyOf(matrices);
        versions = Map.copyOf(versions);
        canaries = List.copyOf(canaries);
        results = List.copyOf(results);
        claims = List.copyOf(claims);
        notes = List.copyOf(notes);
    }

    /** The same with other matrices. */
    public CheckResult withMatrices(List<MatrixResult> others) {
        return new CheckResult(selection, versions, canaries, results, claims, notes, time, others);
    }

    /** What the process exits with. */
    public ExitCode exit() {
        return ExitCode.worst(Stream.of(
                        results.stream().map(Assessment::of).map(Assessment::exit),
                        claims.stream().map(ClaimResult::exit),
                        matrices.stream().map(MatrixResult::exit))
                .flatMap(Function.identity()));
    }
}
