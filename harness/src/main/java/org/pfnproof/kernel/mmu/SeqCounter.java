package org.pfnproof.kernel.mmu;

/** What becomes of mmu_invalidate_seq when an invalidation ends; in the TLA+ spec, what stands in the place of {@code NextSeq}. */
public enum SeqCounter {

    /**
     * An opaque value, for any number of invalidations: the smallest that no snapshot has (module OpaqueSeq: the counter is only ever
     * compared for equality with snapshots).
     */
    OPAQUE {
        @Override
        int greatest(Bounds bounds) {
            return bounds.vcpus().size();
        }

        @Override
        int after(KvmState s, int vcpus) {
            int seq = 0;
            while (isSnapshot(s, vcpus, seq)) {
                seq++;
            }
            return seq;
        }
    },

    /** The number of invalidations that have ended, as the kernel has it. */
    COUNTING {
        @Override
        int greatest(Bounds bounds) {
            return (1 << 16) - 2;
        }

        @Override
        int after(KvmState s, int vcpus) {
            return s.mmuInvalidateSeq() + 1;
        }
    };

    /** The greatest value that a packed state must hold. */
    abstract int greatest(Bounds bounds);

    /** The next value. */
    abstract int after(KvmState s, int vcpus);

    private static boolean isSnapshot(KvmState s, int vcpus, int seq) {
        for (int v = 0; v < vcpus; v++) {
            if (s.faultMmuSeq(v) == seq) {
                return true;
            }
        }
        return false;
    }
}
