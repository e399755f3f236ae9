package org.pfnproof.kernel.notifier;

import java.util.Map;
import java.util.Optional;
import java.util.function.IntUnaryOperator;

/** What becomes of mmu_invalidate_seq when an invalidation ends; in the TLA+ specs, what stands in the place of {@code NextSeq}. */
public enum SeqCounter {

    /**
     * An opaque value, for any number of invalidations: the smallest that no snapshot has (module OpaqueSeq: the counter is only ever
     * compared for equality with snapshots).
     */
    OPAQUE {
        @Override
        public int greatest(int vcpus) {
            return vcpus;
        }

        @Override
        public int after(int seq, IntUnaryOperator snapshots, int vcpus) {
            int next = 0;
            while (isSnapshot(snapshots, vcpus, next)) {
                next++;
            }
            return next;
        }
    },

    /** The number of invalidations that have ended, as the kernel has it. */
    COUNTING {
        @Override
        public int greatest(int vcpus) {
            return (1 << 16) - 2;
        }

        @Override
        public int after(int seq, IntUnaryOperator snapshots, int vcpus) {
            return seq + 1;
        }
    };

    /**
     * The counter that a model has.
     *
     * @param substitutions operator to the operator put in its place by the model
     * @param opaque the name of the operator that makes the counter opaque
     * @return empty if something else is substituted, too
     */
    public static Optional<SeqCounter> of(Map<String, String> substitutions, String opaque) {
        if (substitutions.isEmpty()) {
            return Optional.of(COUNTING);
        }
        return substitutions.equals(Map.of("NextSeq", opaque)) ? Optional.of(OPAQUE) : Optional.empty();
    }

    /** The greatest value that a packed state must hold. */
    public abstract int greatest(int vcpus);

    /**
     * The value after seq.
     *
     * @param seq the value now
     * @param snapshots vCPU to its snapshot
     * @param vcpus how many vCPUs
     */
    public abstract int after(int seq, IntUnaryOperator snapshots, int vcpus);

    private static boolean isSnapshot(IntUnaryOperator snapshots, int vcpus, int seq) {
        for (int v = 0; v < vcpus; v++) {
            if (snapshots.applyAsInt(v) == seq) {
                return true;
            }
        }
        return false;
    }
}
