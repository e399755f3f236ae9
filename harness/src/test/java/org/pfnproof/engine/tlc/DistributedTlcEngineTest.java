package org.pfnproof.engine.tlc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.pfnproof.catalogue.Property.Kind;
import org.pfnproof.engine.ProgressListener;
import org.pfnproof.engine.RunResult;
import org.pfnproof.engine.Verdict;
import org.pfnproof.engine.tlc.child.WorkerEnd;
import org.pfnproof.testing.Listening;
import org.pfnproof.testing.Needs;
import org.pfnproof.trace.Counterexample;
import org.pfnproof.trace.Step;
import org.pfnproof.trace.Value;

/** Distributed runs on this machine, with real workers. */
@Timeout(300)
class DistributedTlcEngineTest {

    private static final Duration PLENTY = Duration.ofMinutes(4);
    private static final Duration SOON = Duration.ofSeconds(2);
    private static final ProgressListener SILENT = (run, distinct, generated, queue) -> {};

    @TempDir
    Path temporary;

    private DistributedRuns runs;

    @BeforeEach
    void open() throws TlcJar.NotTlcException {
        runs = new DistributedRuns(temporary);
    }

    @AfterEach
    void nothingIsLeftBehind() throws Exception {
        runs.stop();
        try (Stream<Path> left = Files.list(temporary)) {
            assertThat(left).isEmpty();
        }
    }

    private static ToyModel square(int limit) {
        return ToyModel.of("Endless").bounds("{\"Limit\": " + limit + "}").checks(Kind.INVARIANT, "Natural");
    }

    @Test
    void twoWorkersSeeWhatOneJvmSees() throws Exception {
        ToyModel model = ToyModel.of("Counter")
                .bounds("{\"Workers\": [\"w1\", \"w2\", \"w3\"], \"Max\": 4000}")
                .checks(Kind.INVARIANT, "InRange")
                .checks(Kind.ACTION, "OnlyUpOrToZero")
                .witness("AboveMax", "JumpsByTwo")
                .pinned(12_007);
        Future<WorkerEnd> first = runs.worker();
        Future<WorkerEnd> second = runs.worker();

        RunResult distributed = runs.check(model, PLENTY, SILENT);
        RunResult alone = model.result();

        assertThat(distributed.verdict()).isEqualTo(new Verdict.Holds());
        assertThat(distributed.engine()).isEqualTo("TLC 2.18, distributed");
        assertThat(distributed.states().orElseThrow().distinct())
                .isEqualTo(alone.states().orElseThrow().distinct());
        assertThat(distributed.states().orElseThrow().generated())
                .isEqualTo(alone.states().orElseThrow().generated());
        assertThat(distributed.actions()).isEqualTo(alone.actions());
        assertThat(distributed.witnesses()).isEqualTo(alone.witnesses());
        assertThat(distributed.asExpected()).isTrue();
        assertThat(first.get().kind()).isEqualTo(WorkerEnd.Kind.OVER);
        assertThat(second.get().kind()).isEqualTo(WorkerEnd.Kind.OVER);
    }

    @Test
    void aRunGoesOnWithoutAWorkerThatIsKilled() throws Exception {
        Future<WorkerEnd> first = runs.worker();
        Future<WorkerEnd> second = runs.worker();

        RunResult result = runs.check(square(200).pinned(201 * 201), PLENTY, (run, distinct, generated, queue) -> {
            // In the midst of it, and not before both have something to do.
            if (distinct > 500 && runs.workers().size() == 2) {
                runs.workers().get(0).destroyForcibly();
            }
        });

        assertThat(result.verdict()).isEqualTo(new Verdict.Holds());
        assertThat(result.asExpected()).isTrue();
        assertThat(result.notes()).contains("A worker was lost; 1 of 2 threads so far.");
        assertThat(Stream.of(first.get().kind(), second.get().kind()))
                .containsExactlyInAnyOrder(WorkerEnd.Kind.LOST, WorkerEnd.Kind.OVER);
    }

    @Test
    void aServerWithoutWorkersGivesUpAndListensOnItsOwnAddressOnly() throws Exception {
        Needs.that(Listening.isTold(), "/proc");
        StringBuilder elsewhere = new StringBuilder();
        int[] seen = new int[1];

        RunResult result = runs.check(square(1000), SOON, (run, distinct, generated, queue) -> {
            ProcessHandle server =
                    ProcessHandle.current().children().findFirst().orElseThrow();
            Listening.addresses(server.pid()).forEach(address -> {
                seen[0]++;
                if (!address.startsWith("127.0.0.1:")) {
                    elsewhere.append(address).append(' ');
                }
            });
        });

        assertThat(seen[0]).isGreaterThanOrEqualTo(2);
        assertThat(elsewhere.toString()).isEmpty();
        assertThat(result.verdict())
                .isEqualTo(new Verdict.Inconclusive("There was no worker for 2 s: none joined. Start workers with"
                        + " \"pfnproof worker\", or give them more time with --worker-wait."));
    }

    @Test
    void aRunWhoseWorkersAreAllGoneEnds() throws Exception {
        Future<WorkerEnd> worker = runs.worker();

        RunResult result = runs.check(square(4000), SOON.multipliedBy(5), (run, distinct, generated, queue) -> {
            if (distinct > 500) {
                runs.workers().forEach(ProcessHandle::destroyForcibly);
            }
        });

        assertThat(result.verdict()).isInstanceOf(Verdict.Inconclusive.class);
        assertThat(((Verdict.Inconclusive) result.verdict()).reason())
                .contains("There was no worker for 10 s: all that had joined were lost, with");
        assertThat(worker.get().kind()).isEqualTo(WorkerEnd.Kind.LOST);
    }

