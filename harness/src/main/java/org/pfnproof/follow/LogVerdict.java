package org.pfnproof.follow;

/** What can be said of a log. */
public enum LogVerdict {
    /** All of it is a behaviour of the protocol, along which the safety properties hold. */
    CONFORMS,
    /** It is not: the kernel has done something that the protocol forbids, or the log is not what the kernel has done. */
    DEVIATES,
    /** It could not be followed to its end. Up to there it conforms. */
    UNDECIDED,
    /** No page fault, or no invalidation of guest memory: nothing was checked. */
    VACUOUS
}
