package org.pfnproof.report;

import java.util.Comparator;

/** The order of texts in which 10 comes after 9. */
public final class Natural {

    public static final Comparator<String> ORDER = Natural::compare;

    private Natural() {}

    private static int compare(String left, String right) {
        int common = 0;
        while (common < Math.min(left.length(), right.length()) && left.charAt(common) == right.charAt(common)) {
            common++;
        }
        int digitsLeft = digits(left, common);
        int digitsRight = digits(right, common);
        boolean numbers = digitsLeft > 0 && digitsRight > 0;
        return numbers && digitsLeft != digitsRight ? Integer.compare(digitsLeft, digitsRight) : left.compareTo(right);
    }

    private static int digits(String text, int from) {
        int end = from;
        while (end < text.length() && Character.isDigit(text.charAt(end))) {
            end++;
        }
        return end - from;
    }
}
