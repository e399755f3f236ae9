package org.pfnproof.mutation;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.pfnproof.engine.mutant.Mutant;
import org.pfnproof.engine.mutant.Outcome;

/**
 * A mutant and what became of it.
 *
 * @param file what it changes
 * @param difference the changed lines, old ones after {@code -}, new ones after {@code +}
 * @param reason why it survives, if somebody says so
 */
public record Tried(Mutant mutant, Path file, List<String> difference, Outcome outcome, Optional<String> reason) {

    public Tried {
        difference = List.copyOf(difference);
    }

    /** Whether it got through, and nothing shows by itself that it must. */
    public boolean needsReason() {
        return outcome instanceof Outcome.Survived
                || outcome instanceof Outcome.Unreached
                || outcome instanceof Outcome.Unfinished;
    }

    /** Whether it counts in the score: it could be run, and could be noticed. */
    public boolean counts() {
        return outcome instanceof Outcome.Killed || needsReason();
    }
}
