package org.pfnproof.kernel.asyncpf;

/** What user space does. */
enum UserOp {
    /** It interrupts vCPUs. */
    SIGNAL,
    /** It gives them up. */
    DESTROY
}
