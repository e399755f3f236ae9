package org.pfnproof.replay;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.BinaryOperator;
import org.pfnproof.kernel.state.PackedState;
import org.pfnproof.replay.Walker.Breach;

/**
 * Reorders the steps of an execution so that each actor's stand together as far as they can. Each actor keeps the order of its own
 * steps, and the property still falls at the last step and not before. Of the orders with the fewest changes of actor it is the one
 * that comes first by the order of the actors in the bounds, so it does not depend on the order that there was.
 *
 * @param <S> the states
 */
final class NormalForm<S extends PackedState> {

    private static final int NOBODY = -1;

    private final Walker<S> walker;
    private final Breach<S> breach;

    NormalForm(Walker<S> walker, Breach<S> breach) {
        this.walker = walker;
        this.breach = breach;
    }

    Schedule<S> of(Schedule<S> schedule) {
        List<List<Integer>> rows = rows(schedule);
        int steps = schedule.moves().size();
        List<Integer> none = Collections.nCopies(rows.size(), 0);
        Map<Node<S>, Order> nodes = Map.of(new Node<>(none, schedule.initial(), NOBODY), new Order(0, List.of()));
        for (int i = 1; i <= steps; i++) {
            nodes = advance(nodes, rows, i == steps);
        }
        Order best = nodes.values().stream().min(Order.LEAST).orElseThrow();
        int[] done = new int[rows.size()];
        List<Integer> moves = new ArrayList<>();
        for (int actor : best.actors()) {
            moves.add(rows.get(actor).get(done[actor]));
            done[actor]++;
        }
        return new Schedule<>(schedule.initial(), moves);
    }

    /** The moves of each actor. */
    private List<List<Integer>> rows(Schedule<S> schedule) {
        Map<String, List<Integer>> rows = new TreeMap<>(walker.actorOrder());
        for (int move : schedule.moves()) {
            rows.computeIfAbsent(walker.actor(move), actor -> new ArrayList<>()).add(move);
        }
        return List.copyOf(rows.values());
    }

    private Map<Node<S>, Order> advance(Map<Node<S>, Order> nodes, List<List<Integer>> rows, boolean last) {
        Map<Node<S>, Order> next = new HashMap<>();
        nodes.forEach((node, order) -> {
            for (int actor = 0; actor < rows.size(); actor++) {
                int done = node.done().get(actor);
                if (done < rows.get(actor).size()) {
                    Optional<S> after =
                            walker.after(node.state(), rows.get(actor).get(done));
                    if (after.isPresent() && breach.at(node.state(), after.get()) == last) {
                        next.merge(node.then(actor, after.get()), order.then(actor), BinaryOperator.minBy(Order.LEAST));
                    }
                }
            }
        });
        return next;
    }

    /**
     * Where some of the steps have led.
     *
     * @param done how many steps of each actor
     * @param actor who took the last one
     */
    private record Node<S>(List<Integer> done, S state, int actor) {
        Node<S> then(int next, S after) {
            List<Integer> more = new ArrayList<>(done);
            more.set(next, more.get(next) + 1);
            return new Node<>(List.copyOf(more), after, next);
        }
    }

    /** Who takes the steps so far, and how often that changes. */
    private record Order(int changes, List<Integer> actors) {
        static final Comparator<Order> LEAST =
                Comparator.comparingInt(Order::changes).thenComparing(Order::actors, Order::compare);

        Order then(int actor) {
            boolean change = actors.isEmpty() || actors.get(actors.size() - 1) != actor;
            List<Integer> more = new ArrayList<>(actors);
            more.add(actor);
            return new Order(changes + (change ? 1 : 0), List.copyOf(more));
        }

        private static int compare(List<Integer> left, List<Integer> right) {
            for (int i = 0; i < left.size(); i++) {
                int order = Integer.compare(left.get(i), right.get(i));
                if (order != 0) {
                    return order;
                }
            }
            return 0;
        }
    }
}
