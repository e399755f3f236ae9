package org.pfnproof.kernel.mmu;

import java.util.Arrays;

/**
 * A function from any non-negative number to a number, 0 unless set. Copies share what neither has changed, so a copy costs a few words.
 * The keys that were ever used, and their order, are common to all copies.
 */
final class SparseInts {

    private static final int CHUNK = 64;

    private final Keys keys;
    private int[][] chunks = new int[0][];
    private boolean[] owned = new boolean[0];

    SparseInts(Keys keys) {
        this.keys = keys;
    }

    int get(int key) {
        int at = keys.find(key);
        return at < 0 || at / CHUNK >= chunks.length ? 0 : chunks[at / CHUNK][at % CHUNK];
    }

    void set(int key, int value) {
        if (get(key) == value) {
            return;
        }
        int at = keys.findOrAdd(key);
        int chunk = at / CHUNK;
        if (chunk >= chunks.length) {
            grow(chunk + 1);
        }
        if (!owned[chunk]) {
            chunks[chunk] = chunks[chunk].clone();
            owned[chunk] = true;
        }
        chunks[chunk][at % CHUNK] = value;
    }

    private void grow(int length) {
        int old = chunks.length;
        chunks = Arrays.copyOf(chunks, length);
        owned = Arrays.copyOf(owned, length);
        for (int i = old; i < length; i++) {
            chunks[i] = new int[CHUNK];
            owned[i] = true;
        }
    }

    SparseInts copy() {
        SparseInts copy = new SparseInts(keys);
        copy.chunks = chunks.clone();
        copy.owned = new boolean[chunks.length];
        Arrays.fill(owned, false);
        return copy;
    }

    /** Every key that was ever used, in the order of first use. */
    Keys keys() {
        return keys;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof SparseInts that && keys == that.keys && sameChunks(that);
    }

    private boolean sameChunks(SparseInts that) {
        for (int i = 0; i < Math.max(chunks.length, that.chunks.length); i++) {
            int[] mine = i < chunks.length ? chunks[i] : null;
            int[] others = i < that.chunks.length ? that.chunks[i] : null;
            if (mine != others
                    && !(mine == null
                            ? allZero(others)
                            : others == null ? allZero(mine) : Arrays.equals(mine, others))) {
                return false;
            }
        }
        return true;
    }

    private static boolean allZero(int[] chunk) {
        for (int value : chunk) {
            if (value != 0) {
                return false;
            }
        }
        return true;
    }

    /** Only good enough to be right: states that follow one log hardly differ here. */
    @Override
    public int hashCode() {
        return System.identityHashCode(keys);
    }

    /** The keys of tables, each with the place where its value is. */
    static final class Keys {
        private int[] table = new int[64];
        private int[] order = new int[32];
        private int count;

        /** The place of a key, or -1. */
        int find(int key) {
            for (int at = hash(key); ; at = at + 1 & table.length - 1) {
                int place = table[at] - 1;
                if (place < 0 || order[place] == key) {
                    return place;
                }
            }
        }

        int findOrAdd(int key) {
            int place = find(key);
            return place >= 0 ? place : add(key);
        }

        private int add(int key) {
            if (count == order.length) {
                order = Arrays.copyOf(order, 2 * count);
                table = new int[4 * count];
                for (int place = 0; place < count; place++) {
                    enter(place);
                }
            }
            order[count] = key;
            enter(count);
            return count++;
        }

        private void enter(int place) {
            int at = hash(order[place]);
            while (table[at] != 0) {
                at = at + 1 & table.length - 1;
            }
            table[at] = place + 1;
        }

        private int hash(int key) {
            return (key * 0x9e3779b9 >>> 7) & table.length - 1;
        }

        int count() {
            return count;
        }

        int key(int place) {
            return order[place];
        }
    }
}
