package org.pfnproof.engine;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.pfnproof.trace.Counterexample;
import org.pfnproof.trace.Value;

/**
 * Everything that a run gave.
 *
 * @param run what was checked
 * @param engine the engine's name and version
 * @param verdict what was found
 * @param states the size of the state space; empty if the engine has none or did not get that far
 * @param actions action name to the number of its steps seen (each distinct action of the next-state relation, 0 included)
 * @param witnesses witness id to whether it was reached
 * @param counterexample for {@link Verdict.Violated}
 * @param notes warnings of the engine and other remarks, one sentence each
 * @param command the exact command line that repeats the checker's run by hand
 * @param time wall-clock time
 * @param observations what the model's {@code observes} gave in all states together, each value once
 * @param memory bytes that the states and their index took at most, if the engine tells
 * @param kept whether this is the result of an earlier run, on which nothing has changed since; all else is as it was then
 */
public record RunResult(
        Run run,
        String engine,
        Verdict verdict,
        Optional<States> states,
        Map<String, Long> actions,
        Map<String, Boolean> witnesses,
        Optional<Counterexample> counterexample,
        List<String> notes,
        String command,
        Duration time,
        List<Value> observations,
        OptionalLong memory,
        boolean kept) {

    public RunResult {
        observations = List.copyOf(observations);
        actions = Map.copyOf(actions);
        witnesses = Map.copyOf(witnesses);
        notes = List.copyOf(notes);
    }

    /** The result of a run that came to no answer, and of which nothing else is known. */
    public static RunResult inconclusive(Run run, String engine, String reason, String command, Duration time) {
        return new RunResult(
                run,
                engine,
                new Verdict.Inconclusive(reason),
                Optional.empty(),
                Map.of(),
                Map.of(),
                Optional.empty(),
                List.of(),
                command,
                time,
                List.of(),
                OptionalLong.empty(),
                false);
    }

    /**
     * The size of a state space.
     *
     * @param distinct distinct states
     * @param generated states generated, duplicates included
     * @param depth states on the longest shortest path from an initial state
     */
    public record States(long distinct, long generated, int depth) {}

    /** The same with another form of the counterexample. */
    public RunResult with(Counterexample trace) {
        return new RunResult(
                run,
                engine,
                verdict,
                states,
                actions,
                witnesses,
                Optional.of(trace),
                notes,
                command,
                time,
                observations,
                memory,
                kept);
    }

    /** Whether the verdict and the violated property are the expected ones, and the number of states is the pinned one. */
    public boolean asExpected() {
        boolean verdictAsExpected = run.expectedViolation()
                .map(property -> verdict instanceof Verdict.Violated violated
                        && violated.property().equals(property))
                .orElse(verdict instanceof Verdict.Holds);
        return verdictAsExpected && onPin();
    }

    /**
     * Whether the number of distinct states is the one that the model pins. A model without a pin, a run with a variant and a
     * search that did not go through the whole state space are on it.
     */
    public boolean onPin() {
        boolean exhaustive = verdict instanceof Verdict.Holds || verdict instanceof Verdict.Vacuous;
        return run.variant().isPresent()
                || run.model().distinctStates().isEmpty()
                || states.isEmpty()
                || !exhaustive
                || run.model().distinctStates().getAsLong() == states.get().distinct();
    }

    /** The same result, with a note if the number of states is off its pin. */
    public RunResult withPinNote() {
        if (onPin()) {
            return this;
        }
        List<String> more = new ArrayList<>(notes);
        more.add("The model has " + states.orElseThrow().distinct() + " distinct states, and not the "
                + run.model().distinctStates().orElseThrow() + " that it pins.");
        return new RunResult(
                run,
                engine,
                verdict,
                states,
                actions,
                witnesses,
                counterexample,
                more,
                command,
                time,
                observations,
                memory,
                kept);
    }
}
