package org.pfnproof.engine.cache;

import java.util.Optional;
import org.pfnproof.engine.Engine;
import org.pfnproof.engine.Limits;
import org.pfnproof.engine.ProgressListener;
import org.pfnproof.engine.Run;
import org.pfnproof.engine.RunResult;

/** An engine that gives the result of an earlier run if nothing has changed that it depends on, and says so in the result. */
public final class CachingEngine implements Engine {

    private final Engine engine;
    private final ResultStore store;
    private final String program;

    /**
     * A cache in front of an engine.
     *
     * @param program see {@link ProgramHash}
     */
    public CachingEngine(Engine engine, ResultStore store, String program) {
        this.engine = engine;
        this.store = store;
        this.program = program;
    }

    @Override
    public String version() {
        return engine.version();
    }

    @Override
    public int threads() {
        return engine.threads();
    }

    @Override
    public Optional<String> inputs(Run run) {
        return engine.inputs(run);
    }

    @Override
    public RunResult run(Run run, Limits limits, ProgressListener progress) throws InterruptedException {
        Optional<String> key = RunKey.of(program, engine, run);
        Optional<RunResult> kept = key.flatMap(store::find).flatMap(text -> ResultJson.read(run, text));
        if (kept.isPresent()) {
            return kept.get();
        }
        RunResult result = engine.run(run, limits, progress);
        // A file that was edited meanwhile may or may not be the one that was checked.
        if (key.isPresent() && key.equals(RunKey.of(program, engine, run))) {
            ResultJson.write(result).ifPresent(text -> store.keep(key.get(), text));
        }
        return result;
    }
}
