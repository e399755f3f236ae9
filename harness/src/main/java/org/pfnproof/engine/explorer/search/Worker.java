package org.pfnproof.engine.explorer.search;

import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BiConsumer;
import java.util.function.Predicate;
import org.pfnproof.kernel.Move;
import org.pfnproof.kernel.Protocol;
import org.pfnproof.kernel.state.PackedState;

/**
 * Expands states, for one thread.
 *
 * @param <S> the states
 */
final class Worker<S extends PackedState> {

    private final StateStore store;
    private final StateStore.Writer writer;
    private final Batch batch;
    private final Predicate<S>[] moves;
    private final long[] takenMoves;
    private final boolean symmetric;
    private final Symmetry<S> symmetry;
    private final S before;
    private final S after;
    private final S representative;
    private final S added;
    private final Findings findings;
    private final AtomicLong generated = new AtomicLong();

    private List<Rules.OfState<S>> stateRules = List.of();
    private List<Rules.OfStep<S>> stepRules = List.of();

    Worker(Protocol<S> protocol, List<Move<S>> moves, List<BiConsumer<S, S>> renamings, int rules, StateStore store) {
        this.store = store;
        this.writer = store.writer();
        this.batch = store.batch();
        this.moves = steps(moves);
        this.takenMoves = new long[this.moves.length];
        this.symmetric = !renamings.isEmpty();
        this.symmetry = new Symmetry<>(protocol, renamings);
        this.before = protocol.newState();
        this.after = protocol.newState();
        this.representative = protocol.newState();
        this.added = protocol.newState();
        this.findings = new Findings(rules);
    }

    @SuppressWarnings("unchecked")
    private static <S> Predicate<S>[] steps(List<Move<S>> moves) {
        return moves.stream().map(Move::step).toArray(Predicate[]::new);
    }

    /** What is looked for from now on. */
    void lookFor(Rules<S> wanted) {
        stateRules = wanted.states();
        stepRules = wanted.steps();
    }

    Findings findings() {
        return findings;
    }

    /** How often the move was taken. */
    long taken(int move) {
        return takenMoves[move];
    }

    /** States generated; may be asked by any thread, and lags behind a little. */
    long generated() {
        return generated.get();
    }

    /** Adds an initial state. */
    void start(S state) {
        generated.lazySet(generated.get() + 1);
        batch.put(representative(state).words);
        flush(0);
    }

    /** Takes all moves in all of these states, which are so many steps away from an initial one. */
    void expand(int from, int to, int level, boolean deadlock) {
        long steps = 0;
        for (int index = from; index < to; index++) {
            store.read(index, before.words);
            int successors = expand(level);
            if (successors == 0 && deadlock) {
                findings.deadlock(level, before.words);
            }
            steps += successors;
        }
        flush(level + 1);
        generated.lazySet(generated.get() + steps);
    }

    /** How many moves can be taken. */
    private int expand(int level) {
        int successors = 0;
        after.copyFrom(before);
        for (int move = 0; move < moves.length; move++) {
            try {
                if (!moves[move].test(after)) {
                    assert after.equals(before) : "a move that is not enabled changed the state";
                    continue;
                }
                step(level, move);
            } catch (StoppedException e) {
                throw e;
            } catch (RuntimeException e) {
                findings.failure(level, before.words, move, e);
            }
            successors++;
            after.copyFrom(before);
        }
        return successors;
    }

    private void step(int level, int move) {
        takenMoves[move]++;
        for (Rules.OfStep<S> rule : stepRules) {
            if (rule.holds().test(before, after) == rule.news()) {
                findings.offer(rule.rule(), level, before.words, move);
            }
        }
        batch.put(representative(after).words);
        if (batch.isFull()) {
            flush(level + 1);
        }
    }

    private S representative(S state) {
        if (!symmetric) {
            return state;
        }
        symmetry.represent(state, representative);
        return representative;
    }

    /** Adds the states of the batch, which are at this level unless they are there already, and looks at the new ones. */
    private void flush(int level) {
        batch.fetch();
        for (int i = 0; i < batch.count(); i++) {
            batch.get(i, added.words);
            if (writer.add(added.words, batch.hash(i))) {
                look(level);
            }
        }
        batch.clear();
    }

    /** Looks at the state just added. */
    private void look(int level) {
        for (Rules.OfState<S> rule : stateRules) {
            try {
                if (rule.holds().test(added) == rule.news()) {
                    findings.offer(rule.rule(), level, added.words, Violation.STATE);
                }
            } catch (RuntimeException e) {
                findings.failure(level, added.words, Violation.STATE, e);
            }
        }
    }
}
