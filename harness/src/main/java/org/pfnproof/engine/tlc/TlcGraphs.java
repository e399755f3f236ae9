package org.pfnproof.engine.tlc;

import com.google.gson.JsonObject;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.pfnproof.catalogue.Model;
import org.pfnproof.engine.Limits;
import org.pfnproof.engine.ProgressListener;
import org.pfnproof.engine.Run;
import org.pfnproof.engine.StateGraphs;
import org.pfnproof.engine.Verdict;
import org.pfnproof.engine.child.ChildRunner;
import org.pfnproof.engine.tlc.child.TlcRequest;

/** State graphs as TLC finds them. */
public final class TlcGraphs implements StateGraphs {

    private final Path specs;
    private final TlcProcess process;

    /**
     * Graphs of one repository's specs.
     *
     * @param specs the folder that holds {@code tla}
     */
    public TlcGraphs(Path specs, TlcJar jar, ChildRunner children) {
        this.specs = specs;
        this.process = new TlcProcess(jar, children);
    }

    @Override
    public Optional<String> print(Run run, Limits limits, ProgressListener progress) throws InterruptedException {
        Model plain = run.model().withoutSymmetry(List.of(), List.of());
        Run bare = new Run(plain, run.variant());
        SpecSources sources = SpecSources.read(McFiles.roots(bare), TlcRun.folders(bare, specs));
        if (!sources.problems().isEmpty()) {
            return Optional.empty();
        }
        TlcRequest request = TlcRun.request(bare, List.of(), List.of(), false, Optional.empty());
        TlcProcess.GraphOutcome outcome = process.runForGraph(
                request,
                sources.files(),
                McFiles.of(bare, List.of(), false),
                limits,
                message -> tell(run, message, progress));
        boolean complete = outcome.tlc()
                .answer()
                .map(answer -> TlcVerdict.of(bare, answer))
                .filter(verdict -> verdict instanceof Verdict.Holds || verdict instanceof Verdict.Vacuous)
                .isPresent();
        return complete ? outcome.print() : Optional.empty();
    }

    private static void tell(Run run, JsonObject message, ProgressListener progress) {
        progress.progress(
                run,
                message.get("distinct").getAsLong(),
                message.get("generated").getAsLong(),
                message.get("queue").getAsLong());
    }
}
