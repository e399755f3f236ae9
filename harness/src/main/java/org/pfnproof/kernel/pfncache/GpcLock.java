package org.pfnproof.kernel.pfncache;

import static org.pfnproof.kernel.pfncache.PfnCacheState.NOBODY;

/** gpc->lock, a rwlock. */
final class GpcLock {

    private GpcLock() {}

    static boolean writeTrylock(PfnCacheState s) {
        return s.gpcWriter() == NOBODY && !s.gpcHasReaders();
    }

    static boolean readTrylock(PfnCacheState s) {
        return s.gpcWriter() == NOBODY;
    }

    static void unlock(PfnCacheState s) {
        s.setGpcWriter(NOBODY);
        s.clearGpcReaders();
    }
}
