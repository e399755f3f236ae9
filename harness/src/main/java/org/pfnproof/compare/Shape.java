package org.pfnproof.compare;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiFunction;

/**
 * A shape with all the calls that it lets one write.
 *
 * @param inputs those that it has a word for
 */
public record Shape(String id, String title, Set<Input> inputs, List<Call> calls) {

    private static final List<Environment> ENVIRONMENTS = Environment.all();

    static Shape of(String id, String title, Set<Input> inputs, BiFunction<Machine, Set<Input>, Outcome> write) {
        List<Call> calls = new ArrayList<>();
        for (Set<Input> given : subsets(inputs)) {
            calls.add(call(given, write, ENVIRONMENTS));
        }
        return new Shape(id, title, inputs, List.copyOf(calls));
    }

    static Call call(Set<Input> given, BiFunction<Machine, Set<Input>, Outcome> write, List<Environment> environments) {
        Map<Outcome, Outcome> shared = new LinkedHashMap<>();
        List<Outcome> behaviour = new ArrayList<>(environments.size());
        for (Environment environment : environments) {
            Outcome outcome = write.apply(new Machine(environment), given);
            behaviour.add(shared.computeIfAbsent(outcome, same -> same));
        }
        return new Call(given, List.copyOf(behaviour));
    }

    /** All subsets, small ones first. */
    static List<Set<Input>> subsets(Set<Input> inputs) {
        List<Set<Input>> all = new ArrayList<>();
        all.add(EnumSet.noneOf(Input.class));
        for (Input input : inputs) {
            for (Set<Input> smaller : List.copyOf(all)) {
                Set<Input> larger = EnumSet.copyOf(smaller);
                larger.add(input);
                all.add(larger);
            }
        }
        all.sort((a, b) -> Integer.compare(a.size(), b.size()));
        return all;
    }

    Call call(Set<Input> given) {
        return calls.stream()
                .filter(call -> call.inputs().equals(given))
                .findFirst()
                .orElseThrow();
    }
}
