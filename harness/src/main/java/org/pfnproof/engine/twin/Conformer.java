package org.pfnproof.engine.twin;

import org.pfnproof.engine.Limits;
import org.pfnproof.engine.ProgressListener;
import org.pfnproof.engine.Run;

/** Compares specs with their reference implementations. Implementations may be called from several threads at once. */
public interface Conformer {

    /** Name and version of the checker on the specs' side. */
    String version();

    /** Whether there is a reference implementation for a run. */
    boolean covers(Run run);

    /**
     * Compares the states and the steps of both sides.
     *
     * @param limits time and memory, taking precedence over the model's own
     * @param progress told of the search's state every second or so, from any thread
     * @return the result; every failure is part of it, never an exception
     * @throws InterruptedException if the calling thread is interrupted; nothing is left behind then
     */
    Conformity compare(Run run, Limits limits, ProgressListener progress) throws InterruptedException;
}
