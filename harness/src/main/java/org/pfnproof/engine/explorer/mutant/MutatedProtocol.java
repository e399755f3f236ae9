package org.pfnproof.engine.explorer.mutant;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.pfnproof.kernel.Move;
import org.pfnproof.kernel.Protocol;
import org.pfnproof.kernel.Rule;
import org.pfnproof.kernel.state.PackedState;

/**
 * The steps of a changed implementation, and the rules of the unchanged one, which a change must not touch. For one thread.
 *
 * @param <S> the states of the unchanged one
 * @param <M> the states of the changed one, which have the same words
 */
final class MutatedProtocol<S extends PackedState, M extends PackedState> implements Protocol<S> {

    private final Protocol<S> unchanged;
    private final Protocol<M> changed;
    private final M state;
    private final GraphPrint print = new GraphPrint();
    private final AtomicLong steps = new AtomicLong();
    private String failure = "";

    /**
     * The two together.
     *
     * @throws IllegalArgumentException if they cannot be, since the states of one are not those of the other
     */
    MutatedProtocol(Protocol<S> unchanged, Protocol<M> changed) {
        this.unchanged = unchanged;
        this.changed = changed;
        this.state = changed.newState();
        if (unchanged.newState().words.length != state.words.length) {
            throw new IllegalArgumentException("the states have another layout");
        }
    }

    /** How many steps were tried; grows as long as they end. */
    long steps() {
        return steps.get();
    }

    /** What the first step threw that did; such a step is not taken. */
    Optional<String> failure() {
        return failure.isEmpty() ? Optional.empty() : Optional.of(failure);
    }

    /** Of all steps that were taken; that of the whole graph once all states were expanded. */
    GraphPrint print() {
        return print;
    }

    @Override
    public S newState() {
        return unchanged.newState();
    }

    @Override
    public void initialStates(Consumer<S> receiver) {
        changed.initialStates(initial -> {
            S copy = unchanged.newState();
            copy.copyFrom(initial);
            print.initial(copy.words);
            receiver.accept(copy);
        });
    }

    @Override
    public List<Move<S>> moves() {
        List<Move<M>> all = changed.moves();
        List<Move<S>> moves = new ArrayList<>();
        for (int i = 0; i < all.size(); i++) {
            Move<M> move = all.get(i);
            int number = i;
            moves.add(new Move<>(move.action(), move.arguments(), from -> take(move, number, from)));
        }
        return moves;
    }

    /** A step that says no has not been taken, whatever it did. */
    private boolean take(Move<M> move, int number, S from) {
        steps.incrementAndGet();
        state.copyFrom(from);
        try {
            if (!move.tryTake(state)) {
                return false;
            }
        } catch (RuntimeException | StackOverflowError | AssertionError e) {
            if (failure.isEmpty()) {
                failure = move + " throws " + e;
            }
            return false;
        }
        print.step(from.words, number, state.words);
        from.copyFrom(state);
        return true;
    }

    @Override
    public List<Rule<S>> rules() {
        return unchanged.rules();
    }

    @Override
    public List<BiConsumer<S, S>> renamings(List<String> things) {
        throw new UnsupportedOperationException("symmetry is left out, so that graphs can be compared");
    }

    @Override
    public Map<String, Object> describe(S described) {
        return unchanged.describe(described);
    }
}
