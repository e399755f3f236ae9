package org.pfnproof.engine.explorer.search;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;

/**
 * A range of states that threads share out among themselves, piece by piece. Pieces are larger than the blocks between two looks at
 * whether there is room: states that lie near each other have successors in common, so a thread that keeps to one place finds more
 * of them in its own core's cache.
 */
final class Pieces {

    /** So many pieces for each thread: the last of them is a small part of the whole. */
    private static final int EACH = 32;

    private static final int LARGEST = 4096;

    private final int size;
    private final Deque<Piece> rest = new ArrayDeque<>();

    /** States from {@code from} up to, and without, {@code to}. */
    record Piece(int from, int to) {}

    /**
     * The range.
     *
     * @param least states of a piece, at least
     */
    Pieces(int from, int to, int least, int threads) {
        this.size = Math.max(least, Math.min(LARGEST, (to - from) / (EACH * threads)));
        putBack(from, to);
    }

    /** A piece that nobody else has. */
    synchronized Optional<Piece> take() {
        Piece next = rest.poll();
        if (next == null) {
            return Optional.empty();
        }
        if (next.to() - next.from() <= size) {
            return Optional.of(next);
        }
        rest.addFirst(new Piece(next.from() + size, next.to()));
        return Optional.of(new Piece(next.from(), next.from() + size));
    }

    /** Gives back what was not handled of a piece. */
    synchronized void putBack(int from, int to) {
        if (from < to) {
            rest.addFirst(new Piece(from, to));
        }
    }

    /** Whether all states have been taken. */
    synchronized boolean isEmpty() {
        return rest.isEmpty();
    }
}
