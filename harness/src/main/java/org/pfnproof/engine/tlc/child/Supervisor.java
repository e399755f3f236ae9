package org.pfnproof.engine.tlc.child;

import com.google.gson.JsonObject;
import java.io.IOException;
import java.time.Duration;
import org.pfnproof.engine.child.ChildSide;

/** Tells about once a second how a distributed search gets on, and ends it when there has been no worker for too long: TLC never does. */
final class Supervisor {

    private static final long INTERVAL_MILLIS = 1000;

    private final Server server;
    private final Duration wait;
    private final ChildSide side;
    private int losses;

    Supervisor(Server server, Duration wait, ChildSide side) {
        this.server = server;
        this.wait = wait;
        this.side = side;
    }

    /** Is told why the search has to end. */
    interface End {
        void now(String reason) throws IOException;
    }

    /** Watches until its thread is interrupted. */
    void run(End end) {
        long since = System.nanoTime();
        try {
            while (true) {
                Thread.sleep(INTERVAL_MILLIS);
                report();
                if (server.getWorkerCount() > 0 || !server.isRunning()) {
                    since = System.nanoTime();
                } else if (System.nanoTime() - since > wait.toNanos()) {
                    end.now("There was no worker for " + wait.toSeconds() + " s: "
                            + (server.tally().joins() == 0
                                    ? "none joined"
                                    : "all that had joined were lost, with " + server.getNewStates() + " of "
                                            + server.fpSetManager.size() + " states left to expand")
                            + ". Start workers with \"pfnproof worker\", or give them more time with --worker-wait.");
                }
            }
        } catch (InterruptedException e) {
            // The search is over.
        } catch (IOException e) {
            // The parent sees that there is no answer.
            e.printStackTrace();
            Runtime.getRuntime().halt(1);
        }
    }

    /** Says how it stands; to be called once more at the end, which may come before a loss was told. */
    synchronized void report() {
        JsonObject message = new JsonObject();
        message.addProperty("distinct", server.fpSetManager.size());
        message.addProperty("generated", server.getStatesGenerated());
        message.addProperty("queue", server.getNewStates());
        side.progress(message);
        int lost = server.tally().losses();
        if (lost > losses) {
            JsonObject event = new JsonObject();
            event.addProperty(
                    "event",
                    "A worker was lost; " + lost + " of " + server.tally().joins() + " threads so far.");
            event.addProperty("lost", lost);
            side.progress(event);
            losses = lost;
        }
    }
}
