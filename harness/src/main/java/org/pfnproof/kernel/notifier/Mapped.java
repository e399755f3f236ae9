package org.pfnproof.kernel.notifier;

/** What an SPTE maps, or a fault has looked up, where it matters only whether it still holds. */
public enum Mapped {
    /** Nothing. */
    NONE,
    /** What the host has now. */
    CURRENT,
    /** What the host had once. */
    STALE
}
