package org.pfnproof.kernel.mmu;

import java.util.Arrays;

/** Some numbers for each of a growing number of threads, 0 unless set. */
final class ThreadInts {

    private final int width;
    private int[] values;

    ThreadInts(int width) {
        this(width, new int[0]);
    }

    private ThreadInts(int width, int[] values) {
        this.width = width;
        this.values = values;
    }

    int get(int thread, int which) {
        int at = thread * width + which;
        return at < values.length ? values[at] : 0;
    }

    void set(int thread, int which, int value) {
        int at = thread * width + which;
        if (at >= values.length) {
            if (value == 0) {
                return;
            }
            values = Arrays.copyOf(values, (thread + 1) * width);
        }
        values[at] = value;
    }

    /** How many threads have a number. */
    int threads() {
        return values.length / width;
    }

    ThreadInts copy() {
        return new ThreadInts(width, values.clone());
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ThreadInts that && Arrays.equals(values, that.values);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(values);
    }
}
