package org.pfnproof.engine.tlc.child;

import tla2sany.semantic.SemanticNode;
import tlc2.tool.Action;
import tlc2.tool.TLCState;
import tlc2.util.BitVector;
import tlc2.util.IStateWriter;

/**
 * Takes from TLC's state writer what matters here: initial states, and steps with their actions.
 *
 * <p>Up to 1.7.4 TLC says by a boolean whether the successor is new; 1.8.0 has flags there, and a method more. Both forms are
 * implemented, without reflection because this is called for every step: the JVM goes by name and signature, and does not
 * mind that the compiler knows only the older interface. Hence no {@code @Override} on the newer form.
 */
abstract class StepWriter implements IStateWriter {

    /** {@code IStateWriter.IsSeen} of 1.8.0. */
    private static final int SEEN = 1;
    /** {@code IStateWriter.IsNotInModel} of 1.8.0: a constraint cuts the successor off. */
    private static final int NOT_IN_MODEL = 2;

    /** An initial state was found. */
    abstract void initial(TLCState state);

    /**
     * A step was found.
     *
     * @param isNew whether it is the first that leads to this successor
     */
    abstract void step(TLCState state, TLCState successor, boolean isNew, Action action);

    @Override
    public final void writeState(TLCState state) {
        initial(state);
    }

    @Override
    public final void writeState(TLCState state, TLCState successor, boolean isNew, Action action) {
        step(state, successor, isNew, action);
    }

    /** The same in 1.8.0. */
    public final void writeState(TLCState state, TLCState successor, short flags, Action action) {
        if ((flags & NOT_IN_MODEL) == 0) {
            step(state, successor, (flags & SEEN) == 0, action);
        }
    }

    /** In 1.8.0, for a step that a constraint cuts off. */
    public final void writeState(
            TLCState state, TLCState successor, short flags, Action action, SemanticNode constraint) {
        // Is no step of the model; older versions do not tell it either.
    }

    /** In 1.8.0: whether to be told also what constraints cut off. */
    public final boolean isConstrained() {
        return false;
    }

    @Override
    public final void writeState(TLCState state, TLCState successor, boolean isNew) {
        // Not called with a checker of one's own.
    }

    /** The same in 1.8.0. */
    public final void writeState(TLCState state, TLCState successor, short flags) {
        // Not called with a checker of one's own.
    }

    @Override
    public final void writeState(TLCState state, TLCState successor, boolean isNew, Visualization visualization) {
        // A stuttering step, for liveness: no action's.
    }

    /** The same in 1.8.0. */
    public final void writeState(TLCState state, TLCState successor, short flags, Visualization visualization) {
        // A stuttering step, for liveness: no action's.
    }

    @Override
    public final void writeState(
            TLCState state, TLCState successor, BitVector checks, int from, int length, boolean isNew) {
        // Liveness graph only.
    }

    /** The same in 1.8.0. */
    public final void writeState(
            TLCState state, TLCState successor, BitVector checks, int from, int length, short flags) {
        // Liveness graph only.
    }

    @Override
    public final void writeState(
            TLCState state,
            TLCState successor,
            BitVector checks,
            int from,
            int length,
            boolean isNew,
            Visualization visualization) {
        // Liveness graph only.
    }

    /** The same in 1.8.0. */
    public final void writeState(
            TLCState state,
            TLCState successor,
            BitVector checks,
            int from,
            int length,
            short flags,
            Visualization visualization) {
        // Liveness graph only.
    }

    @Override
    public final void close() {
        // Nothing is open.
    }

    @Override
    public final String getDumpFileName() {
        return "";
    }

    @Override
    public final boolean isNoop() {
        return false;
    }

    @Override
    public final boolean isDot() {
        return false;
    }

    @Override
    public final void snapshot() {
        // Nothing to write.
    }
}
