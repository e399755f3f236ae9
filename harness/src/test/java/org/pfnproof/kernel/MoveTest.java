package org.pfnproof.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class MoveTest {

    @Test
    void anActionWithoutArgumentsToTakeItWithIsKnownAndNeverEnabled() {
        List<Move<int[]>> moves = new ArrayList<>();
        Move.add(moves, "taken", state -> true);

        Move.addNeverEnabled(moves, "taken", "impossible");

        assertThat(moves).extracting(Move::action).containsExactly("taken", "impossible");
        assertThat(moves.get(0).tryTake(new int[0])).isTrue();
        assertThat(moves.get(1).tryTake(new int[0])).isFalse();
    }
}
