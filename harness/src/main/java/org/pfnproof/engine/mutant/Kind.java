package org.pfnproof.engine.mutant;

import java.util.Locale;

/** The kinds of small changes. */
public enum Kind {
    /** One condition of several that must hold together no longer must. */
    DROP_CONJUNCT,
    /** One of several alternatives is gone. */
    DROP_DISJUNCT,
    /** A test comes out the same way, whatever it finds: a condition need not hold, or an alternative is gone. */
    DROP_TEST,
    /** A variable, a field of a record or a set is left as it is. */
    DROP_UPDATE,
    /** A test says the opposite. */
    NEGATE_TEST,
    /** A number is one larger, or a comparison includes its bound or leaves it out. */
    OFF_BY_ONE,
    /** Two neighbouring steps of a thread are taken in the other order. */
    SWAP_STEPS;

    /** As in ids and reports: {@code drop-conjunct}. */
    public String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
