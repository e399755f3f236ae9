package org.pfnproof.testing;

import java.util.List;
import org.pfnproof.catalogue.Model.EngineKind;
import org.pfnproof.check.Toolbox;
import org.pfnproof.engine.Engine;
import org.pfnproof.engine.Limits;
import org.pfnproof.engine.ProgressListener;
import org.pfnproof.engine.Run;
import org.pfnproof.engine.RunResult;
import org.pfnproof.engine.agree.VerdictComparison;
import org.pfnproof.engine.tlc.Canary;
import org.pfnproof.engine.twin.Conformer;

/** Checkers whose answers a test decides. */
public final class FakeToolbox implements Toolbox {

    /** What the fake engine does for a run. */
    @FunctionalInterface
    public interface Behaviour {
        RunResult run(Run run, Limits limits) throws InterruptedException;
    }

    private final Behaviour behaviour;
    private final int threads;
    private final Conformer conformer;
    private final VerdictComparison verdicts;

    public FakeToolbox(Behaviour behaviour) {
        this(behaviour, 1);
    }

    /** With engines each of whose runs keeps so many threads busy. */
    public FakeToolbox(Behaviour behaviour, int threads) {
        this(behaviour, threads, FakeConformer.ofNothing(), FakeVerdicts.agreeing());
    }

    private FakeToolbox(Behaviour behaviour, int threads, Conformer conformer, VerdictComparison verdicts) {
        this.threads = threads;
        this.verdicts = verdicts;
        this.behaviour = behaviour;
        this.conformer = conformer;
    }

    /** Only for comparisons, in which verdicts agree. */
    public static FakeToolbox of(Conformer conformer) {
        return of(conformer, FakeVerdicts.agreeing());
    }

    /** Only for comparisons. */
    public static FakeToolbox of(Conformer conformer, VerdictComparison verdicts) {
        return new FakeToolbox((run, limits) -> Results.expected(run), 1, conformer, verdicts);
    }

    /** Everything is as the catalogue expects. */
    public static FakeToolbox obedient() {
        return new FakeToolbox((run, limits) -> Results.expected(run));
    }

    @Override
    public Engine engine(EngineKind kind) {
        return new Engine() {
            @Override
            public String version() {
                return switch (kind) {
                    case TLC -> "Fake TLC 1.0";
                    case ALLOY -> "Fake Alloy 1.0";
                    case EXPLORER -> "Fake Explorer 1.0";
                };
            }

            @Override
            public int threads() {
                return threads;
            }

            @Override
            public RunResult run(Run run, Limits limits, ProgressListener progress) throws InterruptedException {
                progress.progress(run, 100, 200, 30);
                return behaviour.run(run, limits);
            }
        };
    }

    @Override
    public Conformer conformer() {
        return conformer;
    }

    @Override
    public VerdictComparison verdicts() {
        return verdicts;
    }

    @Override
    public List<Canary> canaries() {
        return List.of(
                new Canary("LazyExcept", "EXCEPT on a lazy function is wrong", Canary.Outcome.PRESENT, "avoid it"),
                new Canary("SubSeqExcept", "SubSeq is wrong", Canary.Outcome.ABSENT, "avoid it"));
    }

    @Override
    public String configuration(Run run) {
        return "SPECIFICATION " + run.model().specification() + " \\* " + run.id();
    }
}
