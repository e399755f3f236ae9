package org.pfnproof.log;

/**
 * A number in a {@link SpecStep}.
 *
 * @param space what it counts
 * @param value as the log's follower numbers it
 */
public record SpecNumber(Space space, long value) {

    /** What numbers count. TLC gets those of the first two as their place in the log's order, since its sets are finite. */
    public enum Space {
        /** Guest frame numbers. */
        GFN,
        /** Pages of host addresses. */
        HVA,
        /** Page frames. */
        FRAME,
        /** Counters. */
        PLAIN
    }

    /** A gfn, or the end of a range of them. */
    public static SpecNumber gfn(long gfn) {
        return new SpecNumber(Space.GFN, gfn);
    }

    /** A page of host addresses, or the end of a range of them. */
    public static SpecNumber hva(long hva) {
        return new SpecNumber(Space.HVA, hva);
    }

    /** A page frame, from 1; 0 for none. */
    public static SpecNumber frame(long frame) {
        return new SpecNumber(Space.FRAME, frame);
    }

    /** Any other number. */
    public static SpecNumber plain(long number) {
        return new SpecNumber(Space.PLAIN, number);
    }
}
