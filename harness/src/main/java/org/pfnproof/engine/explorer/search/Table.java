package org.pfnproof.engine.explorer.search;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Finds a state's index by its content: open addressing over the indexes of an {@link Arena}. Any number of threads may add at once,
 * without locks.
 *
 * <p>A slot holds an index plus one; the bits above, which the indexes of a table of this size do not need, hold some of the state's
 * hash, so that few other states are looked at. All states can be entered anew from the arena, so the table grows in place, and
 * growing needs no second table beside the first.
 */
final class Table {

    private static final VarHandle SLOT = MethodHandles.arrayElementVarHandle(int[].class);
    private static final int CHUNK_BITS = 16;
    private static final int CHUNK = 1 << CHUNK_BITS;
    private static final int MASK = CHUNK - 1;
    /** States a slot, at most. */
    private static final double LOAD = 0.65;

    private static final double GROWTH = 1.5;
    /** The least growth that is worth entering all states anew. */
    private static final double LEAST_GROWTH = 1.1;

    private final Arena arena;
    private final Memory memory;
    private final int width;
    private int[][] chunks = {};
    private long capacity;
    private int indexMask;

    /** A table that has no room yet. */
    Table(Arena arena, Memory memory, int width) {
        this.arena = arena;
        this.memory = memory;
        this.width = width;
    }

    /**
     * Makes room for at least so many states.
     *
     * @throws StoppedException if there is not enough memory
     */
    void open(long states) {
        extend((long) Math.ceil(states / LOAD / CHUNK));
    }

    /** How many states may be in the table before it must grow. */
    long room() {
        return (long) (capacity * LOAD);
    }

    /**
     * Adds a state if it is not there yet.
     *
     * @param words the state
     * @param hash its hash
     * @param fresh an unused index, at which it is written if it is new; or written in vain, if another thread adds the same state
     * @return whether it is new
     */
    boolean add(long[] words, long hash, int fresh) {
        int tag = (int) hash & ~indexMask;
        boolean written = false;
        for (long slot = slot(hash); ; slot = slot + 1 == capacity ? 0 : slot + 1) {
            int[] chunk = chunks[(int) (slot >>> CHUNK_BITS)];
            int at = (int) slot & MASK;
            int entry = (int) SLOT.getAcquire(chunk, at);
            if (entry == 0) {
                if (!written) {
                    arena.write(fresh, words);
                    written = true;
                }
                entry = (int) SLOT.compareAndExchange(chunk, at, 0, tag | fresh + 1);
                if (entry == 0) {
                    return true;
                }
            }
            if ((entry & ~indexMask) == tag && arena.equal((entry & indexMask) - 1, words)) {
                return false;
            }
        }
    }

    /** Gives a state another index. No other thread may use the table meanwhile. */
    void move(int from, int to) {
        long hash = arena.hash(from);
        int entry = (int) hash & ~indexMask | from + 1;
        long slot = slot(hash);
        while (chunks[(int) (slot >>> CHUNK_BITS)][(int) slot & MASK] != entry) {
            slot = slot + 1 == capacity ? 0 : slot + 1;
        }
        chunks[(int) (slot >>> CHUNK_BITS)][(int) slot & MASK] = (int) hash & ~indexMask | to + 1;
    }

    /**
     * Makes the table larger and empties it; the caller enters all states again. When memory runs short, the table takes only as much
     * of it as leaves room for the states that it can then hold.
     *
     * @throws StoppedException if there is not enough memory; the table is as it was then
     */
    void grow() {
        double left = (double) memory.left() * LOAD / (LOAD * width * Long.BYTES + Integer.BYTES);
        double wanted = capacity * Math.min(GROWTH, 1 + left / LOAD / capacity);
        if (wanted < capacity * LEAST_GROWTH) {
            throw new StoppedException(new End.OutOfMemory(memory.left() + memory.used()));
        }
        long count = (long) wanted / CHUNK;
        extend(Math.max(count, chunks.length + 1));
    }

    private void extend(long count) {
        List<int[]> all = new ArrayList<>(List.of(chunks));
        while (all.size() < count) {
            all.add(memory.allocate((long) CHUNK * Integer.BYTES, () -> new int[CHUNK]));
        }
        for (int[] chunk : chunks) {
            Arrays.fill(chunk, 0);
        }
        chunks = all.toArray(int[][]::new);
        capacity = count * CHUNK;
        long greatest = Math.min(Integer.MAX_VALUE, capacity);
        indexMask = (int) (Long.highestOneBit(greatest) * 2 - 1);
    }

    /**
     * Reads what looking up states with these hashes will read first, so that the processor has it at hand.
     *
     * @return nothing of interest, but to be used, or the compiler leaves the reading out
     */
    int fetch(long[] hashes, int count) {
        int sum = 0;
        for (int i = 0; i < count; i++) {
            long slot = slot(hashes[i]);
            sum += chunks[(int) (slot >>> CHUNK_BITS)][(int) slot & MASK];
        }
        for (int i = 0; i < count; i++) {
            long slot = slot(hashes[i]);
            int entry = (int) SLOT.getAcquire(chunks[(int) (slot >>> CHUNK_BITS)], (int) slot & MASK);
            if (entry != 0 && ((entry ^ (int) hashes[i]) & ~indexMask) == 0) {
                sum += arena.fetch((entry & indexMask) - 1);
            }
        }
        return sum;
    }

    /** Enters a state that is known not to be in the table. */
    void reenter(int index, long hash) {
        int entry = (int) hash & ~indexMask | index + 1;
        long slot = slot(hash);
        while (!SLOT.compareAndSet(chunks[(int) (slot >>> CHUNK_BITS)], (int) slot & MASK, 0, entry)) {
            slot = slot + 1 == capacity ? 0 : slot + 1;
        }
    }

    /** The upper half of the hash, scaled to the table. */
    private long slot(long hash) {
        return (hash >>> Integer.SIZE) * capacity >>> Integer.SIZE;
    }
}
