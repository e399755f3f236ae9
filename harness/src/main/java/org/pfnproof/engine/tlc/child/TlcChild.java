package org.pfnproof.engine.tlc.child;

import java.io.IOException;
import org.pfnproof.engine.child.ChildSide;

/** The main class of TLC's JVM. */
public final class TlcChild {

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
        side.finish(new Session(side, request).run().json());
    }
}
