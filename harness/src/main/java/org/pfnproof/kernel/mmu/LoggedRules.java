package org.pfnproof.kernel.mmu;

/** What must hold of a state that {@link LoggedKvm} has reached: {@link KvmMmuRules}, asked of what a line of a log is about. */
public final class LoggedRules {

    private LoggedRules() {}

    /** NoMappingInInvalidatedRange, of one gfn. */
    public static boolean noMappingInInvalidatedRange(SparseKvmState s, int gfn) {
        for (int n = 0; n < s.invalidators(); n++) {
            if (!KvmMmuRules.mapsNothingInvalidatedBy(s, n, gfn)) {
                return false;
            }
        }
        return true;
    }

    /** The first gfn that is mapped although its range is invalidated; -1 for none. */
    public static int mappedInInvalidatedRange(SparseKvmState s, int n) {
        for (int place = 0; place < s.gfns(); place++) {
            if (!KvmMmuRules.mapsNothingInvalidatedBy(s, n, s.gfn(place))) {
                return s.gfn(place);
            }
        }
        return -1;
    }

    /** GuestMapsWhatHostMaps, of one gfn. */
    public static boolean guestMapsWhatHostMaps(SparseKvmState s, int gfn) {
        return KvmMmuRules.mapsWhatHostMaps(s, gfn);
    }

    /** NoFreedPageMapped, of one gfn. */
    public static boolean noFreedPageMapped(SparseKvmState s, int gfn) {
        return KvmMmuRules.mapsNoFreedPage(s, gfn);
    }
}
