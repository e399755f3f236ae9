package org.pfnproof.engine.explorer.toys;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.BiPredicate;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import org.pfnproof.kernel.Move;
import org.pfnproof.kernel.Protocol;
import org.pfnproof.kernel.Rule;
import org.pfnproof.kernel.state.Layout;

/** A small protocol, put together by its author. */
public final class Toy implements Protocol<ToyState> {

    private final Layout layout;
    private final List<Consumer<ToyState>> initial = new ArrayList<>();
    private final List<Move<ToyState>> moves = new ArrayList<>();
    private final List<Rule<ToyState>> rules = new ArrayList<>();
    private final List<BiConsumer<ToyState, ToyState>> renamings = new ArrayList<>();
    private Function<ToyState, Map<String, Object>> description =
            state -> Map.of("words", Arrays.toString(state.words));

    /** A protocol without anything. The layout must be complete. */
    public Toy(Layout layout) {
        this.layout = layout;
    }

    /** Adds an initial state, made from zeros. */
    public Toy start(Consumer<ToyState> state) {
        initial.add(state);
        return this;
    }

    /** Adds a move. */
    public Toy move(String action, List<Move.Argument> arguments, Predicate<ToyState> step) {
        moves.add(new Move<>(action, arguments, step));
        return this;
    }

    /** Adds a move of a numbered process. */
    public Toy move(String action, int process, Predicate<ToyState> step) {
        return move(action, List.of(new Move.Argument("p", "p" + process)), step);
    }

    /** Adds an invariant. */
    public Toy invariant(String id, Predicate<ToyState> holds) {
        rules.add(new Rule.Invariant<>(id, holds));
        return this;
    }

    /** Adds a rule for steps. */
    public Toy stepRule(String id, BiPredicate<ToyState, ToyState> holds) {
        rules.add(new Rule.StepRule<>(id, holds));
        return this;
    }

    /** Adds something that must be seen. */
    public Toy witness(String id, Predicate<ToyState> seen) {
        rules.add(new Rule.Witness<>(id, seen));
        return this;
    }

    /** Adds something that must be seen in a step. */
    public Toy stepWitness(String id, BiPredicate<ToyState, ToyState> seen) {
        rules.add(new Rule.StepWitness<>(id, seen));
        return this;
    }

    /** Adds a renaming of the things called PROCESSES. */
    public Toy renaming(BiConsumer<ToyState, ToyState> renaming) {
        renamings.add(renaming);
        return this;
    }

    /** Says how states look. */
    public Toy describedBy(Function<ToyState, Map<String, Object>> state) {
        description = state;
        return this;
    }

    @Override
    public ToyState newState() {
        return new ToyState(layout.words());
    }

    @Override
    public void initialStates(Consumer<ToyState> receiver) {
        initial.forEach(maker -> {
            ToyState state = newState();
            maker.accept(state);
            receiver.accept(state);
        });
    }

    @Override
    public List<Move<ToyState>> moves() {
        return moves;
    }

    @Override
    public List<Rule<ToyState>> rules() {
        return rules;
    }

    @Override
    public List<BiConsumer<ToyState, ToyState>> renamings(List<String> things) {
        if (!things.equals(List.of("PROCESSES")) || renamings.isEmpty()) {
            throw new IllegalArgumentException(things + " are not interchangeable");
        }
        return renamings;
    }

    @Override
    public Map<String, Object> describe(ToyState state) {
        return description.apply(state);
    }
}
