package org.pfnproof.check;

/** A checker cannot be used as it was asked for, for example a jar that is no TLC. The message says what to do. */
public final class UnusableToolException extends Exception {

    public UnusableToolException(String message) {
        super(message);
    }
}
