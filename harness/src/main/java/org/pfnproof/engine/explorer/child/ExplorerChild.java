package org.pfnproof.engine.explorer.child;

import com.google.gson.Gson;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import org.pfnproof.engine.child.ChildSide;
import org.pfnproof.engine.twin.TwinRequest;
import org.pfnproof.kernel.Protocol;

/** Main class of a JVM in which one exploration takes place, or one after the other. */
public final class ExplorerChild {

    private static final int CRASHED = 70;
    private static final int OUT_OF_MEMORY = 3;
    /** A check that has nothing more to explore may go on for hours. */
    private static final Duration IDLE = Duration.ofSeconds(60);

    private ExplorerChild() {}

    /**
     * Reads an {@link ExplorerRequest} from the run directory and leaves an {@link ExplorerReport} there. If it is empty, replies to
     * each request that it is sent.
     */
    public static void main(String[] arguments) {
        ChildSide side = ChildSide.attach(arguments);
        try {
            JsonObject request = side.request();
            if (request.isEmpty()) {
                serve(side);
            } else {
                side.finish(answer(side, request));
            }
            System.exit(0);
        } catch (OutOfMemoryError e) {
            System.exit(OUT_OF_MEMORY);
        } catch (IOException
                | InterruptedException
                | RuntimeException
                | LinkageError
                | AssertionError
                | StackOverflowError e) {
            e.printStackTrace();
            System.exit(CRASHED);
        }
    }

    private static void serve(ChildSide side) throws InterruptedException {
        Optional<JsonObject> request = side.next(IDLE);
        while (request.isPresent()) {
            side.reply(answer(side, request.get()));
            request = side.next(IDLE);
        }
    }

    private static JsonObject answer(ChildSide side, JsonObject request) throws InterruptedException {
        Gson gson = new Gson();
        return gson.toJsonTree(report(side, gson.fromJson(request, ExplorerRequest.class)))
                .getAsJsonObject();
    }

    private static ExplorerReport report(ChildSide side, ExplorerRequest request) throws InterruptedException {
        TwinRequest subject = TwinRequest.of(request.subject());
        try {
            Optional<Protocol<?>> protocol = subject.create();
            if (protocol.isEmpty()) {
                return ExplorerReport.refusal("there is no reference implementation of "
                        + subject.spec()
                        + subject.variant().map(id -> " with " + id).orElse(""));
            }
            return Exploration.of(protocol.get(), request, (distinct, generated, queue) -> {
                JsonObject message = new JsonObject();
                message.addProperty("distinct", distinct);
                message.addProperty("generated", generated);
                message.addProperty("queue", queue);
                side.progress(message);
            });
        } catch (IllegalArgumentException e) {
            return ExplorerReport.refusal(String.valueOf(e.getMessage()));
        }
    }
}
