package org.pfnproof.trace;

/** A counterexample file that cannot be read; says what is wrong and at which JSON path. */
public final class TraceFormatException extends Exception {
    private static final long serialVersionUID = 1L;

    private final String path;

    TraceFormatException(String path, String problem) {
        super(path + ": " + problem);
        this.path = path;
    }

    /** The JSON path of the offending element, for example {@code $.steps[3].action}. */
    public String path() {
        return path;
    }
}
