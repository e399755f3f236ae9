package org.pfnproof.replay;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.pfnproof.catalogue.Nearest;
import org.pfnproof.engine.Run;
import org.pfnproof.engine.twin.Difference;
import org.pfnproof.kernel.state.PackedState;
import org.pfnproof.replay.Replayed.Outcome;
import org.pfnproof.trace.Counterexample;
import org.pfnproof.trace.State;
import org.pfnproof.trace.Step;
import org.pfnproof.trace.TraceFormatException;

/**
 * Drives a counterexample through the reference implementation of its run and compares the state after every step.
 *
 * <p>A liveness property is nothing that the implementation states. Of a lasso, only the steps and the way back are confirmed.
 */
public final class Replay {

    private Replay() {}

    /**
     * What becomes of a counterexample.
     *
     * @param run its model and variant, or another one of the same spec
     * @return empty if the run has no reference implementation
     * @throws TraceFormatException if a step is none of the implementation's; says which one is meant
     */
    public static Optional<Replayed> of(Counterexample trace, Run run) throws TraceFormatException {
        Optional<Walker<?>> walker = trace.kind() == Counterexample.Kind.INSTANCE ? Optional.empty() : Walker.of(run);
        return walker.isPresent() ? Optional.of(new Walk<>(walker.get(), trace).replayed()) : Optional.empty();
    }

    /**
     * The same as a schedule; for what changes its order.
     *
     * @throws IllegalArgumentException if it is not reproduced
     */
    static <S extends PackedState> Schedule<S> schedule(Walker<S> walker, Counterexample trace)
            throws TraceFormatException {
        Walk<S> walk = new Walk<>(walker, trace);
        Replayed replayed = walk.replayed();
        if (replayed.outcome() != Outcome.REPRODUCED) {
            throw new IllegalArgumentException("not reproduced: " + replayed.message());
        }
        return new Schedule<>(walk.states.get(0), walk.moves);
    }

    /** One walk along one trace. */
    private static final class Walk<S extends PackedState> {
        private final Walker<S> walker;
        private final Counterexample trace;
        private final List<S> states = new ArrayList<>();
        private final List<Integer> moves = new ArrayList<>();
        private final List<Step> named = new ArrayList<>();

        Walk(Walker<S> walker, Counterexample trace) {
            this.walker = walker;
            this.trace = trace;
        }

        Replayed replayed() throws TraceFormatException {
            List<S> initial = walker.initialStates();
            Optional<S> first = initial.stream()
                    .filter(state -> walker.isSame(state, trace.initial()))
                    .findFirst();
            if (first.isEmpty()) {
                return differs(0, "the reference implementation has no such initial state", trace.initial(), initial);
            }
            states.add(first.get());
            State before = trace.initial();
            for (int i = 0; i < trace.steps().size(); i++) {
                Step step = trace.steps().get(i);
                List<Integer> candidates = candidates(i, step);
                Optional<Replayed> failed = take(i + 1, step, candidates, before);
                if (failed.isPresent()) {
                    return failed.get();
                }
                named.add(named(i, step, before));
                before = step.state();
            }
            return trace.kind() == Counterexample.Kind.LASSO ? lasso() : end();
        }

        private List<Integer> candidates(int index, Step step) throws TraceFormatException {
            String place = "/steps/" + index;
            if (walker.named(step.action()).isEmpty()) {
                throw new TraceFormatException(
                        place + "/action",
                        "the reference implementation has no action \"" + step.action() + "\""
                                + Nearest.hint(step.action(), walker.actions()));
            }
            List<Integer> candidates = walker.movesFor(step);
            if (candidates.isEmpty()) {
                throw new TraceFormatException(
                        place + "/arguments", "within these bounds there is no step " + step.label());
            }
            String actor = walker.actor(candidates.get(0));
            if (!step.actor().isEmpty() && !step.actor().equals(actor)) {
                throw new TraceFormatException(
                        place + "/actor", step.label() + " is a step of " + actor + ", not of " + step.actor());
            }
            return candidates;
        }

