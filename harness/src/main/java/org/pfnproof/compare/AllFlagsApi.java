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
    private int out;

    AllFlagsApi(Machine machine) {
        this.machine = machine;
    }

    long gfnToPfnFlags(int flags) {
        Found found =
                FlagsLookup.follow(machine, flags, Foll.wanted(flags, false, false), ReferenceLookup::remappedByGuess);
        machine.hold(Foll.has(flags, Foll.GET) ? found.references() : 0);
        out = (found.writable() ? OUT_WRITABLE : 0) | (found.needsIo() ? OUT_NEEDS_IO : 0);
        return found.pfn();
    }

    int out() {
        return out;
    }
}
