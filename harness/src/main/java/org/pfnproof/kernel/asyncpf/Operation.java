package org.pfnproof.kernel.asyncpf;

/** What the host does. */
enum Operation {
    /** Nothing. */
    NONE,
    /** It reclaims a page. */
    RECLAIM,
    /** It unmaps an area. */
    MUNMAP,
    /** It maps one. */
    MMAP
}
