package org.pfnproof.replay;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.pfnproof.engine.Run;
import org.pfnproof.kernel.state.PackedState;
import org.pfnproof.trace.Counterexample;
import org.pfnproof.trace.State;
import org.pfnproof.trace.Step;

/** What another run does at the steps of a counterexample: the unchanged base, or another variant. */
public final class Courses {

    private Courses() {}

    /**
     * Takes the steps of a counterexample as far as they can be taken, wherever they lead.
     *
     * @param run a run of the same spec
     * @return empty if the run has no reference implementation, or the counterexample is an instance
     */
    public static Optional<Course> of(Counterexample trace, Run run) {
        return trace.kind() == Counterexample.Kind.INSTANCE
                ? Optional.empty()
                : Walker.of(run).map(walker -> course(walker, trace));
    }

    private static <S extends PackedState> Course course(Walker<S> walker, Counterexample trace) {
        List<S> initial = walker.initialStates();
        S here = initial.stream()
                .filter(state -> walker.isSame(state, trace.initial()))
                .findFirst()
                .orElse(initial.get(0));
        List<S> states = new ArrayList<>(List.of(here));
        List<Step> steps = new ArrayList<>();
        State before = walker.shown(here);
        State first = before;
        Optional<Course.Stop> stop = Optional.empty();
        for (Step step : trace.steps()) {
            Optional<Taken<S>> taken = take(walker, states.get(states.size() - 1), step);
            if (taken.isEmpty()) {
                stop = Optional.of(stop(walker, states.get(states.size() - 1), step));
                break;
            }
            steps.add(walker.shown(taken.get().move(), before, taken.get().state()));
            states.add(taken.get().state());
            before = steps.get(steps.size() - 1).state();
        }
        return new Course(first, steps, stop, violated(walker, trace.property(), states));
    }

    private record Taken<S>(int move, S state) {}

    /** If a step has several outcomes, the one that the trace has. */
    private static <S extends PackedState> Optional<Taken<S>> take(Walker<S> walker, S here, Step step) {
        List<Taken<S>> outcomes = new ArrayList<>();
        for (int move : walker.movesFor(step)) {
            walker.after(here, move).ifPresent(next -> outcomes.add(new Taken<>(move, next)));
        }
        return outcomes.stream()
                .filter(outcome -> walker.isSame(outcome.state(), step.state()))
                .findFirst()
                .or(() -> outcomes.stream().findFirst());
    }

    private static <S extends PackedState> Course.Stop stop(Walker<S> walker, S here, Step step) {
        State before = walker.shown(here);
        List<Step> instead = walker.enabled(here).stream()
                .filter(move -> walker.actor(move).equals(step.actor()))
                .map(move -> walker.shown(move, before, walker.after(here, move).orElseThrow()))
                .toList();
        return new Course.Stop(step, instead);
    }

    private static <S extends PackedState> OptionalInt violated(Walker<S> walker, String property, List<S> states) {
        Optional<Walker.Breach<S>> breach = walker.breach(property);
        for (int i = 0; i < states.size() && breach.isPresent(); i++) {
            if (breach.get().at(i == 0 ? null : states.get(i - 1), states.get(i))) {
                return OptionalInt.of(i);
            }
        }
        return OptionalInt.empty();
    }
}
