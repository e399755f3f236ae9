package org.pfnproof.engine.tlc.child;

import com.google.gson.JsonObject;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.pfnproof.engine.child.ChildSide;
import org.pfnproof.engine.tlc.distributed.BoundSockets;
import util.ToolIO;

/** The main class of a worker's JVM. */
public final class WorkerChild {

    private static final int CRASHED = 70;

    /**
     * How long RMI waits for whatever listens at the server's port to answer its greeting. By default it is a minute, since something that
     * waits for the rest of a greeting of its own protocol never does.
     */
    private static final int GREETING_MILLIS = 20_000;

    private WorkerChild() {}

    /** Joins a run as the request in the run directory says, works, and leaves there how it ended. */
    public static void main(String[] arguments) {
        ChildSide side = ChildSide.attach(arguments);
        System.setProperty("sun.rmi.transport.tcp.handshakeTimeout", Integer.toString(GREETING_MILLIS));
        ToolIO.out = new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);
        try {
            WorkerRequest request = WorkerRequest.of(side.request());
            BoundSockets.install(request.address());
            WorkerEnd end = new WorkerSession(request, text -> side.progress(event(text))).run();
            side.finish(end.json());
            System.exit(0);
        } catch (IOException | InterruptedException | RuntimeException | LinkageError e) {
            e.printStackTrace();
            System.exit(CRASHED);
        }
    }

    private static JsonObject event(String text) {
        JsonObject message = new JsonObject();
        message.addProperty("event", text);
        return message;
    }
}
