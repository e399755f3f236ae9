package org.pfnproof.engine.mutant;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** The mutants of one spec. May be used from several threads at once when it is prepared. */
public interface Mutants {

    /** A spec that is not as it must be for its mutants to mean anything. */
    final class UnusableException extends Exception {
        private static final long serialVersionUID = 1L;

        public UnusableException(String message) {
            super(message);
        }
    }

    /**
     * Checks the unchanged spec and finds the mutants.
     *
     * @throws UnusableException if a model does not hold, or the spec cannot be read
     */
    void prepare() throws UnusableException, InterruptedException;

    /** All that were found, in the order of the text. */
    List<Mutant> mutants();

    /** The file that a mutant changes. */
    Path file(Mutant mutant);

    /** The lines that a mutant changes: old ones after {@code -}, new ones after {@code +}. */
    List<String> difference(Mutant mutant);

    /**
     * Runs mutants one after the other, until they are done or the time is over.
     *
     * @return what became of each; {@link Outcome.NotRun} where the time was over
     * @throws UnusableException if an unchanged model does not hold
     */
    Map<Mutant, Outcome> run(List<Mutant> batch, Duration time) throws UnusableException, InterruptedException;
}
