package org.pfnproof.kernel.lookup;

/** What other threads do to the address, or to the thread that looks up. */
enum HostOp {
    /** They touch it. */
    TOUCH,
    /** They map something else. */
    MAP,
    /** They change its protection. */
    MPROTECT,
    /** Its page is swapped out. */
    RECLAIM,
    /** Its entry is write-protected. */
    WRPROTECT,
    /** Its page is poisoned. */
    POISON,
    /** The driver takes its entry away. */
    DRIVER_ZAP,
    /** They send a signal. */
    SIGNAL,
    /** They send a fatal one. */
    KILL
}
