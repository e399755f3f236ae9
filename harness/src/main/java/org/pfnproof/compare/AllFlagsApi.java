package org.pfnproof.compare;

import org.pfnproof.compare.ReferenceLookup.Found;

/**
 * Flags in, flags out: the extreme of the debate, which nobody has posted. Inputs are the FOLL_* flags that there are and no others. Without
 * FOLL_GET the reference is put before the return.
 */
final class AllFlagsApi {

    static final int OUT_WRITABLE = 1;
    static final int OUT_NEEDS_IO = 2;

    private final Machine machine;

    AllFlagsApi(Machine machine) {
        this.machine = machine;
    }

    /**
     * The lookup.
     *
     * @param out where OUT_* flags go; one element, as C passes an int by reference
     */
    long gfnToPfnFlags(Memslot slot, long gfn, int flags, int[] out) {
        machine.ask(slot, gfn, Foll.has(flags, Foll.WRITE));
        Found found =
                FlagsLookup.follow(machine, flags, Foll.wanted(flags, false, false), ReferenceLookup::remappedByGuess);
        machine.hold(Foll.has(flags, Foll.GET) ? found.references() : 0);
        if (out != null) {
            out[0] = (found.writable() ? OUT_WRITABLE : 0) | (found.needsIo() ? OUT_NEEDS_IO : 0);
        }
        return machine.answer(found.pfn());
    }

    /** As the bools release. */
    void releasePfnClean(long pfn) {
        machine.putPfn(pfn);
    }
}
