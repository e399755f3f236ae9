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
    private long count;

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
        count++;
        generated.lazySet(count);
        batch.put(representative(state).words);
        flush(0);
    }

    /** Takes all moves in all of these states, which are so many steps away from an initial one. */
    void expand(int from, int to, int level, boolean deadlock) {
        for (int index = from; index < to; index++) {
            store.read(index, before.words);
            if (!expand(level) && deadlock) {
                findings.deadlock(level, before.words);
            }
        }
        flush(level + 1);
        generated.lazySet(count);
    }

    /** Whether any move can be taken. */
    private boolean expand(int level) {
        boolean any = false;
        after.copyFrom(before);
        for (int move = 0; move < moves.length; move++) {
            boolean taken;
            try {
                taken = moves[move].test(after);
            } catch (RuntimeException e) {
                findings.failure(level, before.words, move, e);
                taken = true;
            }
            if (taken) {
                any = true;
                step(level, move);
                after.copyFrom(before);
            } else {
                assert after.equals(before) : "a move that is not enabled changed the state";
            }
        }
        return any;
    }

    private void step(int level, int move) {
        takenMoves[move]++;
        count++;
        for (Rules.OfStep<S> rule : stepRules) {
            try {
                if (rule.holds().test(before, after) == rule.news()) {
                    findings.offer(rule.rule(), level, before.words, move);
                }
            } catch (RuntimeException e) {
                findings.failure(level, before.words, move, e);
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
