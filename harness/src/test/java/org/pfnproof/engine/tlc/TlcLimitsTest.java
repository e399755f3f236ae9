package org.pfnproof.engine.tlc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pfnproof.catalogue.Property.Kind;
import org.pfnproof.engine.Limits;
import org.pfnproof.engine.ProgressListener;
import org.pfnproof.engine.RunResult;
import org.pfnproof.engine.Verdict;
import org.pfnproof.engine.child.ChildRunner;

/** Runs that are cut off give no verdict and leave nothing behind. */
class TlcLimitsTest {

    @TempDir
    Path temporary;

    private final ToyModel endless =
            ToyModel.of("Endless").bounds("{\"Limit\": 100000}").checks(Kind.INVARIANT, "Natural");

    @Test
    void timeLimitIsInconclusiveAndProgressWasReported() throws Exception {
        AtomicLong most = new AtomicLong();

        RunResult result = run(endless, new Limits(Duration.ofSeconds(4), 256), (run, distinct, generated, queue) -> {
            most.accumulateAndGet(distinct, Math::max);
        });

        assertThat(result.verdict())
                .isEqualTo(new Verdict.Inconclusive(
                        "TLC's JVM was stopped after its time limit of 4 s; give it more with --timeout."));
        assertThat(most.get()).isPositive();
        assertNothingLeft();
    }

    @Test
    void exhaustedHeapIsInconclusive() throws Exception {
        ToyModel wide = ToyModel.of("Endless").bounds("{\"Limit\": 900}").checks(Kind.INVARIANT, "Wide");

        RunResult result = run(wide, new Limits(Duration.ofSeconds(60), 16), (run, distinct, generated, queue) -> {});

        assertThat(result.verdict())
                .isEqualTo(
                        new Verdict.Inconclusive("TLC's JVM ran out of its 16 MiB of heap; give it more with --heap."));
        assertNothingLeft();
    }

    @Test
    void killedCheckerIsInconclusive() throws Exception {
        RunResult result = run(
                endless,
                new Limits(Duration.ofSeconds(60), 256),
                (run, distinct, generated, queue) ->
                        ProcessHandle.current().children().forEach(ProcessHandle::destroyForcibly));

        assertThat(result.verdict())
                .isEqualTo(new Verdict.Inconclusive("TLC's JVM was killed by signal 9, which TLC did not do itself;"
                        + " perhaps the machine ran out of memory."));
        assertNothingLeft();
    }

    @Test
    void interruptedRunLeavesNothingBehind() throws Exception {
        Thread caller = Thread.currentThread();

        assertThatThrownBy(() -> run(
                        endless,
                        new Limits(Duration.ofSeconds(60), 256),
                        (run, distinct, generated, queue) -> caller.interrupt()))
                .isInstanceOf(InterruptedException.class);
        assertNothingLeft();
    }

    private RunResult run(ToyModel model, Limits limits, ProgressListener listener) throws Exception {
        ChildRunner children = ChildRunner.open(ChildRunner.ownJava(), temporary);
        return new TlcEngine(ToyModel.SPECS, TlcJar.bundled(), children).run(model.run(), limits, listener);
    }

    private void assertNothingLeft() throws IOException {
        try (Stream<Path> left = Files.list(temporary)) {
            assertThat(left).isEmpty();
        }
    }
}
