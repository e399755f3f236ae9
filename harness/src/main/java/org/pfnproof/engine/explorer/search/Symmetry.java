package org.pfnproof.engine.explorer.search;

import java.util.List;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import org.pfnproof.kernel.Protocol;
import org.pfnproof.kernel.state.PackedState;

/**
 * Stands one state for all those that differ from it by a renaming only: the least of them. For one thread.
 *
 * @param <S> the states
 */
final class Symmetry<S extends PackedState> {

    private final List<BiConsumer<S, S>> renamings;
    private final S renamed;

    Symmetry(Protocol<S> protocol, List<BiConsumer<S, S>> renamings) {
        this.renamings = List.copyOf(renamings);
        this.renamed = protocol.newState();
    }

    /** Writes the state that stands for the given one into {@code representative}. */
    void represent(S state, S representative) {
        representative.copyFrom(state);
        for (int i = 0; i < renamings.size(); i++) {
            renamings.get(i).accept(state, renamed);
            if (Arena.compare(renamed.words, representative.words) < 0) {
                representative.copyFrom(renamed);
            }
        }
    }

    /** For how many states this one stands. */
    int orbit(S state) {
        TreeSet<long[]> all = new TreeSet<>(Arena::compare);
        all.add(state.words.clone());
        for (BiConsumer<S, S> renaming : renamings) {
            renaming.accept(state, renamed);
            all.add(renamed.words.clone());
        }
        return all.size();
    }
}
