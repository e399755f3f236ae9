package org.pfnproof.log;

/** A log that cannot be read, or that cannot be judged whatever it says: names the log, the line and the remedy. */
public final class LogFormatException extends Exception {
    private static final long serialVersionUID = 1L;

    private final long line;

    /** What is wrong with a line of a log; line 0 for the whole of it. */
    public LogFormatException(String log, long line, String problem) {
        super(log + (line > 0 ? ":" + line : "") + ": " + problem);
        this.line = line;
    }

    LogFormatException(String log, long line, String problem, Throwable cause) {
        this(log, line, problem);
        initCause(cause);
    }

    /** The offending line, from 1; 0 if it is not one line's fault. */
    public long line() {
        return line;
    }
}