        private Optional<Replayed> take(int number, Step step, List<Integer> candidates, State before)
                throws TraceFormatException {
            S here = states.get(states.size() - 1);
            List<S> reached = new ArrayList<>();
            for (int move : candidates) {
                Optional<S> next = walker.after(here, move);
                if (next.isPresent() && walker.isSame(next.get(), step.state())) {
                    states.add(next.get());
                    moves.add(move);
                    return Optional.empty();
                }
                next.ifPresent(reached::add);
            }
            if (reached.isEmpty()) {
                return Optional.of(notReproduced(OptionalInt.of(number), step.label() + " is not enabled there"));
            }
            return Optional.of(differs(number, step.label() + " leads to another state", step.state(), reached));
        }

        /** The step with its name, after making sure that it changes what it claims to. */
        private Step named(int index, Step step, State before) throws TraceFormatException {
            List<String> changed = before.changedIn(step.state());
            if (!List.copyOf(step.changed()).stream()
                    .sorted()
                    .toList()
                    .equals(changed.stream().sorted().toList())) {
                throw new TraceFormatException(
                        "/steps/" + index + "/changed",
                        "says " + step.changed() + ", but the state of the step before differs in " + changed);
            }
            if (!step.action().isEmpty()) {
                return step;
            }
            Step shown = walker.shown(moves.get(index), before, states.get(index + 1));
            return new Step(shown.actor(), shown.action(), shown.arguments(), changed, step.state());
        }

        private Replayed lasso() {
            S last = states.get(states.size() - 1);
            S loop = states.get(trace.loop().orElseThrow());
            boolean closes = last.equals(loop)
                    || walker.enabled(last).stream()
                            .anyMatch(move ->
                                    walker.after(last, move).orElseThrow().equals(loop));
            if (!closes) {
                return notReproduced(
                        OptionalInt.empty(),
                        "the lasso does not close: no step leads from the last state to state "
                                + trace.loop().getAsInt());
            }
            return new Replayed(
                    Outcome.REPRODUCED,
                    OptionalInt.empty(),
                    "every step is taken, and the last state leads back to state "
                            + trace.loop().getAsInt(),
                    List.of(),
                    trace(named));
        }

        private Replayed end() {
            Optional<Walker.Breach<S>> breach = walker.breach(trace.property());
            if (breach.isEmpty()) {
                return notReproduced(
                        OptionalInt.empty(), "the reference implementation does not state " + trace.property());
            }
            int last = states.size() - 1;
            for (int i = 0; i <= last; i++) {
                if (breach.get().at(i == 0 ? null : states.get(i - 1), states.get(i))) {
                    return i == last
                            ? new Replayed(
                                    Outcome.REPRODUCED,
                                    OptionalInt.empty(),
                                    trace.property() + " is violated at the end",
                                    List.of(),
                                    trace(named))
                            : notReproduced(
                                    OptionalInt.of(i),
                                    trace.property() + " is violated here already, and not only at the end");
                }
            }
            return notReproduced(OptionalInt.empty(), "every step is taken, and " + trace.property() + " holds");
        }

        private Replayed notReproduced(OptionalInt step, String message) {
            return new Replayed(Outcome.NOT_REPRODUCED, step, message, List.of(), trace);
        }

        /** Compared with that state of the implementation which is nearest. */
        private Replayed differs(int step, String message, State wanted, List<S> reached) {
            List<Difference.Variable> least = reached.stream()
                    .map(state -> Difference.between(
                            wanted.variables(), walker.shown(state).variables()))
                    .min(Comparator.comparingInt(List::size))
                    .orElse(List.of());
            return new Replayed(Outcome.DIFFERS, OptionalInt.of(step), message, least, trace);
        }

        private Counterexample trace(List<Step> steps) {
            return trace.withSteps(trace.initial(), steps);
        }
    }
}
