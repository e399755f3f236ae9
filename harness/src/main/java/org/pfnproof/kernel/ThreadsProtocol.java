package org.pfnproof.kernel;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.pfnproof.kernel.Move.Argument;
import org.pfnproof.kernel.state.PackedState;

/**
 * A protocol with one initial state, in which vCPUs and invalidators take steps, and perhaps others. The vCPUs are interchangeable, and so
 * are the invalidators.
 *
 * @param <S> its states
 */
public abstract class ThreadsProtocol<S extends PackedState> implements Protocol<S> {

    /** The vCPUs' names; in states they are numbered from 0. */
    protected final List<String> vcpus;

    /** The names of the threads that invalidate; in states they are numbered from 0. */
    protected final List<String> invalidators;

    /** Takes the threads from the bounds {@code VCPUS} and {@code INVALIDATORS}. */
    protected ThreadsProtocol(BoundsReader bounds) {
        vcpus = bounds.names("VCPUS");
        invalidators = bounds.names("INVALIDATORS");
    }

    /** Makes a state the initial one. */
    protected abstract void init(S s);

    /** Adds the steps of one vCPU; each has the vCPU as its first argument. */
    protected abstract void addVcpu(List<Move<S>> moves, int v, Argument vcpu);

    /** Adds the steps of one invalidator; each has the invalidator as its first argument. */
    protected abstract void addInvalidator(List<Move<S>> moves, int n, Argument thread);

    /** Adds the steps of everybody else; none, unless a protocol has some. */
    protected void addOthers(List<Move<S>> moves) {}

    /** Writes a renamed state: vCPU i becomes vCPU v[i], invalidator i becomes n[i]. */
    protected abstract void rename(S from, S to, int[] v, int[] n);

    @Override
    public final void initialStates(Consumer<S> receiver) {
        S s = newState();
        init(s);
        receiver.accept(s);
    }

    @Override
    public final List<Move<S>> moves() {
        List<Move<S>> moves = new ArrayList<>();
        for (int v = 0; v < vcpus.size(); v++) {
            addVcpu(moves, v, new Argument("v", vcpus.get(v)));
        }
        for (int n = 0; n < invalidators.size(); n++) {
            addInvalidator(moves, n, new Argument("n", invalidators.get(n)));
        }
        addOthers(moves);
        if (vcpus.isEmpty()) {
            List<Move<S>> impossible = new ArrayList<>();
            addVcpu(impossible, 0, new Argument("v", ""));
            Move.addNeverEnabled(moves, impossible);
        }
        return moves;
    }

    @Override
    public final List<BiConsumer<S, S>> renamings(List<String> things) {
        return ThreadRenamings.of(things, vcpus.size(), invalidators.size(), this::rename);
    }
}
