package org.pfnproof.cli;

import org.pfnproof.check.CheckListener;
import org.pfnproof.check.Selection;

/** Shows on standard error how a check gets on. */
interface Progress extends CheckListener, AutoCloseable {

    /** A bar on a terminal; elsewhere lines that a log can hold. */
    static Progress on(Environment environment, Selection selection, int jobs) {
        ProgressState state = new ProgressState(selection.runs().size());
        environment.err().println("pfnproof: " + selection.runs().size() + " to run, " + jobs + " at a time");
        return environment.terminal().err()
                ? new BarProgress(
                        state, environment.err(), environment.terminal().width())
                : new LineProgress(state, environment.err());
    }

    /** Stops showing it. */
    @Override
    void close();
}
