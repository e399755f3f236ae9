package org.pfnproof.engine.source;

/** Removes what has no meaning from a spec's text: comments and layout. */
public enum Comments {
    /** {@code \*} to the end of the line; nested {@code (* *)}. */
    TLA("\\*", "(*", "*)", true),
    /** {@code //} or {@code --} to the end of the line; {@code /* *}{@code /}, not nested. */
    ALLOY("//", "/*", "*/", false);

    private final String line;
    private final String open;
    private final String close;
    private final boolean nested;

    Comments(String line, String open, String close, boolean nested) {
        this.line = line;
        this.open = open;
        this.close = close;
        this.nested = nested;
    }

    /**
     * The text without comments, with each run of blanks and line ends as a single one. In TLA+ indentation can carry meaning:
     * of each line's start, the column of its first character is kept.
     */
    public String strip(String text) {
        StringBuilder out = new StringBuilder();
        for (String plain : withoutComments(text).split("\n")) {
            String words = plain.strip();
            if (!words.isEmpty()) {
                if (this == TLA) {
                    out.append(plain.indexOf(words.charAt(0))).append(' ');
                }
                out.append(squeeze(words)).append('\n');
            }
        }
        return out.toString();
    }

    /** The text with each comment as blanks, so that every other character keeps its line and column. */
    public String withoutComments(String text) {
        StringBuilder out = new StringBuilder(text.length());
        int depth = 0;
        boolean quoted = false;
        int i = 0;
        while (i < text.length()) {
            char c = text.charAt(i);
            if (quoted) {
                int length = c == '\\' && i + 1 < text.length() ? 2 : 1;
                quoted = c != '"' && c != '\n';
                out.append(text, i, i + length);
                i += length;
            } else if (depth > 0 && text.startsWith(close, i)) {
                depth--;
                i = blank(out, text, i, close.length());
            } else if (text.startsWith(open, i) && (depth == 0 || nested)) {
                depth++;
                i = blank(out, text, i, open.length());
            } else if (depth > 0) {
                i = blank(out, text, i, 1);
            } else if (startsLineComment(text, i)) {
                int end = text.indexOf('\n', i);
                i = blank(out, text, i, (end < 0 ? text.length() : end) - i);
            } else {
                quoted = c == '"';
                out.append(c);
                i++;
            }
        }
        return out.toString();
    }

    private boolean startsLineComment(String text, int i) {
        return text.startsWith(line, i) || this == ALLOY && text.startsWith("--", i);
    }

    private static int blank(StringBuilder out, String text, int from, int length) {
        for (int i = from; i < from + length; i++) {
            out.append(text.charAt(i) == '\n' ? '\n' : ' ');
        }
        return from + length;
    }

    /** Squeezes blanks outside of strings. */
    private static String squeeze(String words) {
        StringBuilder out = new StringBuilder();
        boolean quoted = false;
        for (char c : words.toCharArray()) {
            quoted ^= c == '"';
            boolean blank = !quoted && Character.isWhitespace(c);
            if (!blank) {
                out.append(c);
            } else if (out.charAt(out.length() - 1) != ' ') {
                out.append(' ');
            }
        }
        return out.toString();
    }
}
