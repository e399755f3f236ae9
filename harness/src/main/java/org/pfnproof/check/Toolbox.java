package org.pfnproof.check;

import java.util.List;
import java.util.Optional;
import org.pfnproof.catalogue.Model.EngineKind;
import org.pfnproof.engine.Engine;
import org.pfnproof.engine.Run;
import org.pfnproof.engine.StateGraphs;
import org.pfnproof.engine.agree.Peeling;
import org.pfnproof.engine.agree.PropertyChecker;
import org.pfnproof.engine.agree.VerdictComparison;
import org.pfnproof.engine.tlc.Canary;
import org.pfnproof.engine.tlc.Distribution;
import org.pfnproof.engine.twin.Conformer;

/** The checkers that a check runs on. Used by several threads at once. */
public interface Toolbox {

    /** The engine that decides models of this kind. */
    Engine engine(EngineKind kind);

    /** What decides every property of models of this kind, whatever becomes of the others. */
    default PropertyChecker properties(EngineKind kind) {
        return new Peeling(engine(kind));
    }

    /** What tells the state graphs of TLA+ specs apart; without one, no graph is ever seen. */
    default StateGraphs graphs() {
        return (run, limits, progress) -> Optional.empty();
    }

    /** What compares specs with their reference implementations. */
    Conformer conformer();

    /** What compares the verdicts of both. */
    VerdictComparison verdicts();

    /**
     * Tries the checkers' known defects.
     *
     * @throws InterruptedException if the calling thread is interrupted
     */
    List<Canary> canaries() throws InterruptedException;

    /** What the canaries depend on beside this program: the checkers. Empty if that cannot be told. */
    default Optional<String> canaryInputs() {
        return Optional.empty();
    }

    /**
     * The same, but that workers on this and other machines make TLC's runs.
     *
     * @throws UnusableToolException if that cannot be
     */
    default Toolbox distributed(Distribution distribution) throws UnusableToolException {
        throw new UnusableToolException("these checkers cannot be distributed");
    }

    /**
     * The same, but that the explorer decides what is TLC's wherever the reference implementation states all that a model asks.
     *
     * @throws UnusableToolException if that cannot be
     */
    default Toolbox exploring() throws UnusableToolException {
        throw new UnusableToolException("there is no explorer among these checkers");
    }

    /** What the checker is given for a run, in its own language and ready to be run by hand. */
    String configuration(Run run);
}
