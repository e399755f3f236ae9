package org.pfnproof.record;

/** A counterexample could not be recorded; the message says why. */
public final class RecordException extends Exception {
    private static final long serialVersionUID = 1L;

    public RecordException(String message) {
        super(message);
    }
}
