package org.pfnproof.kernel;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.BiConsumer;
import org.pfnproof.kernel.state.EnumField;
import org.pfnproof.kernel.state.Field;
import org.pfnproof.kernel.state.PackedState;

/** The renamings of a protocol whose threads are interchangeable, and nothing else. */
public final class ThreadRenamings {

    private ThreadRenamings() {}

    /**
     * Writes a renamed state: thread i becomes thread v[i] or n[i].
     *
     * @param <S> the state
     */
    @FunctionalInterface
    public interface Rename<S> {
        /** Renames the threads of the first state into the second. */
        void rename(S from, S to, int[] v, int[] n);
    }

    /** Copies fields: what belongs to thing i becomes that of thing {@code order[i]}. */
    public static void permute(PackedState from, PackedState to, int[] order, Field[]... fields) {
        for (Field[] field : fields) {
            for (int i = 0; i < order.length; i++) {
                to.set(field[order[i]], from.get(field[i]));
            }
        }
    }

    /** Copies one field of each thing in the same way. */
    public static <E extends Enum<E>> void permute(
            PackedState from, PackedState to, int[] order, List<EnumField<E>> field) {
        for (int i = 0; i < order.length; i++) {
            to.set(field.get(order[i]), from.get(field.get(i)));
        }
    }

    /**
     * Writes a renamed state: thing i becomes thing {@code order[i]}.
     *
     * @param <S> the state
     */
    @FunctionalInterface
    public interface RenameOne<S> {
        /** Renames the things of the first state into the second. */
        void rename(S from, S to, int[] order);
    }

    /**
     * What {@link Protocol#renamings} is to give where other threads are interchangeable.
     *
     * @param things none, or the bound
     * @param bound the name of the bound whose threads are interchangeable
     * @param count how many there are
     * @param rename renames one state
     * @throws IllegalArgumentException for any other thing
     */
    public static <S> List<BiConsumer<S, S>> of(List<String> things, String bound, int count, RenameOne<S> rename) {
        if (!Set.of(bound).containsAll(things)) {
            throw new IllegalArgumentException("only " + bound + " are interchangeable here, not " + things);
        }
        return Permutations.of(count, things.contains(bound)).stream()
                .filter(order -> !Permutations.isIdentity(order))
                .<BiConsumer<S, S>>map(order -> (from, to) -> rename.rename(from, to, order))
                .toList();
    }

    /**
     * What {@link Protocol#renamings} is to give.
     *
     * @param things some of {@code VCPUS} and {@code INVALIDATORS}
     * @param vcpus how many vCPUs
     * @param invalidators how many invalidators
     * @param rename renames one state
     * @throws IllegalArgumentException for any other thing
     */
    public static <S> List<BiConsumer<S, S>> of(List<String> things, int vcpus, int invalidators, Rename<S> rename) {
        if (!Set.of("VCPUS", "INVALIDATORS").containsAll(things)) {
            throw new IllegalArgumentException("only vCPUs and invalidators are interchangeable here, not " + things);
        }
        List<BiConsumer<S, S>> renamings = new ArrayList<>();
        for (int[] v : Permutations.of(vcpus, things.contains("VCPUS"))) {
            for (int[] n : Permutations.of(invalidators, things.contains("INVALIDATORS"))) {
                if (!Permutations.isIdentity(v) || !Permutations.isIdentity(n)) {
                    renamings.add((from, to) -> rename.rename(from, to, v, n));
                }
            }
        }
        return renamings;
    }
}
