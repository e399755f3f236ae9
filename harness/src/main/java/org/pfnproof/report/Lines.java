package org.pfnproof.report;

import java.util.ArrayList;
import java.util.List;
import org.apache.commons.text.WordUtils;

/** Fits text into a width. */
public final class Lines {

    /** Where code is broken best: after one of these. */
    private static final String GOOD_BREAKS = " ";

    /** Where a name or a value may be broken if it must. */
    private static final String POOR_BREAKS = ",_(=>:";

    private static final String CONTINUATION = "  ";

    private Lines() {}

    /** Prose, broken between words; line breaks in it are kept. */
    public static String prose(String text, int width, String indent) {
        return String.join(
                "\n",
                text.lines()
                        .map(line -> indent + WordUtils.wrap(line, width - indent.length(), "\n" + indent, false))
                        .toList());
    }

    /** Names and values, broken where they can be read best; the lines after the first are indented. */
    public static List<String> code(String text, int width) {
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

    /** Items side by side, as many to a line as fit. */
    public static List<String> items(List<String> items, int width, String indent) {
        List<String> lines = new ArrayList<>();
        String line = "";
        for (String item : items) {
            if (!line.isEmpty() && indent.length() + line.length() + 2 + item.length() > width) {
                lines.add(indent + line);
                line = "";
            }
            List<String> parts = code((line.isEmpty() ? "" : line + "  ") + item, width - indent.length());
            parts.subList(0, parts.size() - 1).forEach(part -> lines.add(indent + part));
            line = parts.get(parts.size() - 1);
        }
        lines.add(indent + line);
        return lines;
    }

    private static int breakBefore(String text, int width) {
        int good = lastBreak(text, width, GOOD_BREAKS);
        int poor = good > 0 ? good : lastBreak(text, width, POOR_BREAKS);
        return poor > 0 ? poor : width;
    }

    /** The end of the longest part that ends with a break; 0 if that would leave more than half of the line empty. */
    private static int lastBreak(String text, int width, String breaks) {
        for (int end = width; end > width / 2; end--) {
            if (breaks.indexOf(text.charAt(end - 1)) >= 0) {
                return end;
            }
        }
        return 0;
    }
}
