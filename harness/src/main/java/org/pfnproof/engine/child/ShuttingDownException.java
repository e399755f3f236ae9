package org.pfnproof.engine.child;

/** This JVM is ending: no child must be started any more, since nobody would stop it. */
final class ShuttingDownException extends Exception {
    private static final long serialVersionUID = 1L;

    ShuttingDownException(Throwable cause) {
        super(cause);
    }
}
