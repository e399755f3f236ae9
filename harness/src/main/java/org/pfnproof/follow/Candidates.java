package org.pfnproof.follow;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import org.pfnproof.log.SpecScript;

/**
 * All states in which the protocol could be, after what the log has shown. More than one only while the log leaves open what has happened:
 * whether a lockless read came before or after a store that another thread's line will tell.
 */
final class Candidates {

    /** More are not followed. */
    static final int LIMIT = 4096;

    private final SpecScript script;
    private List<Candidate> all = List.of(new Candidate());
    private int most = 1;

    /**
     * The one state in which the protocol begins.
     *
     * @param script is told when no state is left
     */
    Candidates(SpecScript script) {
        this.script = script;
    }

    /**
     * Takes a step in each state; those in which it is not possible are given up.
     *
     * @param step changes a state, says whether it could
     * @param guard why it is not possible in a state
     * @param property what is endangered if it is possible in none
     */
    void take(Predicate<Candidate> step, Function<Candidate, String> guard, String property)
            throws Deviates, Undecided {
        List<Candidate> next = new ArrayList<>(all.size());
        for (Candidate candidate : all) {
            Candidate copy = candidate.copy();
            if (step.test(copy)) {
                next.add(copy);
            }
        }
        if (next.isEmpty()) {
            script.refuse();
            throw new Deviates(guard.apply(all.get(0)), property);
        }
        replace(next);
    }

    /** Looks at each state, changes none; those that fail are given up. */
    void keep(Predicate<Candidate> test, Function<Candidate, String> guard, String property) throws Deviates {
        int kept = 0;
        for (Candidate candidate : all) {
            kept += test.test(candidate) ? 1 : 0;
        }
        if (kept == 0) {
            script.refuse();
            throw new Deviates(guard.apply(all.get(0)), property);
        }
        if (kept < all.size()) {
            all = all.stream().filter(test).toList();
        }
    }

    /** Puts each state's successors in its place, and theirs, until there are no new ones. */
    void close(Function<Candidate, List<Candidate>> successors) throws Undecided {
        Set<Candidate> seen = new LinkedHashSet<>(all);
        List<Candidate> todo = new ArrayList<>(all);
        while (!todo.isEmpty()) {
            for (Candidate next : successors.apply(todo.remove(todo.size() - 1))) {
                if (seen.add(next)) {
                    todo.add(next);
                }
            }
            checkSize(seen.size());
        }
        all = List.copyOf(seen);
        most = Math.max(most, all.size());
    }

    private void replace(List<Candidate> next) throws Undecided {
        all = next.size() == 1 ? next : List.copyOf(new LinkedHashSet<>(next));
        checkSize(all.size());
        most = Math.max(most, all.size());
    }

    private static void checkSize(int size) throws Undecided {
        if (size > LIMIT) {
            throw new Undecided(
                    "more than " + LIMIT + " states are possible; a log with the values of seq leaves fewer open");
        }
    }

    List<Candidate> all() {
        return all;
    }

    /** The first of them, where it does not matter which. */
    Candidate any() {
        return all.get(0);
    }

    /** The greatest number of them so far. */
    int most() {
        return most;
    }
}
