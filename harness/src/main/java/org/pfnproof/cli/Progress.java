package org.pfnproof.cli;

import org.pfnproof.check.CheckListener;
import org.pfnproof.conform.ConformListener;
import org.pfnproof.engine.Run;

/** Shows on standard error how a check gets on. */
interface Progress extends CheckListener, ConformListener, AutoCloseable {

    /** A bar on a terminal; elsewhere lines that a log can hold. */
    static Progress on(Environment environment, int runs, int jobs) {
        ProgressState state = new ProgressState(runs);
        environment.err().println("pfnproof: " + runs + " to run, " + jobs + " at a time");
        return environment.terminal().err()
                ? new BarProgress(
                        state, environment.err(), environment.terminal().width())
                : new LineProgress(state, environment.err());
    }

    /** A run begins. */
    @Override
    void started(Run run);

    /** Stops showing it. */
    @Override
    void close();
}
