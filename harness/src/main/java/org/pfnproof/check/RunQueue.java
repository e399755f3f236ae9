package org.pfnproof.check;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.ToIntFunction;
import java.util.function.ToLongFunction;
import org.pfnproof.catalogue.Model;
import org.pfnproof.engine.Run;

/**
 * Hands out runs, the longest first, as far as memory and places allow: a run that does not fit now is passed over for a shorter one
 * that does. Each of a run's threads takes the place of a run that has one. A run that needs more than there is is run alone: a heap's
 * maximum is seldom used up, and threads share what processors there are.
 */
public final class RunQueue {

    private static final long UNKNOWN_SIZE = 100_000;
    private static final int LIVENESS_FACTOR = 20;
    private static final int VARIANT_DIVISOR = 4;

    private final List<Run> waiting;
    private final Capacity capacity;
    private final ToIntFunction<Run> threads;
    private int running;
    private int places;
    private long memory;

    /**
     * A queue of runs.
     *
     * @param threads how many threads a run keeps busy
     * @param cost a guess at how long a run takes, in any unit
     */
    public RunQueue(List<Run> runs, Capacity capacity, ToIntFunction<Run> threads, ToLongFunction<Run> cost) {
        this.waiting = new ArrayList<>(longestFirst(runs, cost));
        this.capacity = capacity;
        this.threads = threads;
    }

    /** Runs by their estimated length; those of equal length in their own order. */
    static List<Run> longestFirst(List<Run> runs) {
        return longestFirst(runs, RunQueue::cost);
    }

    private static List<Run> longestFirst(List<Run> runs, ToLongFunction<Run> cost) {
        return runs.stream().sorted(Comparator.comparingLong(cost).reversed()).toList();
    }

    /**
     * The next run, after waiting until one fits; empty when none is left.
     *
     * @throws InterruptedException if the calling thread is interrupted
     */
    public synchronized Optional<Run> take(CheckRequest request) throws InterruptedException {
        while (!waiting.isEmpty()) {
            Optional<Run> next =
                    waiting.stream().filter(run -> fits(run, request)).findFirst();
            if (next.isPresent()) {
                waiting.remove(next.get());
                occupy(next.get(), request, 1);
                return next;
            }
            wait();
        }
        return Optional.empty();
    }

    /** Gives a run's memory and places back. */
    public synchronized void done(Run run, CheckRequest request) {
        occupy(run, request, -1);
        notifyAll();
    }

    private void occupy(Run run, CheckRequest request, int sign) {
        running += sign;
        places += sign * threads.applyAsInt(run);
        memory += sign * need(run, request);
    }

    private boolean fits(Run run, CheckRequest request) {
        return running == 0
                || places + threads.applyAsInt(run) <= capacity.jobs()
                        && memory + need(run, request) <= capacity.memory();
    }

    private static long need(Run run, CheckRequest request) {
        return request.heap().orElse(run.model().heap()) + (long) Capacity.JVM_OVERHEAD;
    }

    /** A guess at how long a run takes beside the others: liveness is far slower, and a variant stops at its violation. */
    static long cost(Run run) {
        Model model = run.model();
        long states = model.distinctStates().orElse(UNKNOWN_SIZE);
        long weighted = model.hasLiveness() ? states * LIVENESS_FACTOR : states;
        return run.variant().isPresent() ? weighted / VARIANT_DIVISOR : weighted;
    }
}
