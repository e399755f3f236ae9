package org.pfnproof.engine.explorer.search;

/** Hears how a search gets on. */
@FunctionalInterface
public interface SearchProgress {

    /**
     * Called every second or so, from another thread.
     *
     * @param distinct distinct states so far
     * @param generated states generated so far
     * @param queue states found and not yet expanded
     */
    void progress(long distinct, long generated, long queue);
}
