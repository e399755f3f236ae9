package org.pfnproof.engine.cache;

import java.io.IOException;
import java.util.List;
import org.pfnproof.engine.child.ClassLocation;

/** A hash of this program's own code and of the Java that runs it, since both decide what a result says. */
public final class ProgramHash {

    private ProgramHash() {}

    /**
     * The hash of the program that is running.
     *
     * @throws IOException if its classes cannot be read
     */
    public static String current() throws IOException {
        return Sha256.of(List.of(
                Sha256.ofFiles(ClassLocation.of(ProgramHash.class)),
                System.getProperty("java.vm.name") + " " + System.getProperty("java.vm.version")));
    }
}
