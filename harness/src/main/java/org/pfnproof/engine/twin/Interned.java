package org.pfnproof.engine.twin;

import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.pfnproof.trace.Value;

/**
 * Values that were met before: a step changes few variables, so most values of a new state need neither be converted nor be compared
 * part by part. For one thread.
 */
public final class Interned {

    /** After so many all are forgotten, which costs time and nothing else. */
    private static final int MOST = 1 << 16;

    private final Map<Object, Value> byOrigin = new HashMap<>();
    private final Map<Value, Value> distinct = new HashMap<>();

    /**
     * The canonical value of something; equal values are mostly the same object.
     *
     * @param origin what it is made from, or something that is equal only if that is
     * @param conversion makes it, if it is not known
     */
    public Value of(Object origin, Supplier<Value> conversion) {
        Value known = byOrigin.get(origin);
        if (known == null) {
            if (byOrigin.size() == MOST) {
                byOrigin.clear();
                distinct.clear();
            }
            Value made = conversion.get();
            known = distinct.computeIfAbsent(made, value -> value);
            byOrigin.put(origin, known);
        }
        return known;
    }
}
