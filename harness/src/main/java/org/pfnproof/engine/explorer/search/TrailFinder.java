package org.pfnproof.engine.explorer.search;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import org.pfnproof.engine.explorer.search.Trail.TrailStep;
import org.pfnproof.kernel.Move;
import org.pfnproof.kernel.Protocol;
import org.pfnproof.kernel.Rule;
import org.pfnproof.kernel.state.PackedState;

/**
 * Finds the steps that lead to a violation. States do not know how they were reached, which saves memory: the search goes backwards,
 * and looks in each level for the least state with a step to the one already known. Then the steps are taken forwards, so that
 * with symmetry they fit each other, and the violation is confirmed.
 */
final class TrailFinder<S extends PackedState> {

    private final Protocol<S> protocol;
    private final List<Move<S>> moves;
    private final List<BiConsumer<S, S>> renamings;
    private final List<Rule<S>> rules;
    private final StateStore store;
    private final Levels levels;
    private final Crew crew;
    private final int threads;
    private final Symmetry<S> symmetry;

    TrailFinder(
            Protocol<S> protocol,
            List<Move<S>> moves,
            List<BiConsumer<S, S>> renamings,
            List<Rule<S>> rules,
            StateStore store,
            Levels levels,
            Crew crew,
            int threads) {
        this.protocol = protocol;
        this.moves = moves;
        this.renamings = renamings;
        this.rules = rules;
        this.store = store;
        this.levels = levels;
        this.crew = crew;
        this.threads = threads;
        this.symmetry = new Symmetry<>(protocol, renamings);
    }

    Trail<S> find(Violation violation) throws InterruptedException {
        Deque<long[]> chain = new ArrayDeque<>();
        chain.push(violation.words());
        for (int level = violation.level() - 1; level >= 0; level--) {
            chain.push(predecessor(level, chain.peek()));
        }
        return follow(chain, violation);
    }

    private long[] predecessor(int level, long[] target) throws InterruptedException {
        List<Scan<S>> scans = IntStream.range(0, threads)
                .mapToObj(i -> new Scan<>(protocol, moves, renamings, store, target))
                .toList();
        int from = levels.start(level);
        int to = levels.start(level + 1);
        boolean alone = (long) (to - from) * moves.size() < Search.STEPS_ALONE;
        crew.share(from, to, StateStore.BLOCK, alone, (worker, first, end) -> scans.get(worker)
                .look(first, end));
        return scans.stream()
                .flatMap(scan -> scan.least().stream())
                .min(Arena::compare)
                .orElseThrow(TrailFinder::irregular);
    }

    private Trail<S> follow(Deque<long[]> chain, Violation violation) {
        S initial = initial(chain.pop());
        List<TrailStep<S>> steps = new ArrayList<>();
        S last = initial;
        while (!chain.isEmpty()) {
            long[] wanted = chain.pop();
            S from = last;
            steps.add(step(from, to -> represents(wanted, to)));
            last = steps.get(steps.size() - 1).state();
        }
        S end = last;
        if (violation.move() != Violation.STATE) {
            steps.add(step(end, to -> isViolatedBy(violation.rule(), end, to)));
        } else if (!isViolatedIn(violation.rule(), end)) {
            throw irregular();
        }
        return new Trail<>(initial, steps);
    }

    private S initial(long[] representative) {
        List<S> all = new ArrayList<>();
        protocol.initialStates(state -> {
            if (represents(representative, state)) {
                all.add(copy(state));
            }
        });
        return all.stream()
                .min((first, second) -> Arena.compare(first.words, second.words))
                .orElseThrow(TrailFinder::irregular);
    }

    private TrailStep<S> step(S from, Predicate<S> wanted) {
        for (Move<S> move : moves) {
            S to = copy(from);
            if (isTaken(move, to) && wanted.test(to)) {
                return new TrailStep<>(move, to);
            }
        }
        throw irregular();
    }

    /** A failing step ends the search at the level where it is; it may lie beside the steps that lead to the violation. */
    private boolean isTaken(Move<S> move, S state) {
        try {
            return move.tryTake(state);
        } catch (RuntimeException e) {
            return false;
        }
    }

    private boolean represents(long[] representative, S state) {
        S result = protocol.newState();
        symmetry.represent(state, result);
        return Arena.compare(result.words, representative) == 0;
    }

    private boolean isViolatedIn(String id, S state) {
        Optional<Rule<S>> rule = rule(id);
        if (rule.isEmpty()) {
            return id.equals(Violation.DEADLOCK) && moves.stream().noneMatch(move -> move.tryTake(copy(state)));
        }
        return rule.get() instanceof Rule.Invariant<S> invariant
                && !invariant.holds().test(state);
    }

    private boolean isViolatedBy(String id, S from, S to) {
        return rule(id).orElse(null) instanceof Rule.StepRule<S> rule
                && !rule.holds().test(from, to);
    }

    private Optional<Rule<S>> rule(String id) {
        return rules.stream().filter(rule -> rule.id().equals(id)).findFirst();
    }

    private S copy(S state) {
        S copy = protocol.newState();
        copy.copyFrom(state);
        return copy;
    }

    private static IllegalStateException irregular() {
        return new IllegalStateException(
                "The violation that was found cannot be repeated: the renamings are no symmetries of the"
                        + " moves and rules, or a move or a rule depends on something besides the state.");
    }
}
