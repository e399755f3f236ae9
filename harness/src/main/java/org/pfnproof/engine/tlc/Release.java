package org.pfnproof.engine.tlc;

import java.io.IOException;
import java.util.List;
import org.pfnproof.engine.cache.Sha256;
import org.pfnproof.engine.child.ClassLocation;

/** Tells one build of this program from every other: server and workers of a run send each other objects, and trust what these say. */
public final class Release {

    private static final int DIGITS = 16;

    private Release() {}

    /**
     * The build that is running, with its TLC.
     *
     * @throws IOException if its classes cannot be read
     */
    public static String current(TlcJar jar) throws IOException {
        return Sha256.of(List.of(Sha256.ofFiles(ClassLocation.of(Release.class)), Sha256.ofFiles(jar.path())))
                .substring(0, DIGITS);
    }
}
