package org.pfnproof.engine.explorer.search;

import java.util.Arrays;

/**
 * All states, one after the other, each known by its index. Memory grows by small chunks, so that none is lost to copying.
 *
 * <p>Indexes are given out in blocks. A state is written by the thread that owns its block, and read by others only after its index
 * was published.
 */
final class Arena {

    /** States that are given to a thread at once. */
    static final int BLOCK = 64;

    private static final int CHUNK_BITS = 15;
    private static final int CHUNK = 1 << CHUNK_BITS;
    private static final int MASK = CHUNK - 1;

    private final int width;
    private final int maxStates;
    private final Memory memory;
    private final long[][] chunks;
    private int chunkCount;
    private volatile int end;

    /**
     * An empty arena.
     *
     * @param width words of a state
     */
    Arena(int width, int maxStates, Memory memory) {
        this.width = width;
        this.maxStates = maxStates;
        this.memory = memory;
        this.chunks = new long[(maxStates >>> CHUNK_BITS) + 1][];
    }

    /** The first index that no thread owns. */
    int end() {
        return end;
    }

    /**
     * Gives a block of indexes to the caller; it may be shorter than {@link #BLOCK}.
     *
     * @throws StoppedException if there is no room
     */
    synchronized Block allocate() {
        int first = end;
        int size = Math.min(BLOCK, maxStates - first);
        if (size == 0) {
            throw new StoppedException(new End.TooManyStates(maxStates));
        }
        while ((first + size - 1) >>> CHUNK_BITS >= chunkCount) {
            chunks[chunkCount] = memory.allocate((long) CHUNK * width * Long.BYTES, () -> new long[CHUNK * width]);
            chunkCount++;
        }
        end = first + size;
        return new Block(first, first + size);
    }

    /** Indexes from {@code first} up to, and without, {@code end}. */
    record Block(int first, int end) {}

    /** Takes back all indexes from this one on. */
    synchronized void truncate(int newEnd) {
        end = newEnd;
    }

    void write(int index, long[] words) {
        System.arraycopy(words, 0, chunks[index >>> CHUNK_BITS], (index & MASK) * width, width);
    }

    void read(int index, long[] words) {
        System.arraycopy(chunks[index >>> CHUNK_BITS], (index & MASK) * width, words, 0, width);
    }

    void copy(int from, int to) {
        long[] state = new long[width];
        read(from, state);
        write(to, state);
    }

    boolean equal(int index, long[] words) {
        long[] chunk = chunks[index >>> CHUNK_BITS];
        int at = (index & MASK) * width;
        for (int i = 0; i < words.length; i++) {
            if (chunk[at + i] != words[i]) {
                return false;
            }
        }
        return true;
    }

    /** Reads a part of a state that may be being written: only to have it at hand. */
    int fetch(int index) {
        return (int) chunks[index >>> CHUNK_BITS][(index & MASK) * width];
    }

    long hash(int index) {
        long[] words = new long[width];
        read(index, words);
        return hash(words);
    }

    /** A hash whose bits all depend on all bits of the state. */
    static long hash(long[] words) {
        long hash = 0x9E3779B97F4A7C15L;
        for (long word : words) {
            hash = (hash ^ word) * 0xBF58476D1CE4E5B9L;
            hash ^= hash >>> 29;
        }
        hash *= 0x94D049BB133111EBL;
        return hash ^ hash >>> 32;
    }

    /** Words in an order that does not depend on who found them. */
    static int compare(long[] first, long[] second) {
        return Arrays.compare(first, second);
    }
}
