package org.pfnproof.report;

import picocli.CommandLine.Help.Ansi;

/** Colours, or none. */
public enum Style {
    PLAIN(Ansi.OFF),
    COLOURED(Ansi.ON);

    private final Ansi ansi;

    Style(Ansi ansi) {
        this.ansi = ansi;
    }

    String good(String text) {
        return mark("fg(green)", text);
    }

    String bad(String text) {
        return mark("bold,fg(red)", text);
    }

    String heading(String text) {
        return mark("bold", text);
    }

    private String mark(String style, String text) {
        return ansi.string("@|" + style + " " + text + "|@");
    }
}
