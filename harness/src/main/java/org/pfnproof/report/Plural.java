package org.pfnproof.report;

/** Numbers with their nouns. */
final class Plural {

    private Plural() {}

    static String of(long number, String one, String many) {
        return number + " " + (number == 1 ? one : many);
    }
}
