package org.pfnproof.engine;

import java.util.Optional;

/** A checker behind one small interface. Implementations may be called from several threads at once. */
public interface Engine {

    /** Name and version, for example {@code TLC 2.18}. */
    String version();

    /** How many threads one run keeps busy. */
    default int threads() {
        return 1;
    }

    /**
     * A hash of whatever a run's result depends on beside its model and variant as they stand in the catalogue, and this program itself:
     * the spec's sources, the checker. Empty if that cannot be told, and then no earlier result may stand for a new one.
     */
    default Optional<String> inputs(Run run) {
        return Optional.empty();
    }

    /**
     * Checks one run to its end.
     *
     * @param run what to check
     * @param limits time and memory, taking precedence over the model's own
     * @param progress told of the run's state every second or so, from any thread
     * @return the result; every failure of the checker itself is a verdict in it, never an exception
     * @throws InterruptedException if the calling thread is interrupted; the checker is stopped and its files are gone then
     */
    RunResult run(Run run, Limits limits, ProgressListener progress) throws InterruptedException;
}
