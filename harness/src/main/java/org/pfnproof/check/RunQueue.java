package org.pfnproof.check;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.pfnproof.catalogue.Model;
import org.pfnproof.engine.Run;

/**
 * Hands out runs, the longest first, as far as memory allows: a run that does not fit now is passed over for a shorter one that
 * does. A run that needs more than the machine has is run alone, since a heap's maximum is seldom used up.
 */
public final class RunQueue {

    private static final long UNKNOWN_SIZE = 100_000;
    private static final int LIVENESS_FACTOR = 20;
    private static final int VARIANT_DIVISOR = 4;

    private final List<Run> waiting;
    private final long memory;
    private long used;

    /**
     * A queue of runs.
     *
     * @param memory for all runs together, in MiB
     */
    public RunQueue(List<Run> runs, long memory) {
        this.waiting = new ArrayList<>(longestFirst(runs));
        this.memory = memory;
    }

    /** Runs by their estimated length; those of equal length in their own order. */
    static List<Run> longestFirst(List<Run> runs) {
        return runs.stream()
                .sorted(Comparator.comparingLong(RunQueue::cost).reversed())
                .toList();
    }

    /**
     * The next run, after waiting until one fits; empty when none is left.
     *
     * @throws InterruptedException if the calling thread is interrupted
     */
    public synchronized Optional<Run> take(CheckRequest request) throws InterruptedException {
        while (!waiting.isEmpty()) {
            Optional<Run> next =
                    waiting.stream().filter(run -> fits(need(run, request))).findFirst();
            if (next.isPresent()) {
                waiting.remove(next.get());
                used += need(next.get(), request);
                return next;
            }
            wait();
        }
        return Optional.empty();
    }

    /** Gives a run's memory back. */
    public synchronized void done(Run run, CheckRequest request) {
        used -= need(run, request);
        notifyAll();
    }

    private synchronized boolean fits(long need) {
        return used == 0 || used + need <= memory;
    }

    private static long need(Run run, CheckRequest request) {
        return request.heap().orElse(run.model().heap()) + (long) Capacity.JVM_OVERHEAD;
    }

    /** A guess at how long a run takes beside the others: liveness is far slower, and a variant stops at its violation. */
    private static long cost(Run run) {
        Model model = run.model();
        long states = model.distinctStates().orElse(UNKNOWN_SIZE);
        long weighted = model.hasLiveness() ? states * LIVENESS_FACTOR : states;
        return run.variant().isPresent() ? weighted / VARIANT_DIVISOR : weighted;
    }
}
