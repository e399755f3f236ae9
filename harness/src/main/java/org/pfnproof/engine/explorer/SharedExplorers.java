package org.pfnproof.engine.explorer;

import com.google.gson.JsonObject;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.pfnproof.engine.child.ChildServer;

/**
 * JVMs of the explorer that are used again: a search of a few thousand states takes milliseconds, and the start of a JVM a second. As many
 * as there are searches at once. One that gives no answer is not used again.
 */
final class SharedExplorers {

    private final Supplier<Optional<ChildServer>> start;
    private final Deque<ChildServer> idle = new ArrayDeque<>();

    /**
     * None is started yet.
     *
     * @param start starts one; empty if that cannot be
     */
    SharedExplorers(Supplier<Optional<ChildServer>> start) {
        this.start = start;
    }

    /**
     * What was answered.
     *
     * @param command the command line of the JVM that did
     */
    record Answer(JsonObject report, String command) {}

    /**
     * Has something explored.
     *
     * @param wait how long it may take
     * @return empty if there is no answer, for whatever reason: it may be that of an earlier search
     * @throws InterruptedException if the calling thread is interrupted
     */
    Optional<Answer> ask(JsonObject request, Duration wait, Consumer<JsonObject> progress) throws InterruptedException {
        Optional<ChildServer> server = take().or(start);
        if (server.isEmpty()) {
            return Optional.empty();
        }
        Optional<JsonObject> report = Optional.empty();
        try {
            report = server.get().ask(request, wait, progress);
        } finally {
            if (report.isPresent()) {
                putBack(server.get());
            } else {
                server.get().close();
            }
        }
        return report.map(found -> new Answer(found, server.get().command()));
    }

    /** One that waits; those that have ended for want of work are cleared away. */
    private synchronized Optional<ChildServer> take() {
        while (!idle.isEmpty()) {
            ChildServer server = idle.pop();
            if (server.isAlive()) {
                return Optional.of(server);
            }
            server.close();
        }
        return Optional.empty();
    }

    private synchronized void putBack(ChildServer server) {
        idle.push(server);
    }
}
