package org.pfnproof.trace;

import java.nio.file.Path;

/** A counterexample that cannot be read; says what is wrong and at which JSON pointer, or in which line. */
public final class TraceFormatException extends Exception {
    private static final long serialVersionUID = 1L;

    private final String path;
    private final String line;
    private final String problem;

    /**
     * Something wrong with an element.
     *
     * @param path its JSON pointer, empty for the whole document
     * @param problem what is wrong and what was expected
     */
    public TraceFormatException(String path, String problem) {
        this("", path, "", (path.isEmpty() ? "the whole file" : path) + ": " + problem, null);
    }

    /** A text that is no JSON. */
    TraceFormatException(StrictJson.SyntaxException syntax) {
        this("", "", syntax.line() == 0 ? "" : syntax.line() + ":" + syntax.column(), syntax.getMessage(), syntax);
    }

    /** A file that cannot even be parsed. */
    static TraceFormatException unreadable(String problem) {
        return new TraceFormatException("", "", "", problem, null);
    }

    private TraceFormatException(String file, String path, String line, String problem, Throwable cause) {
        super(place(file, line) + problem, cause);
        this.path = path;
        this.line = line;
        this.problem = problem;
    }

    private static String place(String file, String line) {
        String place = file.isEmpty() || line.isEmpty() ? file + line : file + ":" + line;
        return place.isEmpty() ? "" : place + ": ";
    }

    /** The same, saying in which file. */
    public TraceFormatException in(Path file) {
        return new TraceFormatException(file.toString().replace('\\', '/'), path, line, problem, this);
    }

    /** The JSON pointer of the offending element, for example {@code /steps/3/action}; empty for the whole document. */
    public String path() {
        return path;
    }
}
