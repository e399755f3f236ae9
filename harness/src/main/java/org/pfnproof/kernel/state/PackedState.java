package org.pfnproof.kernel.state;

import java.util.Arrays;

/** A state as a value: a few words, equal exactly if the states are. A subclass names its parts by means of a {@link Layout}. */
public abstract class PackedState {

    /** The state; for engines to copy, compare and store. */
    public final long[] words;

    protected PackedState(int words) {
        this.words = new long[words];
    }

    /** Makes this state equal to another of the same layout. */
    public final void copyFrom(PackedState other) {
        System.arraycopy(other.words, 0, words, 0, words.length);
    }

    /** The same words, for interfaces that are parts of a state. */
    public final long[] words() {
        return words;
    }

    /** The value of a field. */
    public final int get(Field field) {
        return field.get(words);
    }

    /** Sets a field. */
    public final void set(Field field, int value) {
        field.set(words, value);
    }

    /** The constant that a field has. */
    public final <E extends Enum<E>> E get(EnumField<E> field) {
        return field.get(words);
    }

    /** Sets a field to a constant. */
    public final <E extends Enum<E>> void set(EnumField<E> field, E constant) {
        field.set(words, constant);
    }

    /** Whether a field that is a set of small numbers has one of them. */
    protected final boolean bit(Field field, int bit) {
        return (field.get(words) >> bit & 1) != 0;
    }

    /** A field that is a truth value. */
    public final boolean flag(Field field) {
        return field.get(words) != 0;
    }

    /** Sets a field that is a truth value. */
    public final void setFlag(Field field, boolean value) {
        field.set(words, value ? 1 : 0);
    }

    @Override
    public final boolean equals(Object other) {
        return other instanceof PackedState state && Arrays.equals(words, state.words);
    }

    @Override
    public final int hashCode() {
        return Arrays.hashCode(words);
    }
}
