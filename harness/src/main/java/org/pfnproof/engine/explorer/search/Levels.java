package org.pfnproof.engine.explorer.search;

import java.util.Arrays;

/** Where the states of each depth begin in the arena. */
final class Levels {

    private int[] starts = new int[64];
    private int count;

    /** The next level begins here. */
    void add(int start) {
        if (count == starts.length) {
            starts = Arrays.copyOf(starts, 2 * count);
        }
        starts[count] = start;
        count++;
    }

    /** How many levels have begun. */
    int count() {
        return count;
    }

    int start(int level) {
        return starts[level];
    }
}
