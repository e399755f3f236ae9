package org.pfnproof.conform;

import org.pfnproof.engine.ProgressListener;
import org.pfnproof.engine.Run;
import org.pfnproof.engine.twin.Conformity;

/** Hears how comparisons get on, from several threads at once. */
public interface ConformListener extends ProgressListener {

    /** A comparison begins. */
    void started(Run run);

    /** A comparison has ended. */
    void finished(Conformity result);
}
