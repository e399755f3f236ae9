package org.pfnproof.engine.tlc;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;
import org.pfnproof.engine.Verdict;

/**
 * What TLC says of a log's steps.
 *
 * @param steps how many there are
 * @param accepted how many of them, from the first, some behaviour of the spec takes
 * @param refusedLine the line of the first step that none takes; empty if all are taken
 * @param refusedAction the action of that step, or nothing
 * @param states the distinct states that TLC found
 * @param failure why TLC says nothing at all, if it does not
 * @param duration how long it took
 */
public record LogAcceptance(
        int steps,
        int accepted,
        OptionalLong refusedLine,
        String refusedAction,
        long states,
        Optional<Verdict> failure,
        Duration duration) {

    /** Whether all steps are taken. */
    public boolean acceptsAll() {
        return failure.isEmpty() && accepted == steps;
    }
}
