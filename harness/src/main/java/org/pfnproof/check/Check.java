package org.pfnproof.check;

import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.pfnproof.catalogue.Claim;
import org.pfnproof.catalogue.Model.EngineKind;
import org.pfnproof.engine.Run;
import org.pfnproof.engine.RunResult;

/** Makes the runs of a selection and draws the conclusions. */
public final class Check {

    private final Toolbox tools;
    private final Capacity capacity;

    public Check(Toolbox tools, Capacity capacity) {
        this.tools = tools;
        this.capacity = capacity;
    }

    /**
     * Runs a selection to its end.
     *
     * @throws InterruptedException if the calling thread is interrupted; no run goes on then
     */
    public CheckResult run(CheckRequest request, Selection selection, CheckListener listener)
            throws InterruptedException {
        long start = System.nanoTime();
        Scheduler.Outcome outcome = new Scheduler(tools, request, capacity, listener).run(selection.runs());
        List<MatrixResult> matrices = matrices(request, selection, outcome.results(), listener);
        ClaimEvaluator evaluator = new ClaimEvaluator(outcome.results());
        return new CheckResult(
                selection,
                versions(selection.runs()),
                outcome.canaries(),
                outcome.results(),
                selection.claims().stream().map(evaluator::evaluate).toList(),
                notes(selection),
                Duration.ofNanos(System.nanoTime() - start),
                matrices);
    }

    private List<MatrixResult> matrices(
            CheckRequest request, Selection selection, List<RunResult> results, CheckListener listener)
            throws InterruptedException {
        List<MatrixResult> matrices = new ArrayList<>();
        selection.matrices().forEach(matrix -> matrices.add(MatrixEvaluator.evaluate(matrix, results)));
        if (selection.kills().isPresent()) {
            Selection.KillRows rows = selection.kills().get();
            matrices.add(
                    new KillMatrixMaker(tools, request, listener).make(rows.catalogue(), rows.variants(), capacity));
        }
        return matrices;
    }

    private Map<EngineKind, String> versions(List<Run> runs) {
        Map<EngineKind, String> versions = new EnumMap<>(EngineKind.class);
        runs.forEach(run -> versions.computeIfAbsent(
                run.model().engine(), kind -> tools.engine(kind).version()));
        return versions;
    }

    private static List<String> notes(Selection selection) {
        List<String> notes = new ArrayList<>();
        if (!selection.named() && !selection.undecidable().isEmpty()) {
            notes.add("Claims not decided because this suite leaves out some of their runs: "
                    + selection.undecidable().stream().map(Claim::id).collect(Collectors.joining(", ")) + ".");
        }
        return notes;
    }
}
