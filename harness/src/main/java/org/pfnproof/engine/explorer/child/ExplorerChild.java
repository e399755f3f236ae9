package org.pfnproof.engine.explorer.child;

import com.google.gson.Gson;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.util.Optional;
import org.pfnproof.engine.child.ChildSide;
import org.pfnproof.engine.twin.TwinRequest;
import org.pfnproof.kernel.Protocol;

/** Main class of the JVM in which one exploration takes place. */
public final class ExplorerChild {

    private static final int CRASHED = 70;
    private static final int OUT_OF_MEMORY = 3;

    private ExplorerChild() {}

    /** Reads an {@link ExplorerRequest} from the run directory and leaves an {@link ExplorerReport} there. */
    public static void main(String[] arguments) {
        ChildSide side = ChildSide.attach(arguments);
        try {
            Gson gson = new Gson();
            ExplorerRequest request = gson.fromJson(side.request(), ExplorerRequest.class);
            side.finish(gson.toJsonTree(report(side, request)).getAsJsonObject());
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
