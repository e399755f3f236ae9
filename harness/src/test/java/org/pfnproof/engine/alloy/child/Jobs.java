package org.pfnproof.engine.alloy.child;

import java.nio.file.Path;

/** Does a child's work in the JVM of the tests, where no process has to be started. */
public final class Jobs {

    private Jobs() {}

    public static AlloyReport run(Path folder, AlloyRequest request) {
        return new Job(folder, request).run();
    }
}
