package org.pfnproof.check;

import org.pfnproof.engine.ProgressListener;
import org.pfnproof.engine.Run;
import org.pfnproof.engine.RunResult;

/** Hears how a check gets on, from several threads at once. */
public interface CheckListener extends ProgressListener {

    /** A run begins. */
    void started(Run run);

    /** A run has ended. */
    void finished(RunResult result);

    /** Runs are over, and what they gave is compared with the same models without a change. */
    default void comparing(int models) {}

    /** A row of the kill matrix has been filled. */
    default void finished(KillRow row) {}
}
