package org.pfnproof.cli;

import java.io.IOException;
import java.util.Optional;

/** Writes a report where it was asked for, and never loses it. */
final class Reports {

    private final Environment environment;

    Reports(Environment environment) {
        this.environment = environment;
    }

    /** Whether the report was written as it was asked for. */
    boolean write(String report, Optional<OutputFile> output) {
        if (output.isEmpty()) {
            return print(report);
        }
        try {
            AtomicFile.write(output.get().path(), report);
            environment
                    .err()
                    .println("pfnproof: the report is in " + output.get().path());
            return true;
        } catch (IOException e) {
            environment
                    .err()
                    .println("pfnproof: cannot write " + output.get().path() + " (" + OutputFile.reason(e)
                            + "); the report goes to standard output instead.");
            print(report);
            return false;
        }
    }

    private boolean print(String report) {
        environment.out().print(report);
        if (environment.out().checkError()) {
            environment.err().println("pfnproof: standard output cannot be written; is its disk full?");
            return false;
        }
        return true;
    }
}
