package org.pfnproof.engine;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.pfnproof.trace.Counterexample;

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
        Duration time) {

    public RunResult {
        actions = Map.copyOf(actions);
        witnesses = Map.copyOf(witnesses);
        notes = List.copyOf(notes);
    }

    /**
     * The size of a state space.
     *
     * @param distinct distinct states
     * @param generated states generated, duplicates included
     * @param depth states on the longest shortest path from an initial state
     */
    public record States(long distinct, long generated, int depth) {}

    /** Whether the verdict and the violated property are the expected ones. */
    public boolean asExpected() {
        return run.expectedViolation()
                .map(property -> verdict instanceof Verdict.Violated violated
                        && violated.property().equals(property))
                .orElse(verdict instanceof Verdict.Holds);
    }
}
