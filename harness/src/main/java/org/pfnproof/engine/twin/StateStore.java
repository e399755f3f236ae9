package org.pfnproof.engine.twin;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import org.pfnproof.kernel.state.PackedState;

/** Packed states in the order in which they were found, each with the step that found it. */
final class StateStore {

    /** The parent of an initial state. */
    static final int NO_PARENT = -1;

    private static final int CHUNK = 1 << 12;

    private final int width;
    private final List<long[]> words = new ArrayList<>();
    private int[] parents = new int[CHUNK];
    private int[] moves = new int[CHUNK];
    private int size;

    StateStore(int width) {
        this.width = width;
    }

    int size() {
        return size;
    }

    /** Adds a state and returns its number. */
    int add(long[] state, int parent, int move) {
        if (size == parents.length) {
            parents = Arrays.copyOf(parents, 2 * size);
            moves = Arrays.copyOf(moves, 2 * size);
        }
        if (size % CHUNK == 0) {
            words.add(new long[CHUNK * width]);
        }
        System.arraycopy(state, 0, words.get(size / CHUNK), size % CHUNK * width, width);
        parents[size] = parent;
        moves[size] = move;
        return size++;
    }

    void copyTo(int number, PackedState target) {
        System.arraycopy(words.get(number / CHUNK), number % CHUNK * width, target.words, 0, width);
    }

    boolean isEqual(int number, long... state) {
        int offset = number % CHUNK * width;
        return Arrays.equals(words.get(number / CHUNK), offset, offset + width, state, 0, width);
    }

    /** The states on the way from an initial state to this one, both included. */
    List<Integer> pathTo(int number) {
        Deque<Integer> path = new ArrayDeque<>();
        for (int state = number; state != NO_PARENT; state = parents[state]) {
            path.addFirst(state);
        }
        return List.copyOf(path);
    }

    /** The step that found this state. */
    int moveTo(int number) {
        return moves[number];
    }
}
