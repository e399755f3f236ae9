package org.pfnproof.follow;

import org.pfnproof.kernel.mmu.SparseKvmState;

/** A state in which the protocol could be. */
final class Candidate {

    static final int NOBODY = -1;

    final SparseKvmState s;

    /** The invalidator that has stored what its next line in the log will tell; it still holds mmu_lock for write. */
    int ahead;

    Candidate() {
        this(new SparseKvmState(), NOBODY);
    }

    private Candidate(SparseKvmState s, int ahead) {
        this.s = s;
        this.ahead = ahead;
    }

    Candidate copy() {
        return new Candidate(s.copy(), ahead);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Candidate that && ahead == that.ahead && s.equals(that.s);
    }

    @Override
    public int hashCode() {
        return s.hashCode() * 31 + ahead;
    }
}
