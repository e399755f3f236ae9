package org.pfnproof.engine.tlc.distributed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.rmi.RemoteException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import tlc2.tool.TLCState;
import tlc2.tool.TLCStateVec;
import tlc2.tool.WorkerException;
import tlc2.tool.distributed.NextStateResult;
import tlc2.tool.distributed.TLCWorkerRMI;
import tlc2.util.LongVec;

@Timeout(60)
class RemoteWorkerTest {

    private static final TLCState[] BLOCK = new TLCState[7];

    private final ExecutorService calls = Executors.newCachedThreadPool();
    private final Tally tally = new Tally();

    @AfterEach
    void stop() {
        calls.shutdownNow();
    }

    /** What a worker does when it is asked. */
    private interface Answer {
        NextStateResult get() throws RemoteException, WorkerException, InterruptedException;
    }

    private RemoteWorker worker(Answer answer, Answer signOfLife) {
        return new RemoteWorker(
                new Fake(answer, signOfLife),
                URI.create("rmi://fake"),
                tally,
                calls,
                Duration.ofMillis(20),
                Duration.ofMillis(200));
    }

    private record Fake(Answer answer, Answer signOfLife) implements TLCWorkerRMI {
        @Override
        public NextStateResult getNextStates(TLCState[] states) throws RemoteException, WorkerException {
            try {
                return answer.get();
            } catch (InterruptedException e) {
                throw new RemoteException("stopped", e);
            }
        }

        @Override
        public boolean isAlive() {
            try {
                signOfLife.get();
                return true;
            } catch (RemoteException | WorkerException | InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }

        @Override
        public void exit() {}

        @Override
        public URI getURI() {
            return URI.create("rmi://remote");
        }

        @Override
        public double getCacheRateRatio() {
            return 1;
        }
    }

    private static NextStateResult plain() {
        return new NextStateResult(new TLCStateVec[] {new TLCStateVec()}, new LongVec[] {new LongVec()}, 1, 1);
    }

    private static NextStateResult watched() {
        return new WatchedResult(plain(), new BlockReport(Map.of("Step", 3L), List.of("Seen"), 5));
    }

    private static NextStateResult never() throws InterruptedException {
        new CountDownLatch(1).await();
        return watched();
    }

    @Test
    void whatAWorkerSawIsCounted() throws Exception {
        RemoteWorker worker = worker(RemoteWorkerTest::watched, RemoteWorkerTest::watched);
        worker.getNextStates(BLOCK);
        worker.getNextStates(BLOCK);

        assertThat(tally.expanded()).isEqualTo(14);
        assertThat(tally.steps()).containsOnly(Map.entry("Step", 6L));
        assertThat(tally.reached()).containsOnly("Seen");
        assertThat(tally.level()).isEqualTo(5);
        assertThat(tally.losses()).isZero();
    }

    @Test
    void aSlowWorkerThatGivesSignsOfLifeIsWaitedFor() throws Exception {
        CountDownLatch asked = new CountDownLatch(3);
        RemoteWorker worker = worker(
                () -> {
                    asked.await();
                    return watched();
                },
                () -> {
                    asked.countDown();
                    return watched();
                });

        assertThat(worker.getNextStates(BLOCK)).isInstanceOf(WatchedResult.class);
    }

    @Test
    void aWorkerThatHangsIsLost() {
        assertLost(worker(RemoteWorkerTest::never, RemoteWorkerTest::never));
    }

    @Test
    void aWorkerThatFailsOnceIsNotAskedAgain() {
        int[] asked = new int[1];
        RemoteWorker worker = worker(
                () -> {
                    asked[0]++;
                    throw new RemoteException("cut off");
                },
                RemoteWorkerTest::watched);
        assertLost(worker);
        assertLost(worker);

        assertThat(asked[0]).isEqualTo(1);
    }

    @Test
    void anAnswerWithoutAReportIsNoAnswer() {
        assertLost(worker(RemoteWorkerTest::plain, RemoteWorkerTest::watched));
    }

    @Test
    void aViolationIsKeptAndPassedOn() {
        Violation violation = new Violation(2110, "Inv", null, null);
        RemoteWorker worker = worker(
                () -> {
                    throw violation;
                },
                RemoteWorkerTest::watched);

        assertThatThrownBy(() -> worker.getNextStates(BLOCK)).isSameAs(violation);
        assertThat(tally.failure()).containsSame(violation);
        assertThat(tally.losses()).isZero();
    }

    /** And TLC is not told a cause, by which it might ask again. */
    private void assertLost(RemoteWorker worker) {
        assertThatThrownBy(() -> worker.getNextStates(BLOCK))
                .isInstanceOf(RemoteException.class)
                .hasNoCause();
        assertThat(tally.losses()).isEqualTo(1);
        assertThat(tally.expanded()).isZero();
    }
}