    @Test
    void aServerThatIsKilledDecidesNothingAndItsWorkersEnd() throws Exception {
        Future<WorkerEnd> worker = runs.worker();

        RunResult result = runs.check(square(4000), PLENTY, (run, distinct, generated, queue) -> {
            if (distinct > 500) {
                long own = runs.workers().get(0).pid();
                ProcessHandle.current()
                        .children()
                        .filter(child -> child.pid() != own)
                        .forEach(ProcessHandle::destroyForcibly);
            }
        });

        assertThat(result.verdict()).isInstanceOf(Verdict.Inconclusive.class);
        assertThat(((Verdict.Inconclusive) result.verdict()).reason()).contains("killed by signal 9");
        assertThat(worker.get())
                .isEqualTo(new WorkerEnd(WorkerEnd.Kind.LOST, "the server at 127.0.0.1:" + runs.port() + " is gone"));

        runs.worker();
        assertThat(runs.check(square(10).pinned(121), PLENTY, SILENT).asExpected())
                .isTrue();
    }

    @Test
    void aViolationIsShownInFull() throws Exception {
        runs.worker();
        RunResult result =
                runs.check(ToyModel.of("Counter").checks(Kind.INVARIANT, "InRange", "NeverAboveMax"), PLENTY, SILENT);

        assertThat(result.verdict()).isEqualTo(new Verdict.Violated("NeverAboveMax"));
        Counterexample trace = result.counterexample().orElseThrow();
        assertThat(trace.property()).isEqualTo("NeverAboveMax");
        assertThat(trace.initial().variables()).containsEntry("n", new Value.Int(0));
        assertThat(trace.steps()).extracting(Step::action).containsOnly("Count").hasSizeGreaterThanOrEqualTo(2);
        assertThat(trace.steps().get(trace.steps().size() - 1).state().variables())
                .containsEntry("n", new Value.Int(3));
    }

    @Test
    void aStepToAKnownStateMayViolateAnActionProperty() throws Exception {
        runs.worker();
        RunResult result = runs.check(
                ToyModel.of("Ring")
                        .bounds("{\"Size\": 30}")
                        .checks(Kind.INVARIANT, "InRing")
                        .checks(Kind.ACTION, "NeverFalls"),
                PLENTY,
                SILENT);

        assertThat(result.verdict()).isEqualTo(new Verdict.Violated("NeverFalls"));
        assertThat(result.counterexample().orElseThrow().steps()).hasSize(30);
    }

    @Test
    void aDeadlockIsShownInFull() throws Exception {
        runs.worker();
        RunResult result = runs.check(square(3).deadlock(), PLENTY, SILENT);

        assertThat(result.verdict()).isEqualTo(new Verdict.Violated("Deadlock"));
        assertThat(result.counterexample().orElseThrow().steps()).hasSize(6);
    }

    @Test
    void whatIsFalseAtTheStartNeedsNoWorker() throws Exception {
        RunResult result =
                runs.check(ToyModel.of("Counter").checks(Kind.INVARIANT, "InRange", "StartsAtOne"), PLENTY, SILENT);

        assertThat(result.verdict()).isEqualTo(new Verdict.Violated("StartsAtOne"));
        assertThat(result.counterexample().orElseThrow().steps()).isEmpty();
    }

    @Test
    void livenessIsRefusedWhateverItIsCalled() throws Exception {
        RunResult declared = runs.check(ToyModel.of("Counter").checks(Kind.LIVENESS, "AlwaysReturns"), PLENTY, SILENT);
        RunResult disguised = runs.check(ToyModel.of("Counter").checks(Kind.ACTION, "AlwaysReturns"), PLENTY, SILENT);

        assertThat(declared.verdict().toString()).contains("which a distributed TLC leaves unchecked");
        assertThat(disguised.verdict()).isInstanceOf(Verdict.Broken.class);
        assertThat(disguised.verdict().toString()).contains("check this model without --distributed");
    }

    @Test
    void aPortInUseIsRefused() throws Exception {
        try (ServerSocket taken = new ServerSocket(runs.port(), 1, InetAddress.getLoopbackAddress())) {
            RunResult result = runs.check(square(3), PLENTY, SILENT);

            assertThat(result.verdict()).isInstanceOf(Verdict.Broken.class);
            assertThat(result.verdict().toString())
                    .contains("cannot listen on port " + taken.getLocalPort() + " of 127.0.0.1");
        }
    }

    @Test
    void aWorkerOfAnotherBuildIsTurnedAway() throws Exception {
        Future<WorkerEnd> other = runs.worker("127.0.0.1", "another build", PLENTY);

        AtomicBoolean helped = new AtomicBoolean();

        RunResult result = runs.check(square(3), PLENTY, (run, distinct, generated, queue) -> {
            if (other.isDone() && !helped.getAndSet(true)) {
                runs.worker();
            }
        });

        assertThat(other.get().kind()).isEqualTo(WorkerEnd.Kind.REFUSED);
        assertThat(other.get().text()).contains("another build of pfnproof (" + DistributedRuns.RELEASE);
        assertThat(result.verdict()).isEqualTo(new Verdict.Holds());
        assertThat(runs.events()).hasSize(1);
    }

    @Test
    void aWorkerWithoutAServerEnds() throws Exception {
        assertThat(runs.worker("127.0.0.1", DistributedRuns.RELEASE, Duration.ofSeconds(1))
                        .get()
                        .kind())
                .isEqualTo(WorkerEnd.Kind.NONE);
        assertThatThrownBy(() -> runs.worker("no-such-host.invalid", DistributedRuns.RELEASE, SOON)
                        .get())
                .isInstanceOf(ExecutionException.class)
                .hasCauseInstanceOf(UnknownHostException.class);
    }
}
