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
import java.util.function.ToLongFunction;
import org.pfnproof.engine.Run;

/**
 * Does something about each of many runs, as many at once as cores and memory allow.
 *
 * @param request its limits decide how much memory a run needs
 */
public record RunPool(Capacity capacity, CheckRequest request) {

    /** What is done about one run. */
    @FunctionalInterface
    public interface Task<R> {
        R result(Run run) throws InterruptedException;
    }

    /**
     * Does it about each, with one thread.
     *
     * @param cost a guess at how long a run takes, in any unit
     * @throws InterruptedException if the calling thread is interrupted; nothing goes on then
     */
    public <R> Map<Run, R> each(List<Run> runs, ToLongFunction<Run> cost, Task<R> task) throws InterruptedException {
        Map<Run, R> results = new ConcurrentHashMap<>();
        RunQueue queue = new RunQueue(runs, capacity, run -> 1, cost);
        ExecutorService workers = Executors.newFixedThreadPool(capacity.jobs());
        try {
            List<Callable<Void>> loops = new ArrayList<>();
            for (int i = 0; i < capacity.jobs(); i++) {
                loops.add(() -> work(queue, task, results));
            }
            for (Future<Void> loop : workers.invokeAll(loops)) {
                loop.get();
            }
            return results;
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        } finally {
            Workers.stop(workers);
        }
    }

    private <R> Void work(RunQueue queue, Task<R> task, Map<Run, R> results) throws InterruptedException {
        for (Optional<Run> next = queue.take(request); next.isPresent(); next = queue.take(request)) {
            Run run = next.get();
            try {
                results.put(run, task.result(run));
            } finally {
                queue.done(run, request);
            }
        }
        return null;
    }
}
