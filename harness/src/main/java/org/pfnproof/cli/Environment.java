package org.pfnproof.cli;

import java.io.PrintStream;
import java.nio.file.Path;

/**
 * What the commands need from the process around them.
 *
 * @param home the checkout
 * @param tools opens the checkers
 * @param out for data
 * @param err for progress and notes
 * @param terminal what out and err are
 */
public record Environment(Path home, ToolboxFactory tools, PrintStream out, PrintStream err, Terminal terminal) {

    /** Where the data files and specs are. */
    Path specs() {
        return home.resolve("specs");
    }

    /** Where the sources of the reference implementation are. */
    Path sources() {
        return home.resolve("harness").resolve("src").resolve("main").resolve("java");
    }

    /** Where counterexamples are recorded. */
    Path counterexamples() {
        return home.resolve("counterexamples");
    }

    /** Where the last check's result is kept. */
    Path build() {
        return home.resolve("harness").resolve("target");
    }
}
