package org.pfnproof.replay;

import java.util.List;
import org.pfnproof.kernel.state.PackedState;

/**
 * An execution as its initial state and the numbers of its moves.
 *
 * @param <S> the states
 */
record Schedule<S extends PackedState>(S initial, List<Integer> moves) {
    Schedule {
        moves = List.copyOf(moves);
    }
}
