package org.pfnproof.follow;

/** The log cannot be followed any further, which says nothing about the kernel. */
final class Undecided extends Exception {
    private static final long serialVersionUID = 1L;

    Undecided(String reason) {
        super(reason, null, false, false);
    }
}
