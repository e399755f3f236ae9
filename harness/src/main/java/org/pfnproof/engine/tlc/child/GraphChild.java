package org.pfnproof.engine.tlc.child;

import com.google.gson.JsonObject;
import java.io.IOException;
import java.util.concurrent.atomic.AtomicReference;
import org.pfnproof.engine.child.ChildSide;

/** The main class of a JVM of TLC that prints the whole state graph of a run. */
public final class GraphChild {

    /** In the answer, beside what TLC's own is: the print. */
    public static final String GRAPH = MutantSession.GRAPH;

    private static final int CRASHED = 70;

    private GraphChild() {}

    /** Runs TLC as the request in the run directory says and leaves its answer there, with the print. */
    public static void main(String[] arguments) {
        ChildSide side = ChildSide.attach(arguments);
        // TLC leaves threads behind that would keep the JVM alive, whichever way this one ends.
        try {
            side.finish(answer(side, TlcRequest.of(side.request())));
            System.exit(0);
        } catch (IOException | RuntimeException | LinkageError | StackOverflowError e) {
            e.printStackTrace();
            System.exit(CRASHED);
        }
    }

    private static JsonObject answer(ChildSide side, TlcRequest request) throws IOException {
        AtomicReference<GraphPrint> print = new AtomicReference<>();
        Session session = new Session(side, request, (tool, watcher) -> {
            print.set(new GraphPrint(watcher, Long.MAX_VALUE, request.replacements()));
            return print.get();
        });
        JsonObject answer = session.run().json();
        if (print.get() != null) {
            answer.addProperty(GRAPH, print.get().print());
        }
        return answer;
    }
}
