package org.pfnproof.replay;

import org.pfnproof.engine.Run;

/** What can be replayed. */
public final class Replays {

    private Replays() {}

    /** Whether a run has a reference implementation. */
    public static boolean covers(Run run) {
        return Walker.of(run).isPresent();
    }

    /** Whether a run has a reference implementation that states a property. */
    public static boolean states(Run run, String property) {
        return Walker.of(run).map(walker -> walker.breach(property).isPresent()).orElse(false);
    }
}
