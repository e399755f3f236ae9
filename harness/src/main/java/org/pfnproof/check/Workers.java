package org.pfnproof.check;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;

/** Threads that make runs. */
public final class Workers {

    private Workers() {}

    /**
     * Interrupts what still runs, and waits: an engine ends its checker's process before it lets go.
     *
     * @throws InterruptedException if the calling thread was interrupted, before or while it waited
     */
    public static void stop(ExecutorService workers) throws InterruptedException {
        workers.shutdownNow();
        boolean interrupted = Thread.interrupted();
        boolean ended = false;
        while (!ended) {
            try {
                ended = workers.awaitTermination(1, TimeUnit.MINUTES);
            } catch (InterruptedException e) {
                interrupted = true;
            }
        }
        if (interrupted) {
            throw new InterruptedException();
        }
    }
}
