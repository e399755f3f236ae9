package org.pfnproof.engine.explorer.search;

/** A search cannot go on. */
final class StoppedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient End end;

    StoppedException(End end) {
        super(end.toString(), null, false, false);
        this.end = end;
    }

    End end() {
        return end;
    }
}
