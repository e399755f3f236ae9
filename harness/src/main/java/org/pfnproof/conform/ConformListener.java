package org.pfnproof.conform;

import org.pfnproof.engine.ProgressListener;
import org.pfnproof.engine.Run;
import org.pfnproof.engine.agree.Agreement;
import org.pfnproof.engine.twin.Conformity;

/** Hears how comparisons get on, from several threads at once. */
public interface ConformListener extends ProgressListener {

    /** A comparison begins. */
    void started(Run run);

    /** A comparison of states and steps has ended. */
    void finished(Conformity result);

    /** A comparison of verdicts has ended. */
    void finished(Agreement result);
}
