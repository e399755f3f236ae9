package org.pfnproof.conform;

import com.google.gson.JsonArray;
import java.time.Duration;
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
import java.util.stream.LongStream;
import org.pfnproof.catalogue.Model;
import org.pfnproof.check.Capacity;
import org.pfnproof.check.CheckRequest;
import org.pfnproof.check.RunQueue;
import org.pfnproof.check.Workers;
import org.pfnproof.engine.Limits;
import org.pfnproof.engine.Run;
import org.pfnproof.engine.Verdict;
import org.pfnproof.engine.twin.Conformer;
import org.pfnproof.engine.twin.Conformity;

/** Makes comparisons, as many at once as cores and memory allow. */
public final class Conform {

    private final Conformer conformer;
    private final Capacity capacity;
    private final CheckRequest request;
    private final ConformListener listener;
    private final Map<Run, Conformity> results = new ConcurrentHashMap<>();

    /** Comparisons within the limits of a request. */
    public Conform(Conformer conformer, Capacity capacity, CheckRequest request, ConformListener listener) {
        this.conformer = conformer;
        this.capacity = capacity;
        this.request = request;
        this.listener = listener;
    }

    /**
     * Makes all of them.
     *
     * @throws InterruptedException if the calling thread is interrupted; no comparison goes on then
     */
    public ConformResult run(Participants participants) throws InterruptedException {
        long start = System.nanoTime();
        RunQueue queue = new RunQueue(participants.runs(), capacity.memory());
        ExecutorService workers = Executors.newFixedThreadPool(capacity.jobs());
        try {
            List<Callable<Void>> loops = new ArrayList<>();
            for (int i = 0; i < capacity.jobs(); i++) {
                loops.add(() -> work(queue));
            }
            for (Future<Void> loop : workers.invokeAll(loops)) {
                loop.get();
            }
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        } finally {
            Workers.stop(workers);
        }
        return new ConformResult(
                participants,
                conformer.version(),
                participants.runs().stream().map(results::get).toList(),
                Duration.ofNanos(System.nanoTime() - start));
    }

    private Void work(RunQueue queue) throws InterruptedException {
        for (Optional<Run> next = queue.take(request); next.isPresent(); next = queue.take(request)) {
            Run run = next.get();
            try {
                listener.started(run);
                Conformity result = compare(run);
                results.put(run, result);
                listener.finished(result);
            } finally {
                queue.done(run, request);
            }
        }
        return null;
    }

    private Conformity compare(Run run) throws InterruptedException {
        Limits limits = new Limits(
                request.timeout().orElse(timeout(run.model())),
                request.heap().orElse(run.model().heap()));
        long start = System.nanoTime();
        try {
            return conformer.compare(run, limits, listener);
        } catch (RuntimeException e) {
            return new Conformity(
                    run,
                    conformer.version(),
                    Optional.empty(),
                    Optional.of(new Verdict.Inconclusive("pfnproof itself failed, which is a defect of it: " + e)),
                    Duration.ofNanos(System.nanoTime() - start));
        }
    }

    /** The models' limits are for searches that merge symmetric states. This one does not, and does twice the work for each. */
    private static Duration timeout(Model model) {
        long factor = 2;
        for (String name : model.symmetric()) {
            // What is no array is refused where the run begins.
            int things = model.bounds().get(name) instanceof JsonArray array ? array.size() : 1;
            factor *= LongStream.rangeClosed(1, things).reduce(1, Math::multiplyExact);
        }
        return model.timeout().multipliedBy(factor);
    }
}
