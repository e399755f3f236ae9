package org.pfnproof.engine.tlc.child;

import java.io.IOException;
import java.rmi.server.ExportException;
import java.util.List;
import org.pfnproof.catalogue.Problem;
import org.pfnproof.engine.child.ChildSide;
import org.pfnproof.engine.tlc.distributed.BoundSockets;

/** The main class of the JVM of a distributed run's server. */
public final class ServerChild {

    private static final int CRASHED = 70;
    /** TLC tells its numbers by messages at this interval, which nobody needs here. */
    private static final String REPORT_MILLIS = "1000";

    private ServerChild() {}

    /** Serves workers as the request in the run directory says and leaves the answer there. */
    public static void main(String[] arguments) {
        ChildSide side = ChildSide.attach(arguments);
        try {
            ServerRequest request = ServerRequest.of(side.request());
            System.setProperty("tlc2.tool.distributed.TLCServer.port", Integer.toString(request.port()));
            System.setProperty("tlc2.tool.distributed.TLCServer.report", REPORT_MILLIS);
            BoundSockets.install(request.address());
            side.finish(answer(side, request).json());
            System.exit(0);
        } catch (IOException | RuntimeException | LinkageError | StackOverflowError e) {
            e.printStackTrace();
            System.exit(CRASHED);
        }
    }

    private static TlcAnswer answer(ChildSide side, ServerRequest request) throws IOException {
        try {
            return new ServerSession(side, request).run();
        } catch (ExportException e) {
            return TlcAnswer.refused(List.of(Problem.of("The server cannot listen on port " + request.port() + " of "
                    + request.address() + ": " + e.getMessage())));
        }
    }
}
