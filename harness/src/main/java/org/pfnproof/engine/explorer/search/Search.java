package org.pfnproof.engine.explorer.search;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.BiConsumer;
import org.pfnproof.kernel.Move;
import org.pfnproof.kernel.Protocol;
import org.pfnproof.kernel.Rule;
import org.pfnproof.kernel.state.PackedState;

/**
 * One exhaustive breadth-first search through the states of a protocol. Level by level, so that what is found first is nearest; each
 * level is expanded to its end, so that what is found does not depend on the threads.
 *
 * <p>Used by one thread, which may be interrupted.
 *
 * @param <S> the protocol's states
 */
public final class Search<S extends PackedState> implements AutoCloseable {

    /** Steps that one thread may take between two looks at whether the table has room. */
    private static final int STEPS_A_BLOCK = 4096;
    /** Below so many steps a level is not worth waking other threads. */
    static final int STEPS_ALONE = 1 << 14;

    private static final int REENTERED_AT_ONCE = 4096;

    private final Protocol<S> protocol;
    private final List<Rule<S>> rules;
    private final SearchOptions options;
    private final List<Move<S>> moves;
    private final List<BiConsumer<S, S>> renamings;
    private final StateStore store;
    private final Crew crew;
    private final List<Worker<S>> workers = new ArrayList<>();
    private final Levels levels = new Levels();
    private final AtomicLong expanded = new AtomicLong();
    private final List<Violation> violations = new ArrayList<>();
    private final Set<Integer> decided = new HashSet<>();
    private final Set<String> reached = new HashSet<>();
    private final int block;
    private End end = new End.Exhausted();

    /**
     * A search that has not begun.
     *
     * @param rules what is looked for, of the protocol's rules or others
     * @throws IllegalArgumentException if the protocol cannot have its things renamed as the options want it
     */
    public Search(Protocol<S> protocol, List<Rule<S>> rules, SearchOptions options) {
        this.protocol = protocol;
        this.rules = List.copyOf(rules);
        this.options = options;
        this.moves = List.copyOf(protocol.moves());
        this.renamings = options.symmetric().isEmpty() ? List.of() : protocol.renamings(options.symmetric());
        this.block = Math.max(1, Math.min(StateStore.BLOCK, STEPS_A_BLOCK / Math.max(1, moves.size())));
        long stepsAtOnce = (long) options.threads() * Math.max(STEPS_A_BLOCK, moves.size());
        this.store = new StateStore(protocol.newState().words.length, options, stepsAtOnce);
        for (int i = 0; i < options.threads(); i++) {
            workers.add(new Worker<>(protocol, moves, renamings, rules.size(), store));
        }
        this.crew = new Crew(options.threads());
    }

    /**
     * Searches. To be called once.
     *
     * @throws InterruptedException if the calling thread is interrupted
     */
    public Outcome run(SearchProgress listener) throws InterruptedException {
        Ticker ticker = Ticker.start(
                () -> listener.progress(store.end(), generated(), Math.max(0, store.end() - expanded.get())));
        try {
            return outcome(search());
        } finally {
            ticker.stop();
        }
    }

    /**
     * The execution that leads to a violation, the violating step included. Takes about as long as the search did up to there.
     *
     * @throws IllegalStateException if the violation cannot be repeated, which means that the protocol's renamings are no symmetries,
     *     or that its moves depend on something besides the state
     * @throws InterruptedException if the calling thread is interrupted
     */
    public Trail<S> trail(Violation violation) throws InterruptedException {
        return new TrailFinder<>(protocol, moves, renamings, rules, store, levels, crew, options.threads())
                .find(violation);
    }

    /** How many states there are without symmetry: the sum of what each state stands for. */
    public long orbits() throws InterruptedException {
        AtomicLong sum = new AtomicLong();
        crew.share(0, store.end(), StateStore.BLOCK, false, (worker, from, to) -> {
            Symmetry<S> symmetry = new Symmetry<>(protocol, renamings);
            S state = protocol.newState();
            for (int index = from; index < to; index++) {
                store.read(index, state.words);
                sum.addAndGet(symmetry.orbit(state));
            }
        });
        return sum.get();
    }

