package org.pfnproof.cli;

import java.io.PrintStream;
import java.util.Locale;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.pfnproof.catalogue.Variant;
import org.pfnproof.check.Assessment;
import org.pfnproof.check.KillRow;
import org.pfnproof.engine.Run;
import org.pfnproof.engine.RunResult;
import org.pfnproof.engine.Verdict;
import org.pfnproof.engine.agree.Agreement;
import org.pfnproof.engine.twin.Conformity;
import org.pfnproof.report.Plural;

/** One line for each finished run, and a sign of life in between. */
final class LineProgress implements Progress {

    private static final int HEARTBEAT_SECONDS = 10;

    private final ProgressState state;
    private final PrintStream err;
    private final ScheduledExecutorService heartbeat = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "heartbeat");
        thread.setDaemon(true);
        return thread;
    });

    LineProgress(ProgressState state, PrintStream err) {
        this.state = state;
        this.err = err;
        heartbeat.scheduleAtFixedRate(
                () -> state.description().ifPresent(running -> err.println("  running: " + running)),
                HEARTBEAT_SECONDS,
                HEARTBEAT_SECONDS,
                TimeUnit.SECONDS);
    }

    @Override
    public void started(Run run) {
        state.started(run);
    }

    @Override
    public void progress(Run run, long distinct, long generated, long queue) {
        state.progress(run, distinct, queue);
    }

    @Override
    public void finished(RunResult result) {
        err.println(line(state.finished(result.run()), state.total(), result));
    }

    @Override
    public void comparing(int models) {
        err.println("comparing with the code as it is: " + Plural.of(models, "model", "models"));
    }

    @Override
    public void finished(KillRow row) {
        err.println("[" + state.finished(row.run()) + "/" + state.total() + "] "
                + row.run().id() + ": " + row.kills());
    }

    @Override
    public void finished(Conformity result) {
        err.println(String.format(
                Locale.ROOT,
                "[%d/%d] %s %s, %.1f s",
                state.finished(result.run()),
                state.total(),
                result.run().id(),
                result.outcome(),
                result.time().toMillis() / 1e3));
    }

    @Override
    public void finished(Agreement result) {
        err.println(String.format(
                Locale.ROOT,
                "[%d/%d] %s: verdicts %s, %.1f s",
                state.finished(result.run()),
                state.total(),
                result.run().id(),
                result.outcome(),
                result.time().toMillis() / 1e3));
    }

    /** For example {@code [3/12] toy+toy-unlocked VIOLATED as expected, 2.1 s}. */
    static String line(int finished, int total, RunResult result) {
        return String.format(
                Locale.ROOT,
                "[%d/%d] %s %s, %.1f s",
                finished,
                total,
                result.run().id(),
                result.run().variant().filter(Variant::patch).isPresent() ? ofPatch(result) : expected(result),
                result.time().toMillis() / 1e3);
    }

    private static String expected(RunResult result) {
        return result.verdict().label() + (Assessment.of(result).asExpected() ? " as expected" : " NOT as expected");
    }

    /** Of a patch nothing is expected, and a model that it does not concern is none of its faults. */
    private static String ofPatch(RunResult result) {
        return result.verdict() instanceof Verdict.Broken
                ? "says nothing"
                : result.verdict().label();
    }

    @Override
    public void close() {
        heartbeat.shutdownNow();
    }
}
