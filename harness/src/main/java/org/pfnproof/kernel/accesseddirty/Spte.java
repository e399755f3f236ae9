package org.pfnproof.kernel.accesseddirty;

import java.util.Map;

/**
 * A leaf entry of the guest.
 *
 * @param pfn the frame, or 0
 * @param w writable
 * @param a accessed
 * @param d dirty
 * @param refcounted the software bit of v7 to v11 of the series
 */
record Spte(int pfn, boolean w, boolean a, boolean d, boolean refcounted) {

    /** Not present. */
    static final Spte NONE = new Spte(0, false, false, false, false);

    /** How many codes there are. */
    static int codes(int frames) {
        return frames + 1 << 4;
    }

    static Spte of(int code) {
        return new Spte(code >> 4, (code & 8) != 0, (code & 4) != 0, (code & 2) != 0, (code & 1) != 0);
    }

    int code() {
        return pfn << 4 | (w ? 8 : 0) | (a ? 4 : 0) | (d ? 2 : 0) | (refcounted ? 1 : 0);
    }

    boolean isPresent() {
        return pfn != 0;
    }

    /** Whether the guest may access memory through it. */
    boolean permits(boolean write) {
        return isPresent() && (!write || w);
    }

    Spte aged(boolean adBits) {
        return new Spte(pfn, w, false, d && adBits, refcounted);
    }

    Spte accessed(boolean dirty) {
        return new Spte(pfn, w, true, d || dirty, refcounted);
    }

    Map<String, Object> described() {
        return Map.of("pfn", pfn, "w", w, "a", a, "d", d, "refcounted", refcounted);
    }
}
