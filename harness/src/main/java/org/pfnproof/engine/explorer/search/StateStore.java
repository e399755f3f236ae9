package org.pfnproof.engine.explorer.search;

import java.util.ArrayList;
import java.util.List;

/**
 * All states found so far, each once, numbered from 0 in the order in which their levels were reached.
 *
 * <p>While threads add states, some numbers are not in use; {@link #settle} closes these gaps.
 */
final class StateStore {

    /** States that are given to a thread at once. */
    static final int BLOCK = Arena.BLOCK;

    private static final int SMALLEST = 30_000;

    private final int width;
    private final long atOnce;
    private final Memory memory;
    private final Arena arena;
    private final Table table;
    private final List<Writer> writers = new ArrayList<>();

    /**
     * An empty store.
     *
     * @param width words of a state
     * @param atOnce states that may be added between two looks at {@link #isFull}
     */
    StateStore(int width, SearchOptions options, long atOnce) {
        this.width = width;
        this.atOnce = atOnce + (long) BLOCK * options.threads();
        this.memory = new Memory(options.memory());
        this.arena = new Arena(width, options.maxStates(), memory);
        this.table = new Table(arena, memory, width);
    }

    /** Adds states for one thread. */
    final class Writer {
        private int next;
        private int end;

        /**
         * Adds a state; whether it is new.
         *
         * @throws StoppedException if there is no room
         */
        boolean add(long[] words, long hash) {
            if (next == end) {
                Arena.Block block = arena.allocate();
                next = block.first();
                end = block.end();
            }
            boolean isNew = table.add(words, hash, next);
            if (isNew) {
                next++;
            }
            return isNew;
        }
    }

    /**
     * Makes room for the first states.
     *
     * @throws StoppedException if there is not enough memory
     */
    void open() {
        table.open(Math.max(SMALLEST, 4 * atOnce));
    }

    /** A writer for another thread. */
    Writer writer() {
        Writer writer = new Writer();
        writers.add(writer);
        return writer;
    }

    /** The number of states; while states are added, somewhat more. */
    int end() {
        return arena.end();
    }

    void read(int index, long[] words) {
        arena.read(index, words);
    }

    /** Bytes allocated so far. */
    long bytes() {
        return memory.used();
    }

    /** Whether the next states might be too many for the table as it is. */
    boolean isFull() {
        return arena.end() + atOnce > table.room();
    }

    /**
     * Makes the table larger. All states must then be entered again, and no thread may add any before.
     *
     * @throws StoppedException if there is not enough memory
     */
    void grow() {
        settle();
        table.grow();
    }

    /** Enters states again after {@link #grow}; from any number of threads. */
    void reenter(int from, int to) {
        long[] state = new long[width];
        Batch batch = batch();
        for (int index = from; index < to; index++) {
            arena.read(index, state);
            batch.put(state);
            if (batch.isFull() || index == to - 1) {
                batch.fetch();
                int first = index + 1 - batch.count();
                for (int i = 0; i < batch.count(); i++) {
                    table.reenter(first + i, batch.hash(i));
                }
                batch.clear();
            }
        }
    }

    /** Collects states that are then added. */
    Batch batch() {
        return new Batch(table, width);
    }

    /** Moves the last states to the numbers that are not in use. No thread may add states meanwhile. */
    void settle() {
        int end = arena.end();
        for (Writer writer : writers) {
            while (writer.next < writer.end) {
                end--;
                if (!dropGap(end)) {
                    arena.copy(end, writer.next);
                    table.move(end, writer.next);
                    writer.next++;
                }
            }
        }
        arena.truncate(end);
    }

    /** If this last number is not in use, takes it from its writer. */
    private boolean dropGap(int last) {
        for (Writer writer : writers) {
            if (writer.next < writer.end && writer.end == last + 1) {
                writer.end = last;
                return true;
            }
        }
        return false;
    }
}
