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
     * The text without comments, empty lines and superfluous blanks. In TLA+ the columns of line starts and of the signs
     * {@code /\\} and {@code \\/} carry meaning: they stand before each of them.
     */
    public String strip(String text) {
        StringBuilder out = new StringBuilder();
        for (String line : withoutComments(text).split("\n")) {
            if (!line.isBlank()) {
                squeeze(line, out);
                out.append('\n');
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

    private void squeeze(String line, StringBuilder out) {
        boolean quoted = false;
        boolean first = true;
        for (int i = 0; i < line.length(); i++) {
            char c = line.charAt(i);
            quoted ^= c == '"' && (i == 0 || line.charAt(i - 1) != '\\');
            if (!quoted && Character.isWhitespace(c)) {
                continue;
            }
            boolean junction = !quoted && (line.startsWith("/\\", i) || line.startsWith("\\/", i));
            if (this == TLA && (first || junction)) {
                out.append('<').append(i).append('>');
            } else if (!first && !quoted && Character.isWhitespace(line.charAt(i - 1))) {
                out.append(' ');
            }
            out.append(c);
            first = false;
        }
    }
}
