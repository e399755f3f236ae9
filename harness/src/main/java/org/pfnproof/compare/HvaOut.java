package org.pfnproof.compare;

/** An hva_t that a caller points to. */
final class HvaOut {

    private long hva;

    void set(long address) {
        hva = address;
    }

    long get() {
        return hva;
    }

    /** Stores the address of a gfn, if it is asked for. */
    static void store(HvaOut out, long gfn) {
        if (out != null) {
            out.set(gfn << 12);
        }
    }
}
