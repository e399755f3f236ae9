package org.pfnproof.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/** Keeps the last check's result, as JSON, under the build directory. */
record LastCheck(Path build) {

    private static final String NAME = "last-check.json";

    /** A note if it could not be kept, which spoils nothing else. */
    Optional<String> keep(String json) {
        try {
            AtomicFile.write(build.resolve(NAME), json);
            return Optional.empty();
        } catch (IOException e) {
            return Optional.of("note: the result is not kept for later commands, since " + build
                    + " cannot be written (" + OutputFile.reason(e) + ").");
        }
    }
}
