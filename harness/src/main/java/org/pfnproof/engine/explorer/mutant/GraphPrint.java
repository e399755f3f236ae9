package org.pfnproof.engine.explorer.mutant;

import java.util.Locale;

/** The print of a state graph: of its initial states and its steps with their labels, in whatever order they come. */
final class GraphPrint {

    private static final long GOLDEN = 0x9E3779B97F4A7C15L;
    private static final int[] SHIFTS = {30, 27, 31};
    private static final long[] FACTORS = {0xBF58476D1CE4E5B9L, 0x94D049BB133111EBL};

    private long first;
    private long second;
    private long steps;

    /** An initial state. */
    void initial(long[] words) {
        add(of(GOLDEN, words), of(~GOLDEN, words));
    }

    /** A step. */
    void step(long[] before, int move, long[] after) {
        steps++;
        add(of(of(move, before), after), of(of(~(long) move, before), after));
    }

    private void add(long one, long other) {
        first += one;
        second += other;
    }

    private static long of(long seed, long[] words) {
        long hash = seed;
        for (long word : words) {
            hash = mixed(hash + GOLDEN ^ word);
        }
        return mixed(hash);
    }

    /** The finaliser of SplitMix64. */
    private static long mixed(long value) {
        long z = value + GOLDEN;
        z = (z ^ z >>> SHIFTS[0]) * FACTORS[0];
        z = (z ^ z >>> SHIFTS[1]) * FACTORS[1];
        return z ^ z >>> SHIFTS[2];
    }

    @Override
    public String toString() {
        return String.format(Locale.ROOT, "%016x%016x-%d", first, second, steps);
    }
}
