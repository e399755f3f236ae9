package org.pfnproof.kernel.state;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Where each integer of a packed state lies. Fields are laid out in the order of declaration; none crosses a word's end.
 */
public final class Layout {

    private int words;
    private int free;

    /** A field for the integers {@code min..max}; it takes no room if there is only one. */
    public Field field(String name, int min, int max) {
        int bits = Long.SIZE - Long.numberOfLeadingZeros((long) max - min);
        if (bits > Integer.SIZE) {
            throw new IllegalArgumentException(name + " needs more than 32 bits");
        }
        if (free < bits || words == 0) {
            words++;
            free = Long.SIZE;
        }
        Field field = new Field(name, words - 1, bits == 0 ? 0 : Long.SIZE - free, bits, min);
        free -= bits;
        return field;
    }

    /** One such field for each of {@code count} things, numbered from {@code first}; the array's index is the number. */
    public Field[] fields(String name, int first, int count, int min, int max) {
        Field[] fields = new Field[first + count];
        IntStream.range(first, first + count).forEach(i -> fields[i] = field(name + "[" + i + "]", min, max));
        return fields;
    }

    /** A field for one of an enum's constants. */
    public <E extends Enum<E>> EnumField<E> constant(String name, Class<E> type) {
        E[] constants = type.getEnumConstants();
        return new EnumField<>(field(name, 0, constants.length - 1), constants);
    }

    /** One such field for each of {@code count} things, numbered from {@code first}; the list's index is the number. */
    public <E extends Enum<E>> List<EnumField<E>> constants(String name, int first, int count, Class<E> type) {
        List<EnumField<E>> fields = new ArrayList<>(Collections.nCopies(first, null));
        IntStream.range(first, first + count).forEach(i -> fields.add(constant(name + "[" + i + "]", type)));
        return fields;
    }

    /** How many words a state has. */
    public int words() {
        return words;
    }
}
