package org.pfnproof.kernel.state;

/** A value grew beyond the bits that the bounds of the run give it, so the run cannot go on. */
public final class StateOverflowException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    StateOverflowException(String message) {
        super(message);
    }
}
