package org.pfnproof.kernel;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.stream.IntStream;

/** Orders of interchangeable things. */
public final class Permutations {

    private Permutations() {}

    /** All orders of 0..size-1 where they are interchangeable, else the identity alone. */
    public static List<int[]> of(int size, boolean interchangeable) {
        List<int[]> all = new ArrayList<>();
        int[] identity = IntStream.range(0, size).toArray();
        if (interchangeable) {
            permute(identity, 0, all);
        } else {
            all.add(identity);
        }
        return all;
    }

    /**
     * What {@link Protocol#renamings} is to give where nothing is interchangeable.
     *
     * @throws IllegalArgumentException if there are things
     */
    public static <S> List<BiConsumer<S, S>> ofNothing(List<String> things) {
        if (!things.isEmpty()) {
            throw new IllegalArgumentException("nothing is interchangeable here, not even " + things);
        }
        return List.of();
    }

    /** Whether an order changes nothing. */
    public static boolean isIdentity(int[] order) {
        return IntStream.range(0, order.length).allMatch(i -> order[i] == i);
    }

    private static void permute(int[] order, int fixed, List<int[]> all) {
        if (fixed == order.length) {
            all.add(order.clone());
            return;
        }
        for (int i = fixed; i < order.length; i++) {
            swap(order, fixed, i);
            permute(order, fixed + 1, all);
            swap(order, fixed, i);
        }
    }

    private static void swap(int[] order, int i, int j) {
        int kept = order[i];
        order[i] = order[j];
        order[j] = kept;
    }
}
