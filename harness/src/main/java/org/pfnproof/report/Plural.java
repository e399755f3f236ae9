package org.pfnproof.report;

/** Numbers with their nouns. */
public final class Plural {

    private Plural() {}

    public static String of(long number, String one, String many) {
        return number + " " + (number == 1 ? one : many);
    }
}
