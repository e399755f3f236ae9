package org.pfnproof.kernel.state;

/**
 * An integer of a packed state: some bits of one of its words.
 *
 * <p>A value that does not fit is an error of the bounds, never cut off: two states that differ must not look the same.
 */
public final class Field {

    private final String name;
    private final int word;
    private final int shift;
    private final long mask;
    private final int min;

    Field(String name, int word, int shift, int bits, int min) {
        this.name = name;
        this.word = word;
        this.shift = shift;
        this.mask = (1L << bits) - 1;
        this.min = min;
    }

    /** The value in these words. */
    public int get(long[] words) {
        return (int) ((words[word] >>> shift) & mask) + min;
    }

    /**
     * Sets the value in these words.
     *
     * @throws StateOverflowException if it lies outside the field
     */
    public void set(long[] words, int value) {
        long raw = (long) value - min;
        if ((raw & ~mask) != 0) {
            throw new StateOverflowException(name + " = " + value + " is outside " + min + ".." + (min + mask));
        }
        words[word] = words[word] & ~(mask << shift) | raw << shift;
    }

    /** Sets one bit of a value that is a set of small numbers. */
    public void setBit(long[] words, int bit, boolean on) {
        int value = get(words);
        set(words, on ? value | 1 << bit : value & ~(1 << bit));
    }
}
