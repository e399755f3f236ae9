package org.pfnproof.engine.explorer.mutant;

import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import org.pfnproof.engine.explorer.mutant.MutantBatch.Answer;

/** Ends the JVM when a step does not end: no thread can be stopped from outside. */
final class Watch {

    /** To be seen by whoever looks why the JVM ended. */
    private static final int STUCK = 75;

    private static final Duration LIMIT = Duration.ofSeconds(3);
    private static final Duration INTERVAL = Duration.ofMillis(500);

    private final Thread watched;
    private final Consumer<Answer> teller;
    private String mutant = "";
    private String model = "";
    private LongSupplier steps = () -> 0;
    private boolean running;
    private long seen;
    private long since;

    private Watch(Thread watched, Consumer<Answer> teller) {
        this.watched = watched;
        this.teller = teller;
    }

    /** Begins to look at a thread. */
    static Watch start(Thread watched, Consumer<Answer> teller) {
        Watch watch = new Watch(watched, teller);
        Thread thread = new Thread(watch::look, "mutant-watch");
        thread.setDaemon(true);
        thread.start();
        return watch;
    }

    /** A mutant is run on a model. */
    synchronized void begin(String ofMutant, String onModel) {
        mutant = ofMutant;
        model = onModel;
        running = true;
        look(() -> 0);
    }

    /** Where to see that it goes on. */
    synchronized void look(LongSupplier atSteps) {
        steps = atSteps;
        seen = atSteps.getAsLong();
        since = processorTime();
    }

    /** It is over. */
    synchronized void end() {
        running = false;
    }

    private long processorTime() {
        return ManagementFactory.getThreadMXBean().getThreadCpuTime(watched.getId());
    }

    private void look() {
        try {
            while (true) {
                Thread.sleep(INTERVAL.toMillis());
                check();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private synchronized void check() {
        long now = steps.getAsLong();
        if (now != seen) {
            look(steps);
        } else if (running && processorTime() - since > LIMIT.toNanos()) {
            teller.accept(Answer.invalid(mutant, model, "a step does not end"));
            Runtime.getRuntime().halt(STUCK);
        }
    }
}
