package org.pfnproof.engine.agree;

import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.pfnproof.engine.Verdict;

/**
 * What an engine says of several properties of a run.
 *
 * @param properties property to answer; one that the engine could not decide is not there
 * @param distinct the number of distinct states, if all were seen
 * @param failure why properties are missing: {@link Verdict.Broken} or {@link Verdict.Inconclusive}; empty if none is
 * @param unbounded whether properties are missing because behind a violation there is no end of states, or none in sight, so that
 *     nobody can say what else would hold there; that is no failure
 */
public record Answers(
        Map<String, Answer> properties, OptionalLong distinct, Optional<Verdict> failure, boolean unbounded) {

    /** What an engine says that comes to an end. */
    public Answers(Map<String, Answer> properties, OptionalLong distinct, Optional<Verdict> failure) {
        this(properties, distinct, failure, false);
    }

    public Answers {
        properties = Map.copyOf(properties);
    }

    /** No property could be decided. */
    public static Answers failed(Verdict failure) {
        return new Answers(Map.of(), OptionalLong.empty(), Optional.of(failure));
    }
}
