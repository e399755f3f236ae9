package org.pfnproof.engine.explorer.toys;

import org.pfnproof.kernel.state.Field;
import org.pfnproof.kernel.state.PackedState;

/** A state of a {@link Toy}. */
public final class ToyState extends PackedState {

    ToyState(int words) {
        super(words);
    }

    /** The value of a field. */
    public int get(Field field) {
        return field.get(words);
    }

    /** Sets a field. */
    public void set(Field field, int value) {
        field.set(words, value);
    }
}
