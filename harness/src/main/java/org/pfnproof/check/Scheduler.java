package org.pfnproof.check;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.pfnproof.engine.Limits;
import org.pfnproof.engine.Run;
import org.pfnproof.engine.RunResult;
import org.pfnproof.engine.tlc.Canary;

/** Runs everything within cores and memory. When it is interrupted, every run is stopped before it returns. */
final class Scheduler {

    private final Toolbox tools;
    private final CheckRequest request;
    private final Capacity capacity;
    private final CheckListener listener;
    private final Map<Run, RunResult> results = new ConcurrentHashMap<>();

    Scheduler(Toolbox tools, CheckRequest request, Capacity capacity, CheckListener listener) {
        this.tools = tools;
        this.request = request;
        this.capacity = capacity;
        this.listener = listener;
    }

    /**
     * What the runs and the canaries gave.
     *
     * @param results in the order of the runs
     */
    record Outcome(List<RunResult> results, List<Canary> canaries) {}

    Outcome run(List<Run> runs) throws InterruptedException {
        RunQueue queue = new RunQueue(
                runs, capacity, run -> tools.engine(run.model().engine()).threads(), RunQueue::cost);
        ExecutorService workers = Executors.newFixedThreadPool(capacity.jobs());
        try {
            Future<List<Canary>> canaries = workers.submit(tools::canaries);
            List<Callable<Void>> loops = new ArrayList<>();
            for (int i = 0; i < capacity.jobs(); i++) {
                loops.add(() -> work(queue));
            }
            for (Future<Void> loop : workers.invokeAll(loops)) {
                loop.get();
            }
            return new Outcome(runs.stream().map(results::get).toList(), canaries.get());
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        } finally {
            Workers.stop(workers);
        }
    }

    private Void work(RunQueue queue) throws InterruptedException {
        for (Optional<Run> next = queue.take(request); next.isPresent(); next = queue.take(request)) {
            Run run = next.get();
            try {
                listener.started(run);
                RunResult result = result(run);
                results.put(run, result);
                listener.finished(result);
            } finally {
                queue.done(run, request);
            }
        }
        return null;
    }

    /** An engine promises a verdict for each of its failures. If it breaks that promise, the other runs still count. */
    private RunResult result(Run run) throws InterruptedException {
        Limits limits = new Limits(
                request.timeout().orElse(run.model().timeout()),
                request.heap().orElse(run.model().heap()));
        long start = System.nanoTime();
        try {
            return tools.engine(run.model().engine()).run(run, limits, listener);
        } catch (RuntimeException e) {
            return RunResult.inconclusive(
                    run,
                    tools.engine(run.model().engine()).version(),
                    "pfnproof itself failed, which is a defect of it: " + e,
                    "",
                    java.time.Duration.ofNanos(System.nanoTime() - start));
        }
    }
}
