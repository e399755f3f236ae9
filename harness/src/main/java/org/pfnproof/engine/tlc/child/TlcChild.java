package org.pfnproof.engine.tlc.child;

import com.google.gson.JsonObject;
import java.io.IOException;
import org.pfnproof.engine.child.ChildSide;

/** The main class of TLC's JVM. */
public final class TlcChild {

    private TlcChild() {}

    /** Runs TLC as the request in the run directory says and leaves the answer there. */
    public static void main(String[] arguments) throws IOException {
        ChildSide side = ChildSide.attach(arguments);
        TlcRequest request = TlcRequest.of(side.request());
        JsonObject answer = new Session(side, request).run().json();
        side.finish(answer);
        // TLC leaves threads behind that would keep the JVM alive.
        System.exit(0);
    }
}
