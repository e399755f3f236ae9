package org.pfnproof.engine.cache;

import java.util.List;
import java.util.Optional;
import org.pfnproof.engine.Engine;
import org.pfnproof.engine.Limits;
import org.pfnproof.engine.ProgressListener;
import org.pfnproof.engine.Run;
import org.pfnproof.engine.StateGraphs;

/** Prints of state graphs that are kept as long as nothing changes that they depend on. */
public final class CachingGraphs implements StateGraphs {

    private final StateGraphs graphs;
    private final Engine engine;
    private final ResultStore store;
    private final String program;

    /**
     * A cache in front of prints.
     *
     * @param engine knows what a run depends on
     * @param program see {@link ProgramHash}
     */
    public CachingGraphs(StateGraphs graphs, Engine engine, ResultStore store, String program) {
        this.graphs = graphs;
        this.engine = engine;
        this.store = store;
        this.program = program;
    }

    @Override
    public Optional<String> print(Run run, Limits limits, ProgressListener progress) throws InterruptedException {
        Optional<String> key = key(run);
        Optional<String> kept = key.flatMap(store::find);
        if (kept.isPresent()) {
            return kept;
        }
        Optional<String> print = graphs.print(run, limits, progress);
        // A file that was edited meanwhile may or may not be the one whose graph this is.
        if (print.isPresent() && key.isPresent() && key.equals(key(run))) {
            store.keep(key.get(), print.get());
        }
        return print;
    }

    private Optional<String> key(Run run) {
        return RunKey.of(program, engine, run).map(key -> Sha256.of(List.of("graph", key)));
    }
}
