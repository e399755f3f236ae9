package org.pfnproof.engine.agree;

import java.util.List;
import org.pfnproof.engine.Limits;
import org.pfnproof.engine.ProgressListener;
import org.pfnproof.engine.Run;

/** An engine that decides safety properties one by one. Implementations may be called from several threads at once. */
public interface PropertyChecker {

    /** Name and version. */
    String version();

    /**
     * Decides each property on its own, whatever becomes of the others. With one thread, and with the model's symmetry.
     *
     * @param properties ids of some of the model's safety properties; {@code Deadlock} for states without successor
     * @return the answers; every failure is part of it, never an exception
     * @throws InterruptedException if the calling thread is interrupted
     */
    Answers answers(Run run, List<String> properties, Limits limits, ProgressListener progress)
            throws InterruptedException;
}
