package org.pfnproof.kernel;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.IntFunction;
import java.util.function.IntPredicate;

/** Builds the values of {@link Protocol#describe}. */
public final class Describing {

    private Describing() {}

    /** The spec's string for an enum's constant. */
    public static String text(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }

    /** A function of numbers. */
    public static Map<Object, Object> function(Collection<Integer> domain, IntFunction<Object> value) {
        Map<Object, Object> function = new LinkedHashMap<>();
        domain.forEach(argument -> function.put(argument, value.apply(argument)));
        return function;
    }

    /** A function of named threads, which are numbered from 0. */
    public static Map<Object, Object> threads(List<String> names, IntFunction<Object> value) {
        Map<Object, Object> function = new LinkedHashMap<>();
        for (int i = 0; i < names.size(); i++) {
            function.put(names.get(i), value.apply(i));
        }
        return function;
    }

    /** Those of some numbers that are members. */
    public static Set<Object> set(Collection<Integer> all, IntPredicate member) {
        return new LinkedHashSet<>(all.stream().filter(member::test).toList());
    }

    /** Those of some named threads that are members. */
    public static Set<Object> threadSet(List<String> names, IntPredicate member) {
        Set<Object> set = new LinkedHashSet<>();
        for (int i = 0; i < names.size(); i++) {
            if (member.test(i)) {
                set.add(names.get(i));
            }
        }
        return set;
    }
}
