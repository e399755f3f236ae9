package org.pfnproof.engine.tlc;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.pfnproof.engine.Engine;
import org.pfnproof.engine.Limits;
import org.pfnproof.engine.ProgressListener;
import org.pfnproof.engine.Run;
import org.pfnproof.engine.RunResult;
import org.pfnproof.engine.child.ChildRunner;

/** Runs models with TLC, each in a JVM of its own, with one worker and always the same fingerprints. */
public final class TlcEngine implements Engine {

    private final Path specs;
    private final TlcProcess process;

    /**
     * An engine for the specs of one repository.
     *
     * @param specs the folder that holds {@code tla} and {@code variants}
     * @param jar the TLC to use
     * @param children runs its JVMs
     */
    public TlcEngine(Path specs, TlcJar jar, ChildRunner children) {
        this.specs = specs;
        this.process = new TlcProcess(jar, children);
    }

    @Override
    public String version() {
        return process.jar().name();
    }

    /**
     * Looks for known defects in the TLC that is used. Takes about as long as the shortest run.
     *
     * @throws InterruptedException if the calling thread is interrupted
     */
    public List<Canary> canaries() throws InterruptedException {
        return Canaries.run(process);
    }

    @Override
    public Optional<String> inputs(Run run) {
        return TlcRun.inputs(run, specs).flatMap(sources -> stamp().map(stamp -> stamp + " " + sources));
    }

    /** Tells the TLC that is used from any other. Its version is not enough: rolling releases change without a new one. */
    public Optional<String> stamp() {
        return process.jar().stamp();
    }

    @Override
    public RunResult run(Run run, Limits limits, ProgressListener progress) throws InterruptedException {
        return new TlcRun(run, limits, progress, process, specs).result();
    }
}
