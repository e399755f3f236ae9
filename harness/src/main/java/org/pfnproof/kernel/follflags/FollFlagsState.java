package org.pfnproof.kernel.follflags;

import org.pfnproof.kernel.follflags.FollFlags.Flag;
import org.pfnproof.kernel.follflags.FollFlags.Input;
import org.pfnproof.kernel.state.EnumField;
import org.pfnproof.kernel.state.Field;
import org.pfnproof.kernel.state.Layout;
import org.pfnproof.kernel.state.PackedState;

/** The variables of the TLA+ spec {@code FollFlags}. */
public final class FollFlagsState extends PackedState {

    private static final Layout LAYOUT = new Layout();

    /** The input that is asked about. */
    static final EnumField<Input> INPUT = LAYOUT.constant("input", Input.class);

    private static final Field ASKED = LAYOUT.field("asked", 0, (1 << Flag.values().length) - 1);

    FollFlagsState() {
        super(LAYOUT.words());
    }

    /** Whether a flag has been tried. */
    boolean asked(Flag flag) {
        return bit(ASKED, flag.ordinal());
    }

    void setAsked(Flag flag) {
        ASKED.setBit(words, flag.ordinal(), true);
    }

    void setNothingAsked() {
        set(ASKED, 0);
    }
}
