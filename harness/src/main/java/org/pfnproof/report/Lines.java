package org.pfnproof.report;

import java.util.ArrayList;
import java.util.List;
import org.apache.commons.text.WordUtils;

/** Fits text into a width. */
final class Lines {

    /** Where a name or a value may be broken when there is no space: after one of these. */
    private static final String BREAKS = " ,_(=>:";

    private static final String CONTINUATION = "  ";

    private Lines() {}

    /** Prose, broken between words; line breaks in it are kept. */
    static String prose(String text, int width, String indent) {
        return String.join(
                "\n",
                text.lines()
                        .map(line -> indent + WordUtils.wrap(line, width - indent.length(), "\n" + indent, false))
                        .toList());
    }

    /** Names and values, broken where they can be read best; the lines after the first are indented. */
    static List<String> code(String text, int width) {
        List<String> lines = new ArrayList<>();
        String rest = text;
        while (rest.length() > width) {
            int end = breakBefore(rest, width);
            lines.add(rest.substring(0, end).stripTrailing());
            rest = CONTINUATION + rest.substring(end).stripLeading();
        }
        lines.add(rest);
        return lines;
    }

    private static int breakBefore(String text, int width) {
        for (int end = width; end > CONTINUATION.length() + width / 3; end--) {
            if (BREAKS.indexOf(text.charAt(end - 1)) >= 0) {
                return end;
            }
        }
        return width;
    }
}
