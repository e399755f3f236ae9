package org.pfnproof.replay;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.pfnproof.engine.Run;
import org.pfnproof.kernel.state.PackedState;
import org.pfnproof.replay.Walker.Breach;
import org.pfnproof.trace.Counterexample;
import org.pfnproof.trace.State;
import org.pfnproof.trace.Step;
import org.pfnproof.trace.TraceFormatException;

/**
 * Brings a finite counterexample of a safety property into its least form: no steps can be left out, and among all orders of those
 * that are left, the one with the fewest changes from one actor to another. Depends only on which steps there are, not on how they
 * were interleaved.
 */
public final class Minimal {

    private Minimal() {}

    /**
     * The least form.
     *
     * @return empty if the run has no reference implementation or the counterexample is no finite trace
     * @throws TraceFormatException if a step is none of the implementation's
     * @throws IllegalArgumentException if the counterexample is not reproduced
     */
    public static Optional<Counterexample> of(Counterexample trace, Run run) throws TraceFormatException {
        Optional<Walker<?>> walker = trace.kind() == Counterexample.Kind.TRACE ? Walker.of(run) : Optional.empty();
        return walker.isPresent() ? Optional.of(of(trace, walker.get())) : Optional.empty();
    }

    private static <S extends PackedState> Counterexample of(Counterexample trace, Walker<S> walker)
            throws TraceFormatException {
        Breach<S> breach = walker.breach(trace.property()).orElseThrow();
        Schedule<S> schedule = Replay.schedule(walker, trace);
        return shown(trace, walker, new NormalForm<>(walker, breach).of(shortest(walker, breach, schedule)));
    }

    /**
     * The fewest steps, in their order, that still violate the property at their end. All subsequences are looked at: breadth first, and
     * of two ways to one state only the one that has more steps left to choose from.
     */
    static <S extends PackedState> Schedule<S> shortest(Walker<S> walker, Breach<S> breach, Schedule<S> schedule) {
        if (breach.at(null, schedule.initial())) {
            return new Schedule<>(schedule.initial(), List.of());
        }
        Map<S, Integer> positions = new HashMap<>(Map.of(schedule.initial(), 0));
        List<Way<S>> ways = List.of(new Way<>(schedule.initial(), 0, List.of()));
        while (!ways.isEmpty()) {
            List<Way<S>> longer = new ArrayList<>();
            for (Way<S> way : ways) {
                for (int next = way.position(); next < schedule.moves().size(); next++) {
                    Optional<S> after =
                            walker.after(way.state(), schedule.moves().get(next));
                    if (after.isEmpty()) {
                        continue;
                    }
                    Way<S> more = way.and(schedule.moves().get(next), after.get(), next + 1);
                    if (breach.at(way.state(), after.get())) {
                        return new Schedule<>(schedule.initial(), more.moves());
                    }
                    if (positions.getOrDefault(after.get(), Integer.MAX_VALUE) > next + 1) {
                        positions.put(after.get(), next + 1);
                        longer.add(more);
                    }
                }
            }
            ways = longer;
        }
        throw new IllegalArgumentException("the steps do not violate the property");
    }

    /** Some of the steps, the state that they lead to, and the first step that may come next. */
    private record Way<S>(S state, int position, List<Integer> moves) {
        Way<S> and(int move, S after, int next) {
            List<Integer> more = new ArrayList<>(moves);
            more.add(move);
            return new Way<>(after, next, List.copyOf(more));
        }
    }

    private static <S extends PackedState> Counterexample shown(
            Counterexample trace, Walker<S> walker, Schedule<S> schedule) {
        List<Step> steps = new ArrayList<>();
        S here = schedule.initial();
        State before = walker.shown(here);
        State initial = before;
        for (int move : schedule.moves()) {
            here = walker.after(here, move).orElseThrow();
            steps.add(walker.shown(move, before, here));
            before = steps.get(steps.size() - 1).state();
        }
        return trace.withSteps(initial, steps);
    }
}
