package org.pfnproof.engine.explorer.toys;

import org.pfnproof.kernel.state.PackedState;

/** A state of a {@link Toy}. */
public final class ToyState extends PackedState {

    ToyState(int words) {
        super(words);
    }
}
