package org.pfnproof.engine.tlc.child;

import com.google.gson.JsonObject;
import org.pfnproof.engine.child.ChildSide;
import tlc2.tool.ModelChecker;

/** Reports the size of a search about once a second, until its thread is interrupted. */
final class Progress {

    private static final long INTERVAL_MILLIS = 1000;

    private Progress() {}

    static Thread start(ChildSide side, ModelChecker checker) {
        Thread thread = new Thread(() -> report(side, checker), "progress");
        thread.setDaemon(true);
        thread.start();
        return thread;
    }

    private static void report(ChildSide side, ModelChecker checker) {
        try {
            while (true) {
                Thread.sleep(INTERVAL_MILLIS);
                JsonObject message = new JsonObject();
                message.addProperty("distinct", checker.getDistinctStatesGenerated());
                message.addProperty("generated", checker.getStatesGenerated());
                message.addProperty("queue", checker.getStateQueueSize());
                side.progress(message);
            }
        } catch (InterruptedException e) {
            // The search is over.
        }
    }
}
