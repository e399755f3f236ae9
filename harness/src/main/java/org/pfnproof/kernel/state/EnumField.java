package org.pfnproof.kernel.state;

/**
 * One of an enum's constants in a packed state.
 *
 * @param <E> the enum
 */
public final class EnumField<E extends Enum<E>> {

    private final Field ordinal;
    private final E[] constants;

    EnumField(Field ordinal, E[] constants) {
        this.ordinal = ordinal;
        this.constants = constants;
    }

    /** The constant in these words. */
    public E get(long[] words) {
        return constants[ordinal.get(words)];
    }

    /** Sets the constant in these words. */
    public void set(long[] words, E constant) {
        ordinal.set(words, constant.ordinal());
    }
}
