package org.pfnproof.engine;

/** Hears how a run gets on. */
@FunctionalInterface
public interface ProgressListener {

    /**
     * Called every second or so while a run goes on.
     *
     * @param run the run
     * @param distinct distinct states so far
     * @param generated states generated so far
     * @param queue states found and not yet expanded
     */
    void progress(Run run, long distinct, long generated, long queue);
}
