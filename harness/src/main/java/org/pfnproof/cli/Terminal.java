package org.pfnproof.cli;

import org.pfnproof.report.Style;

/**
 * What the standard streams are. Java cannot tell for each of them, so the launcher does.
 *
 * @param out whether standard output is a terminal
 * @param err whether standard error is one
 * @param colours whether the user wants colours there
 * @param width columns of standard error, if that is a terminal
 */
public record Terminal(boolean out, boolean err, boolean colours, int width) {

    private static final String OUT = "pfnproof.terminal.out";
    private static final String ERR = "pfnproof.terminal.err";
    private static final String WIDTH = "pfnproof.terminal.width";
    private static final int DEFAULT_WIDTH = 80;

    /** Neither is a terminal. */
    public static final Terminal NONE = new Terminal(false, false, false, DEFAULT_WIDTH);

    static Terminal ofThisProcess() {
        String noColour = System.getenv("NO_COLOR");
        return new Terminal(
                Boolean.getBoolean(OUT),
                Boolean.getBoolean(ERR),
                noColour == null || noColour.isEmpty(),
                Integer.getInteger(WIDTH, DEFAULT_WIDTH));
    }

    Style outStyle() {
        return out && colours ? Style.COLOURED : Style.PLAIN;
    }
}
