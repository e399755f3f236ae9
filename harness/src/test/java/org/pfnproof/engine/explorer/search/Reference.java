package org.pfnproof.engine.explorer.search;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.pfnproof.kernel.Move;
import org.pfnproof.kernel.Protocol;
import org.pfnproof.kernel.Rule;
import org.pfnproof.kernel.state.PackedState;

/**
 * The same search in the plainest way, to compare with: sets of states, one thread.
 *
 * @param shortest rule to the length of its shortest violation
 */
record Reference(int distinct, long generated, int depth, Map<String, Long> actions, Map<String, Integer> shortest) {

    static <S extends PackedState> Reference of(Protocol<S> protocol) {
        Map<S, Integer> depths = new HashMap<>();
        Map<String, Long> actions = new TreeMap<>();
        Map<String, Integer> shortest = new TreeMap<>();
        protocol.moves().forEach(move -> actions.put(move.action(), 0L));
        List<S> initial = new ArrayList<>();
        protocol.initialStates(state -> initial.add(copy(protocol, state)));
        long generated = initial.size();
        int depth = 0;
        for (Set<S> level = new LinkedHashSet<>(initial); !level.isEmpty(); depth++) {
            Set<S> next = new LinkedHashSet<>();
            for (S state : level) {
                if (depths.putIfAbsent(state, depth) != null) {
                    continue;
                }
                look(protocol, state, depth, shortest);
                boolean stuck = true;
                for (Move<S> move : protocol.moves()) {
                    S successor = copy(protocol, state);
                    if (move.tryTake(successor)) {
                        stuck = false;
                        generated++;
                        actions.merge(move.action(), 1L, Long::sum);
                        look(protocol, state, successor, depth + 1, shortest);
                        if (!depths.containsKey(successor)) {
                            next.add(successor);
                        }
                    }
                }
                if (stuck) {
                    shortest.putIfAbsent("Deadlock", depth);
                }
            }
            level = next;
        }
        return new Reference(depths.size(), generated, depth, actions, shortest);
    }

    private static <S extends PackedState> void look(
            Protocol<S> protocol, S state, int depth, Map<String, Integer> shortest) {
        for (Rule<S> rule : protocol.rules()) {
            if (rule instanceof Rule.Invariant<S> invariant
                    && !invariant.holds().test(state)) {
                shortest.putIfAbsent(rule.id(), depth);
            }
        }
    }

    private static <S extends PackedState> void look(
            Protocol<S> protocol, S before, S after, int length, Map<String, Integer> shortest) {
        for (Rule<S> rule : protocol.rules()) {
            if (rule instanceof Rule.StepRule<S> step && !step.holds().test(before, after)) {
                shortest.putIfAbsent(rule.id(), length);
            }
        }
    }

    private static <S extends PackedState> S copy(Protocol<S> protocol, S state) {
        S copy = protocol.newState();
        copy.copyFrom(state);
        return copy;
    }
}
