package org.pfnproof.log;

import java.util.OptionalLong;

/** Numbers as the kernel prints them. */
final class Numbers {

    private Numbers() {}

    /** The number that begins at a place of a text: decimal, perhaps negative, or hexadecimal with 0x. */
    static OptionalLong parse(String text, int from) {
        if (text.startsWith("0x", from)) {
            return hexadecimal(text, from + 2);
        }
        int end = from;
        boolean negative = end < text.length() && text.charAt(end) == '-';
        int first = negative ? end + 1 : end;
        long value = 0;
        for (end = first; end < text.length() && Character.digit(text.charAt(end), 10) >= 0; end++) {
            value = value * 10 + Character.digit(text.charAt(end), 10);
        }
        return end == first || !ends(text, end) ? OptionalLong.empty() : OptionalLong.of(negative ? -value : value);
    }

    /** The hexadecimal number, without 0x, that begins at a place of a text. */
    static OptionalLong hexadecimal(String text, int first) {
        long value = 0;
        int end = first;
        while (end < text.length() && Character.digit(text.charAt(end), 16) >= 0) {
            value = value << 4 | Character.digit(text.charAt(end), 16);
            end++;
        }
        return end == first || end - first > 16 || !ends(text, end) ? OptionalLong.empty() : OptionalLong.of(value);
    }

    private static boolean ends(String text, int at) {
        return at == text.length() || !Character.isLetterOrDigit(text.charAt(at));
    }

    /** The decimal number that follows a word, as tracepoints print it; empty if the word or the number is missing. */
    static OptionalLong after(String text, String word) {
        int at = text.indexOf(word);
        return at < 0 ? OptionalLong.empty() : parse(text, at + word.length());
    }

    /** The same for a hexadecimal number without 0x. */
    static OptionalLong hexadecimalAfter(String text, String word) {
        int at = text.indexOf(word);
        if (at < 0) {
            return OptionalLong.empty();
        }
        int from = at + word.length();
        return hexadecimal(text, text.startsWith("0x", from) ? from + 2 : from);
    }
}
