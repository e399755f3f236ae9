package org.pfnproof.engine.explorer.search;

import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import org.pfnproof.kernel.Move;
import org.pfnproof.kernel.Protocol;
import org.pfnproof.kernel.state.PackedState;

/**
 * Looks for the least state from which a step leads to a given one. For one thread.
 *
 * @param <S> the states
 */
final class Scan<S extends PackedState> {

    private final List<Move<S>> moves;
    private final StateStore store;
    private final Symmetry<S> symmetry;
    private final long[] target;
    private final S before;
    private final S after;
    private final S representative;
    private long[] least;

    Scan(Protocol<S> protocol, List<Move<S>> moves, List<BiConsumer<S, S>> renamings, StateStore store, long[] target) {
        this.moves = moves;
        this.store = store;
        this.symmetry = new Symmetry<>(protocol, renamings);
        this.target = target;
        this.before = protocol.newState();
        this.after = protocol.newState();
        this.representative = protocol.newState();
    }

    /** Looks at the states with these numbers. */
    void look(int from, int to) {
        for (int index = from; index < to; index++) {
            store.read(index, before.words);
            if ((least == null || Arena.compare(before.words, least) < 0) && leadsToTarget()) {
                least = before.words.clone();
            }
        }
    }

    /** The least one seen. */
    Optional<long[]> least() {
        return Optional.ofNullable(least);
    }

    private boolean leadsToTarget() {
        after.copyFrom(before);
        for (Move<S> move : moves) {
            boolean taken;
            try {
                taken = move.tryTake(after);
            } catch (RuntimeException e) {
                // Steps that fail end the search, at the level where this one ends.
                after.copyFrom(before);
                continue;
            }
            if (taken) {
                symmetry.represent(after, representative);
                if (Arena.compare(representative.words, target) == 0) {
                    return true;
                }
                after.copyFrom(before);
            }
        }
        return false;
    }
}
