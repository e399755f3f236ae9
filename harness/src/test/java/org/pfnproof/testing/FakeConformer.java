package org.pfnproof.testing;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.pfnproof.engine.Limits;
import org.pfnproof.engine.ProgressListener;
import org.pfnproof.engine.Run;
import org.pfnproof.engine.Verdict;
import org.pfnproof.engine.twin.Conformer;
import org.pfnproof.engine.twin.Conformity;
import org.pfnproof.engine.twin.TwinReport;

/** Comparisons whose outcome a test decides. */
public final class FakeConformer implements Conformer {

    /** What a fake comparison does. */
    @FunctionalInterface
    public interface Behaviour {
        Conformity compare(Run run, Limits limits) throws InterruptedException;
    }

    private final Predicate<Run> covered;
    private final Behaviour behaviour;

    public FakeConformer(Predicate<Run> covered, Behaviour behaviour) {
        this.covered = covered;
        this.behaviour = behaviour;
    }

    /** Nothing has a reference implementation. */
    public static FakeConformer ofNothing() {
        return new FakeConformer(run -> false, (run, limits) -> {
            throw new AssertionError(run + " has no reference implementation");
        });
    }

    /** All is the same on both sides. */
    public static Conformity conforming(Run run) {
        return found(run, new TwinReport(1, 12, 0, 34, List.of(), Optional.empty()));
    }

    public static Conformity found(Run run, TwinReport report) {
        return new Conformity(run, "Fake TLC 1.0", Optional.of(report), Optional.empty(), Duration.ofMillis(1500));
    }

    public static Conformity failed(Run run, Verdict verdict) {
        return new Conformity(run, "Fake TLC 1.0", Optional.empty(), Optional.of(verdict), Duration.ofMillis(1500));
    }

    @Override
    public String version() {
        return "Fake TLC 1.0";
    }

    @Override
    public boolean covers(Run run) {
        return covered.test(run);
    }

    @Override
    public Conformity compare(Run run, Limits limits, ProgressListener progress) throws InterruptedException {
        progress.progress(run, 100, 200, 30);
        return behaviour.compare(run, limits);
    }
}
