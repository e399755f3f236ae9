package org.pfnproof.compare;

import org.pfnproof.compare.Outcome.Told;

/** A bool that a caller points to; where a parameter may be NULL in C, it may be null here. */
final class Out {

    private Told value = Told.NOT_TOLD;

    void set(boolean told) {
        value = told ? Told.TRUE : Told.FALSE;
    }

    boolean isTrue() {
        return value == Told.TRUE;
    }

    static Out given(boolean given) {
        return given ? new Out() : null;
    }

    static Told told(Out out) {
        return out == null ? Told.NOT_TOLD : out.value;
    }

    static void store(Out out, boolean told) {
        if (out != null) {
            out.set(told);
        }
    }
}
