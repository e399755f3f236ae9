package org.pfnproof.trace;

import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Copies and prints the containers inside {@link Value}. */
final class Values {

    private Values() {}

    static <T> Set<T> orderedSet(Set<T> elements) {
        return Collections.unmodifiableSet(new LinkedHashSet<>(elements));
    }

    static <K, V> Map<K, V> orderedMap(Map<K, V> entries) {
        return Collections.unmodifiableMap(new LinkedHashMap<>(entries));
    }

    static String join(Collection<?> elements, String open, String close) {
        return elements.stream().map(Object::toString).collect(Collectors.joining(", ", open, close));
    }

    static String joinEntries(Map<?, ?> entries, String arrow, String open, String close) {
        return entries.entrySet().stream()
                .map(entry -> entry.getKey() + arrow + entry.getValue())
                .collect(Collectors.joining(", ", open, close));
    }
}
