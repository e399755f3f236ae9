package org.pfnproof.engine.tlc;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.pfnproof.catalogue.Model.EngineKind;
import org.pfnproof.catalogue.Problem;
import org.pfnproof.engine.Engine;
import org.pfnproof.engine.Limits;
import org.pfnproof.engine.ProgressListener;
import org.pfnproof.engine.Run;
import org.pfnproof.engine.RunResult;
import org.pfnproof.engine.Verdict;
import org.pfnproof.engine.child.ChildRunner;

/**
 * Runs models with TLC as a server in a JVM of its own, for which workers expand the states. A result is as complete as {@link TlcEngine}'s,
 * but for the depth: a search by many workers is only nearly breadth first, so depth and counterexamples may be a little longer than they
 * need to be.
 */
public final class DistributedTlcEngine implements Engine {

    /** What tells results of this engine from {@link TlcEngine}'s. */
    static final String SUFFIX = ", distributed";

    private final Path specs;
    private final TlcProcess process;
    private final TlcEngine local;
    private final Distribution distribution;

    /**
     * An engine for the specs of one repository.
     *
     * @param specs the folder that holds {@code tla} and {@code variants}
     * @param jar the TLC to use, on both sides
     * @param children runs the server's JVM
     */
    public DistributedTlcEngine(Path specs, TlcJar jar, ChildRunner children, Distribution distribution) {
        this.specs = specs;
        this.process = new TlcProcess(jar, children);
        this.local = new TlcEngine(specs, jar, children);
        this.distribution = distribution;
    }

    @Override
    public String version() {
        return local.version() + SUFFIX;
    }

    @Override
    public Optional<String> inputs(Run run) {
        return local.inputs(run);
    }

    /** Why a run cannot be distributed, in one sentence; empty if it can. */
    public static Optional<String> refusal(Run run) {
        if (run.model().engine() != EngineKind.TLC) {
            return Optional.of(run.id() + " cannot be distributed: only TLC has workers, and its model is decided by "
                    + run.model().engine() + ".");
        }
        if (run.model().hasLiveness()) {
            return Optional.of(
                    run.id() + " cannot be distributed: its model has a liveness property, which a distributed"
                            + " TLC leaves unchecked.");
        }
        if (run.model().observes().isPresent()) {
            return Optional.of(run.id() + " cannot be distributed: what its model observes is not collected then.");
        }
        return Optional.empty();
    }

    @Override
    public RunResult run(Run run, Limits limits, ProgressListener progress) throws InterruptedException {
        Optional<String> refusal = refusal(run);
        TlcRun search = new TlcRun(run, limits, progress, process, specs, Optional.of(distribution));
        return refusal.isPresent()
                ? search.withoutAnswer(new Verdict.Broken(List.of(Problem.of(refusal.get()))))
                : search.result();
    }
}
