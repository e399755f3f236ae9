package org.pfnproof.engine.tlc.child;

import com.google.gson.JsonObject;
import java.io.IOException;
import org.pfnproof.engine.child.ChildSide;

/** The main class of TLC's JVM. */
public final class TlcChild {

    /** In the answer, beside what is TLC's own: what became of the probes after the search, by their operators. */
    public static final String PROBES = "probes";

    private static final int CRASHED = 70;

    private TlcChild() {}

    /** Runs TLC as the request in the run directory says and leaves the answer there. */
    public static void main(String[] arguments) {
        ChildSide side = ChildSide.attach(arguments);
        // TLC leaves threads behind that would keep the JVM alive, whichever way this one ends.
        try {
            answer(side);
            System.exit(0);
        } catch (IOException | RuntimeException | LinkageError | StackOverflowError e) {
            e.printStackTrace();
            System.exit(CRASHED);
        }
    }

    private static void answer(ChildSide side) throws IOException {
        TlcRequest request = TlcRequest.of(side.request());
        Session session = new Session(side, request);
        JsonObject answer = session.run().json();
        if (request.afterwards().isPresent() && session.root().isPresent()) {
            answer.add(PROBES, LaterProbes.run(side, request, session.root().get()));
        }
        side.finish(answer);
    }
}
