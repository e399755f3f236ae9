package org.pfnproof.check;

import java.util.stream.Stream;

/** The exit codes, a contract with other tools. Ordered by precedence: of several, the last one counts. */
public enum ExitCode {
    /** Everything is as expected. */
    OK(0),
    /** A run gave no answer: time, memory, a crash; or nothing was seen that had to be seen. */
    UNDECIDED(3),
    /** A verdict differs from the expected one, or a count is off its pin. */
    UNEXPECTED(1),
    /** Two engines gave different answers. */
    DISAGREEMENT(4),
    /** Usage, spec or catalogue error; bad input; an output that cannot be written. */
    UNUSABLE(2);

    private final int code;

    ExitCode(int code) {
        this.code = code;
    }

    /** The number that the process exits with. */
    public int code() {
        return code;
    }

    /** The one that counts; {@link #OK} for none. */
    public static ExitCode worst(Stream<ExitCode> codes) {
        return codes.max(Enum::compareTo).orElse(OK);
    }
}
