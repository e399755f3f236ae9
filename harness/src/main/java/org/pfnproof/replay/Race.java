package org.pfnproof.replay;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.pfnproof.engine.Run;
import org.pfnproof.kernel.state.PackedState;
import org.pfnproof.trace.Step;

/**
 * Steps of threads, one after the other, as somebody writes them down: what the tests of counterexamples are made of. Where a step has
 * several outcomes, or the spec several initial states, all of them are followed.
 */
public final class Race {

    private final Runners<?> runners;

    private Race(Runners<?> runners) {
        this.runners = runners;
    }

    /**
     * A race that has not begun.
     *
     * @param property what is looked at after every step; a property that the implementation does not state never falls
     * @throws IllegalArgumentException if the run has no reference implementation
     */
    public static Race on(Run run, String property) {
        return new Race(Walker.of(run)
                .<Runners<?>>map(walker -> runners(walker, property))
                .orElseThrow(() -> new IllegalArgumentException(run.id() + " has no reference implementation")));
    }

    private static <S extends PackedState> Runners<S> runners(Walker<S> walker, String property) {
        return new Runners<>(walker, walker.breach(property).orElse((before, state) -> false));
    }

    /**
     * Takes a step. Once a step could not be taken, those after it are not taken either.
     *
     * @param actor who takes it
     * @param action the kernel function
     * @param arguments what else tells the step from others of the function, for example {@code g=1, write=TRUE}; the actor left out
     * @throws IllegalArgumentException if the implementation has no such step
     */
    public void step(String actor, String action, String arguments) {
        runners.step(actor, action, arguments);
    }

    /** A step that needs no arguments. */
    public void step(String actor, String action) {
        step(actor, action, "");
    }

    /** The first step that could not be taken, with its number; empty if all were. */
    public String stoppedAt() {
        return runners.stoppedAt;
    }

    /** After how many steps the property was violated first; -1 if it never was. */
    public int violatedAfter() {
        return runners.violatedAfter;
    }

    /** How many steps were taken. */
    public int length() {
        return runners.history.size() - 1;
    }

    /** Whether what has happened can happen for ever: the state after so many steps is there again, or one step away. */
    public boolean leadsBackTo(int steps) {
        return runners.leadsBackTo(steps);
    }

    /** How a step of a trace is written in a race, the actor left out: {@code g=1, write=TRUE}. */
    public static String arguments(Step step) {
        return step.arguments().entrySet().stream()
                .filter(argument -> !argument.getValue().toString().equals(step.actor()))
                .map(argument -> argument.getKey() + "=" + argument.getValue())
                .collect(Collectors.joining(", "));
    }

    /** All that may have happened so far. */
    private static final class Runners<S extends PackedState> {
        private final Walker<S> walker;
        private final Walker.Breach<S> breach;
        private final List<Set<S>> history = new ArrayList<>();
        private String stoppedAt = "";
        private int violatedAfter = -1;

        Runners(Walker<S> walker, Walker.Breach<S> breach) {
            this.walker = walker;
            this.breach = breach;
            history.add(new LinkedHashSet<>(walker.initialStates()));
            if (history.get(0).stream().anyMatch(state -> breach.at(null, state))) {
                violatedAfter = 0;
            }
        }

        void step(String actor, String action, String arguments) {
            List<Integer> moves = walker.movesFor(actor, action, arguments);
            if (moves.isEmpty()) {
                throw new IllegalArgumentException(
                        "there is no step " + action + "(" + arguments + ") of " + actor + " here");
            }
            if (!stoppedAt.isEmpty()) {
                return;
            }
            Set<S> next = new LinkedHashSet<>();
            boolean violated = false;
            for (S state : history.get(history.size() - 1)) {
                for (int move : moves) {
                    for (S after : walker.after(state, move).stream().toList()) {
                        next.add(after);
                        violated |= breach.at(state, after);
                    }
                }
            }
            if (next.isEmpty()) {
                stoppedAt = "step " + history.size() + ", " + action + "(" + arguments + ") of " + actor;
                return;
            }
            history.add(next);
            if (violated && violatedAfter < 0) {
                violatedAfter = history.size() - 1;
            }
        }

        boolean leadsBackTo(int number) {
            if (!stoppedAt.isEmpty()) {
                return false;
            }
            Set<S> earlier = history.get(number);
            return history.get(history.size() - 1).stream()
                    .anyMatch(state -> earlier.contains(state)
                            || walker.enabled(state).stream()
                                    .anyMatch(move -> earlier.contains(
                                            walker.after(state, move).orElseThrow())));
        }
    }
}
