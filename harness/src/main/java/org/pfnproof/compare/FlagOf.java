package org.pfnproof.compare;

import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Whether inputs have a FOLL_* flag that says the same: one flag for each, such that any call with such inputs does, in every environment,
 * what the call with their flags does. Decided against the shape that has nothing but flags.
 */
final class FlagOf {

    private static final List<Environment> ENVIRONMENTS = Environment.all();

    private FlagOf() {}

    /**
     * The flags of an input; none if there is no such flag.
     *
     * @param base what the shape's calls always do, in flags; what all calls here give, in inputs
     */
    static Map<Input, Set<Input>> of(Shape shape, Set<Input> asked, Set<Input> given, Shape flags, Set<Input> base) {
        Map<Input, Set<Input>> all = new EnumMap<>(Input.class);
        for (Input input : asked) {
            Set<Input> equal = EnumSet.noneOf(Input.class);
            for (Input flag : flags.inputs()) {
                if (!base.contains(flag) && saysTheSame(shape, Set.of(input), given, flags, Set.of(flag), base)) {
                    equal.add(flag);
                }
            }
            if (same(shape.call(given), shape.call(union(given, Set.of(input))))) {
                equal.clear();
            }
            all.put(input, Collections.unmodifiableSet(equal));
        }
        return all;
    }

    /** Those calls of several such inputs that do not do what their flags do together. */
    static List<Call> exceptions(
            Shape shape, Map<Input, Set<Input>> flagOf, Set<Input> given, Shape flags, Set<Input> base) {
        Set<Input> carried = EnumSet.noneOf(Input.class);
        flagOf.forEach((input, own) -> {
            if (!own.isEmpty()) {
                carried.add(input);
            }
        });
        List<Call> exceptions = new ArrayList<>();
        for (Set<Input> inputs : Shape.subsets(carried)) {
            Set<Input> own = EnumSet.noneOf(Input.class);
            inputs.forEach(input -> own.add(flagOf.get(input).iterator().next()));
            if (!saysTheSame(shape, inputs, given, flags, own, base)) {
                exceptions.add(shape.call(union(given, inputs)));
            }
        }
        return exceptions;
    }

    private static boolean saysTheSame(
            Shape shape, Set<Input> inputs, Set<Input> given, Shape flags, Set<Input> own, Set<Input> base) {
        return same(shape.call(union(given, inputs)), flags.call(union(base, own)));
    }

    /** Whether the mapping is writable is not compared: only a call that tries to map writable asks for it. */
    private static boolean same(Call a, Call b) {
        for (int i = 0; i < ENVIRONMENTS.size(); i++) {
            Outcome first = a.behaviour().get(i);
            Outcome second = b.behaviour().get(i);
            boolean told = first.writable() == Outcome.Told.NOT_TOLD
                    || second.writable() == Outcome.Told.NOT_TOLD
                    || first.writable() == second.writable();
            if (!told
                    || first.result() != second.result()
                    || first.needsIo() != second.needsIo()
                    || first.held() != second.held()
                    || first.report() != second.report()) {
                return false;
            }
        }
        return true;
    }

    private static Set<Input> union(Set<Input> a, Set<Input> b) {
        Set<Input> union = EnumSet.noneOf(Input.class);
        union.addAll(a);
        union.addAll(b);
        return union;
    }
}
