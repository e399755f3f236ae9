package org.pfnproof.engine.explorer.search;

/**
 * States on their way into the store. Looking one up waits for main memory twice; looking up many at once waits little longer than for
 * one, because the processor fetches for all of them at the same time. For one thread.
 */
final class Batch {

    private static final int SIZE = 256;

    private final Table table;
    private final int width;
    private final long[] words;
    private final long[] hashes = new long[SIZE];
    private int count;
    /** What was fetched beforehand; kept so that fetching is not optimised away. */
    private int fetched;

    Batch(Table table, int width) {
        this.table = table;
        this.width = width;
        this.words = new long[SIZE * width];
    }

    /** Adds a state; {@link #isFull} must be false. */
    void put(long[] state) {
        System.arraycopy(state, 0, words, count * width, width);
        hashes[count] = Arena.hash(state);
        count++;
    }

    boolean isFull() {
        return count == SIZE;
    }

    int count() {
        return count;
    }

    /** Copies a state out. */
    void get(int number, long[] state) {
        System.arraycopy(words, number * width, state, 0, width);
    }

    long hash(int number) {
        return hashes[number];
    }

    void clear() {
        count = 0;
    }

    /** Has everything fetched that looking up these states will need. */
    void fetch() {
        fetched += table.fetch(hashes, count);
    }
}
