package org.pfnproof.kernel;

import java.util.List;
import java.util.function.IntPredicate;

/** "Some", "all" and "how many" of small numbers, in loops: rules are asked of every state. */
public final class Quantifiers {

    private Quantifiers() {}

    /** Whether it holds of one of {@code count} things, which are numbered from 0. */
    public static boolean some(int count, IntPredicate holds) {
        for (int i = 0; i < count; i++) {
            if (holds.test(i)) {
                return true;
            }
        }
        return false;
    }

    /** Whether it holds of all of {@code count} things, which are numbered from 0. */
    public static boolean every(int count, IntPredicate holds) {
        for (int i = 0; i < count; i++) {
            if (!holds.test(i)) {
                return false;
            }
        }
        return true;
    }

    /** Of how many of {@code count} things, which are numbered from 0, it holds. */
    public static int count(int count, IntPredicate holds) {
        int found = 0;
        for (int i = 0; i < count; i++) {
            found += holds.test(i) ? 1 : 0;
        }
        return found;
    }

    /** Whether it holds of one of some numbers. */
    public static boolean some(List<Integer> numbers, IntPredicate holds) {
        for (int number : numbers) {
            if (holds.test(number)) {
                return true;
            }
        }
        return false;
    }

    /** Whether it holds of all of some numbers. */
    public static boolean every(List<Integer> numbers, IntPredicate holds) {
        for (int number : numbers) {
            if (!holds.test(number)) {
                return false;
            }
        }
        return true;
    }
}
