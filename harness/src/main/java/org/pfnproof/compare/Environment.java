package org.pfnproof.compare;

import java.util.ArrayList;
import java.util.List;

/**
 * All that a lookup may meet.
 *
 * @param signal a signal is pending
 * @param unsafe the module parameter allow_unsafe_mappings is set
 * @param firstSeq mmu_invalidate_seq has not been moved yet: it is 0
 * @param narrow a 32-bit kernel, whose PAGE_OFFSET leaves the upper half of a kvm_pfn_t empty
 */
public record Environment(Slot slot, Host host, boolean signal, boolean unsafe, boolean firstSeq, boolean narrow) {

    /** The memslot of the gfn. */
    public enum Slot {
        USABLE,
        READ_ONLY,
        NONE,
        INVALID
    }

    /** Every environment of a 64-bit kernel once mmu_invalidate_seq has moved, the plainest first. */
    public static List<Environment> all() {
        return all(false, false);
    }

    Environment withoutSlot() {
        return new Environment(Slot.NONE, host, signal, unsafe, firstSeq, narrow);
    }

    Environment withNothing() {
        return new Environment(slot, Host.NO_AREA, signal, unsafe, firstSeq, narrow);
    }

    /** The same before mmu_invalidate_seq has moved, or of a 32-bit kernel. */
    public static List<Environment> all(boolean firstSeq, boolean narrow) {
        List<Environment> all = new ArrayList<>();
        for (Slot slot : Slot.values()) {
            for (Host host : Host.values()) {
                for (int bits = 0; bits < 4; bits++) {
                    all.add(new Environment(slot, host, (bits & 1) != 0, (bits & 2) != 0, firstSeq, narrow));
                }
            }
        }
        return List.copyOf(all);
    }
}
