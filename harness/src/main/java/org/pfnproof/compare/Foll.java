package org.pfnproof.compare;

/** FOLL_* flags as C has them: ints, which the compiler cannot tell from other ints. The values are of no kernel in particular. */
final class Foll {

    static final int WRITE = 0x01;
    static final int GET = 0x02;
    static final int NOWAIT = 0x04;
    static final int INTERRUPTIBLE = 0x08;

    /** Internal to mm: a caller that gives one of them is refused with a WARN. */
    static final int PIN = 0x10;

    static final int FAST_ONLY = 0x20;

    private Foll() {}

    static boolean has(int flags, int flag) {
        return (flags & flag) != 0;
    }

    static boolean internal(int flags) {
        return has(flags, PIN | FAST_ONLY);
    }

    /** What flags ask for; atomic and upgrade have no flag. */
    static ReferenceLookup.Wanted wanted(int flags, boolean atomic, boolean upgrade) {
        return new ReferenceLookup.Wanted(
                atomic, has(flags, INTERRUPTIBLE), has(flags, NOWAIT), has(flags, WRITE), upgrade);
    }
}
