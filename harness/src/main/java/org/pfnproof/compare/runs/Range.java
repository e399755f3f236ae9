package org.pfnproof.compare.runs;

/**
 * The least and the most over all behaviours.
 *
 * @param most {@link #ANY} if there is no end to it
 */
public record Range(int least, int most) {

    public static final int ANY = Integer.MAX_VALUE;

    /** "3", "0-2", or "4-any". */
    public String text() {
        if (least == most) {
            return String.valueOf(least);
        }
        return least + "-" + (most == ANY ? "any" : String.valueOf(most));
    }
}
