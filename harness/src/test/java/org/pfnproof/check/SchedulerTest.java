package org.pfnproof.check;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.pfnproof.catalogue.Model.Suite;
import org.pfnproof.engine.Run;
import org.pfnproof.engine.RunResult;
import org.pfnproof.engine.Verdict;
import org.pfnproof.testing.FakeToolbox;
import org.pfnproof.testing.Results;

@Timeout(60)
class SchedulerTest {

    private static final CheckRequest REQUEST =
            new CheckRequest(List.of(), Suite.FULL, Optional.empty(), 2, Optional.empty(), OptionalInt.of(100));
    private static final long PLENTY = 100_000;

    private final List<Run> runs =
            List.of(Results.run("toy+toy-unlocked"), Results.run("pages"), Results.run("toy"), Results.run("toy-live"));

    private static Scheduler scheduler(FakeToolbox.Behaviour behaviour, int jobs, long memory) {
        return new Scheduler(new FakeToolbox(behaviour), REQUEST, new Capacity(jobs, memory), new Silent());
    }

    /** Hears nothing. */
    private static final class Silent implements CheckListener {
        @Override
        public void started(Run run) {}

        @Override
        public void finished(RunResult result) {}

        @Override
        public void progress(Run run, long distinct, long generated, long queue) {}
    }

    @Test
    void startsTheLongestRunFirstAndKeepsTheOrderOfTheResults() throws InterruptedException {
        List<String> started = new CopyOnWriteArrayList<>();
        Scheduler scheduler = scheduler(
                (run, limits) -> {
                    started.add(run.id());
                    return Results.expected(run);
                },
                1,
                PLENTY);
        List<RunResult> results = scheduler.run(runs).results();
        assertThat(started).containsExactly("toy-live", "pages", "toy", "toy+toy-unlocked");
        assertThat(results).extracting(RunResult::run).containsExactlyElementsOf(runs);
    }

    @Test
    void runsAtTheSameTimeWhatFits() throws InterruptedException {
        // The barrier only opens when two runs are in it together.
        CyclicBarrier together = new CyclicBarrier(2);
        Scheduler scheduler = scheduler(
                (run, limits) -> {
                    try {
                        together.await();
                    } catch (java.util.concurrent.BrokenBarrierException e) {
                        throw new IllegalStateException(e);
                    }
                    return Results.expected(run);
                },
                2,
                PLENTY);
        assertThat(scheduler.run(runs).results()).hasSize(4);
    }

    @Test
    void neverRunsMoreThanMemoryAllows() throws InterruptedException {
        AtomicInteger running = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        Scheduler scheduler = scheduler(
                (run, limits) -> {
                    most.accumulateAndGet(running.incrementAndGet(), Math::max);
                    Thread.sleep(20);
                    running.decrementAndGet();
                    return Results.expected(run);
                },
                4,
                2 * (100 + Capacity.JVM_OVERHEAD));
        scheduler.run(runs);
        assertThat(most.get()).isLessThanOrEqualTo(2);
    }

    @Test
    void runsAloneWhatKeepsAllPlacesBusy() throws InterruptedException {
        AtomicInteger running = new AtomicInteger();
        AtomicInteger most = new AtomicInteger();
        FakeToolbox tools = new FakeToolbox(
                (run, limits) -> {
                    most.accumulateAndGet(running.incrementAndGet(), Math::max);
                    Thread.sleep(20);
                    running.decrementAndGet();
                    return Results.expected(run);
                },
                3);
        new Scheduler(tools, REQUEST, new Capacity(4, PLENTY), new Silent()).run(runs);
        assertThat(most.get()).isEqualTo(1);
    }

    @Test
    void runsAloneWhatNeedsMoreThanTheMachineHas() throws InterruptedException {
        assertThat(scheduler((run, limits) -> Results.expected(run), 2, 10)
                        .run(runs)
                        .results())
                .hasSize(4);
    }

    @Test
    void passesOnTheLimitsOfTheRequest() throws InterruptedException {
        List<Integer> heaps = new CopyOnWriteArrayList<>();
        scheduler(
                        (run, limits) -> {
                            heaps.add(limits.heap());
                            return Results.expected(run);
                        },
                        1,
                        PLENTY)
                .run(runs);
        assertThat(heaps).containsOnly(100);
    }

    @Test
    void anEngineThatThrowsLeavesTheOtherRunsAlone() throws InterruptedException {
        List<RunResult> results = scheduler(
                        (run, limits) -> {
                            if (run.id().equals("pages")) {
                                throw new IllegalStateException("oops");
                            }
                            return Results.expected(run);
                        },
                        2,
                        PLENTY)
                .run(runs)
                .results();
        assertThat(results.get(1).verdict()).isInstanceOf(Verdict.Inconclusive.class);
        assertThat(results.get(2).verdict()).isInstanceOf(Verdict.Holds.class);
    }

    @Test
    void anInterruptStopsEveryRunBeforeItReturns() throws InterruptedException {
        CountDownLatch bothRunning = new CountDownLatch(2);
        AtomicInteger stopped = new AtomicInteger();
        Scheduler scheduler = scheduler(
                (run, limits) -> {
                    bothRunning.countDown();
                    try {
                        new CountDownLatch(1).await();
                        return Results.expected(run);
                    } catch (InterruptedException e) {
                        stopped.incrementAndGet();
                        throw e;
                    }
                },
                2,
                PLENTY);
        Thread caller = Thread.currentThread();
        Thread interrupter = new Thread(() -> {
            try {
                bothRunning.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            caller.interrupt();
        });
        interrupter.start();
        assertThatExceptionOfType(InterruptedException.class).isThrownBy(() -> scheduler.run(runs));
        interrupter.join();
        assertThat(stopped.get()).isEqualTo(2);
    }
}
