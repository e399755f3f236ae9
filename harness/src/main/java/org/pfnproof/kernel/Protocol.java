package org.pfnproof.kernel;

import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.pfnproof.kernel.state.PackedState;

/**
 * A part of the kernel as a system of atomic steps at given bounds: what can be explored, and followed step by step. The Java twin of
 * a composed TLA+ spec.
 *
 * <p>All methods may be called from several threads at once; a state belongs to one thread.
 *
 * @param <S> its states
 */
public interface Protocol<S extends PackedState> {

    /** A state to work on; its content means nothing yet. */
    S newState();

    /** Gives each initial state; the receiver must copy what it wants to keep. */
    void initialStates(Consumer<S> receiver);

    /** All steps that any thread may take, each with its arguments bound. */
    List<Move<S>> moves();

    /** What must hold. */
    List<Rule<S>> rules();

    /**
     * The renamings of interchangeable things that leave {@link #moves} as they are, the identity left out: each writes the renamed
     * first state into the second. Empty if nothing is interchangeable.
     *
     * @param things names of bounds, for example {@code VCPUS}
     * @throws IllegalArgumentException if things of such a bound are not interchangeable here
     */
    List<BiConsumer<S, S>> renamings(List<String> things);

    /**
     * The state in the spec's terms: variable to value. A value is an Integer, a Boolean, a String, a Set of values, or a Map that
     * stands for a function (a record is a function of its field names; a sequence one of 1..n).
     */
    Map<String, Object> describe(S state);
}
