package org.pfnproof.kernel.tdp;

/**
 * A leaf entry as the hardware walks it; each value exists once.
 *
 * @param st what it is
 * @param pfn the page that it maps
 * @param w PT_WRITABLE_MASK
 * @param mmuw MMU-writable: KVM lets it be made writable without mmu_lock
 * @param a accessed, or without A/D bits: not access tracked
 * @param d the dirty bit, with A/D bits only
 */
record Spte(Status st, Pfn pfn, boolean w, boolean mmuw, boolean a, boolean d) {

    /** How many there are. */
    static final int COUNT = Status.values().length * Pfn.values().length << 4;

    private static final Spte[] ALL = all();

    /** An empty one. */
    static final Spte EMPTY = of(Status.NONE, Pfn.NONE, false, false, false, false);

    /** FROZEN_SPTE: somebody is about to empty it. */
    static final Spte FROZEN = of(Status.FROZEN, Pfn.NONE, false, false, false, false);

    /** What an entry is. */
    enum Status {
        /** Empty. */
        NONE,
        /** It maps a page. */
        PRESENT,
        /** FROZEN_SPTE. */
        FROZEN
    }

    /** Which page a page table or a TLB has. */
    enum Pfn {
        /** None. */
        NONE,
        /** What the host maps at that gfn. */
        PAGE,
        /** A page that the host has taken away from it. */
        OLD
    }

    private static Spte[] all() {
        Spte[] all = new Spte[COUNT];
        for (Status st : Status.values()) {
            for (Pfn pfn : Pfn.values()) {
                for (int bits = 0; bits < 16; bits++) {
                    Spte spte = new Spte(st, pfn, (bits & 8) != 0, (bits & 4) != 0, (bits & 2) != 0, (bits & 1) != 0);
                    all[spte.code()] = spte;
                }
            }
        }
        return all;
    }

    static Spte of(Status st, Pfn pfn, boolean w, boolean mmuw, boolean a, boolean d) {
        return ALL[code(st, pfn, w, mmuw, a, d)];
    }

    static Spte of(int code) {
        return ALL[code];
    }

    /** A number below COUNT. */
    int code() {
        return code(st, pfn, w, mmuw, a, d);
    }

    private static int code(Status st, Pfn pfn, boolean w, boolean mmuw, boolean a, boolean d) {
        int bits = (w ? 8 : 0) | (mmuw ? 4 : 0) | (a ? 2 : 0) | (d ? 1 : 0);
        return st.ordinal() * Pfn.values().length + pfn.ordinal() << 4 | bits;
    }

    boolean isShadowPresentPte() {
        return st == Status.PRESENT;
    }

    boolean isFrozenSpte() {
        return st == Status.FROZEN;
    }

    boolean isAccessedSpte() {
        return isShadowPresentPte() && a;
    }

    Spte withPfn(Pfn other) {
        return of(st, other, w, mmuw, a, d);
    }

    Spte withW(boolean other) {
        return of(st, pfn, other, mmuw, a, d);
    }

    Spte withA(boolean other) {
        return of(st, pfn, w, mmuw, other, d);
    }

    Spte withD(boolean other) {
        return of(st, pfn, w, mmuw, a, other);
    }
}
