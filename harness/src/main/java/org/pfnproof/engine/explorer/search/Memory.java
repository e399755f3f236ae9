package org.pfnproof.engine.explorer.search;

import java.util.function.Supplier;

/** The bytes that a search may use for states and their index. Everything large is allocated through it. */
final class Memory {

    private final long limit;
    private long used;

    Memory(long limit) {
        this.limit = limit;
    }

    /**
     * Allocates something, unless it goes beyond the limit or beyond what the JVM can give.
     *
     * @throws StoppedException if it does
     */
    synchronized <T> T allocate(long bytes, Supplier<T> allocation) {
        if (bytes > limit - used) {
            throw new StoppedException(new End.OutOfMemory(limit));
        }
        try {
            T result = allocation.get();
            used += bytes;
            return result;
        } catch (OutOfMemoryError e) {
            throw new StoppedException(new End.OutOfMemory(limit));
        }
    }

    synchronized long used() {
        return used;
    }

    synchronized long left() {
        return limit - used;
    }
}
