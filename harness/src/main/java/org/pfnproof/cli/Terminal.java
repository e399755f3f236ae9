package org.pfnproof.cli;

import org.pfnproof.report.Style;

/**
 * What the standard streams are. Java cannot tell for each of them, so the launcher does.
 *
 * @param out whether standard output is a terminal
 * @param err whether standard error is one
 * @param colours whether the user wants colours there
 */
public record Terminal(boolean out, boolean err, boolean colours) {

    private static final String OUT = "pfnproof.terminal.out";
    private static final String ERR = "pfnproof.terminal.err";

    /** Neither is a terminal. */
    public static final Terminal NONE = new Terminal(false, false, false);

    static Terminal ofThisProcess() {
        String noColour = System.getenv("NO_COLOR");
        return new Terminal(Boolean.getBoolean(OUT), Boolean.getBoolean(ERR), noColour == null || noColour.isEmpty());
    }

    Style outStyle() {
        return out && colours ? Style.COLOURED : Style.PLAIN;
    }
}