    @Override
    public void close() {
        crew.close();
    }

    private End search() throws InterruptedException {
        try {
            levels.add(0);
            store.open();
            begin();
            int from = 0;
            boolean over = judge();
            while (!over && from < store.end()) {
                int to = store.end();
                expand(from, to);
                over = judge();
                from = to;
            }
            return end;
        } catch (StoppedException e) {
            store.settle();
            judge();
            return e.end();
        }
    }

    private void begin() {
        lookForUndecided();
        protocol.initialStates(state -> {
            while (store.isFull()) {
                store.grow();
                store.reenter(0, store.end());
            }
            workers.get(0).start(state);
        });
        store.settle();
    }

    /** Expands the states of the last level. */
    private void expand(int from, int to) throws InterruptedException {
        int level = levels.count() - 1;
        boolean alone = (long) (to - from) * moves.size() < STEPS_ALONE;
        boolean deadlock = options.deadlock() && !decided.contains(rules.size());
        levels.add(to);
        Pieces rest = crew.pieces(from, to, block);
        while (!rest.isEmpty()) {
            while (store.isFull()) {
                store.grow();
                crew.share(
                        0, store.end(), REENTERED_AT_ONCE, false, (worker, first, last) -> store.reenter(first, last));
            }
            crew.share(rest, block, alone, () -> !store.isFull(), (worker, first, last) -> {
                workers.get(worker).expand(first, last, level, deadlock);
                expanded.addAndGet((long) last - first);
            });
        }
        store.settle();
    }

    /** Draws the conclusions from a level's findings; whether the search is over. */
    private boolean judge() {
        Findings all = new Findings(rules.size());
        workers.forEach(worker -> all.take(worker.findings()));
        List<Violation> found = new ArrayList<>();
        for (int i = 0; i <= rules.size(); i++) {
            if (all.has(i) && decided.add(i)) {
                if (i == rules.size()) {
                    found.add(all.get(i, Violation.DEADLOCK));
                } else if (rules.get(i) instanceof Rule.Witness<S> || rules.get(i) instanceof Rule.StepWitness<S>) {
                    reached.add(rules.get(i).id());
                } else {
                    found.add(all.get(i, rules.get(i).id()));
                }
            }
        }
        lookForUndecided();
        found.sort(Comparator.comparingInt(Violation::length));
        if (!found.isEmpty() && !options.all()) {
            violations.add(found.get(0));
            end = new End.Violated();
            return true;
        }
        violations.addAll(found);
        all.failure().ifPresent(failure -> end = failure.end(describe(failure.place())));
        return !(end instanceof End.Exhausted);
    }

    private void lookForUndecided() {
        Rules<S> undecided = Rules.of(rules, decided);
        workers.forEach(worker -> worker.lookFor(undecided));
    }

    private String describe(Violation place) {
        S state = protocol.newState();
        System.arraycopy(place.words(), 0, state.words, 0, state.words.length);
        String where = protocol.describe(state).toString();
        return place.move() == Violation.STATE ? "in " + where : "at " + moves.get(place.move()) + " in " + where;
    }

    private long generated() {
        return workers.stream().mapToLong(Worker::generated).sum();
    }

    private Outcome outcome(End reason) {
        Map<String, Long> actions = new TreeMap<>();
        for (int move = 0; move < moves.size(); move++) {
            int number = move;
            long taken =
                    workers.stream().mapToLong(worker -> worker.taken(number)).sum();
            actions.merge(moves.get(move).action(), taken, Long::sum);
        }
        Map<String, Boolean> witnesses = new TreeMap<>();
        rules.stream()
                .filter(rule -> rule instanceof Rule.Witness<S> || rule instanceof Rule.StepWitness<S>)
                .forEach(rule -> witnesses.put(rule.id(), reached.contains(rule.id())));
        // A level begins whenever one is expanded, and the last one may have no states.
        int empty = levels.start(levels.count() - 1) == store.end() ? 1 : 0;
        return new Outcome(
                reason,
                store.end(),
                generated(),
                levels.count() - empty,
                actions,
                witnesses,
                violations,
                store.bytes());
    }
}
