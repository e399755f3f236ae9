package org.pfnproof.kernel.tdp;

/**
 * Where a walk over the entries of all roots is: struct tdp_iter.
 *
 * @param root the root, 0 at the end
 * @param gfn the gfn
 * @param old the entry that it has read, to be written
 * @param yieldedGfn where it last dropped mmu_lock, or began
 * @param flush a flush is owed
 */
record Iter(int root, int gfn, Spte old, int yieldedGfn, boolean flush) {

    /** No walk, or one at its end. */
    static final Iter NONE = new Iter(0, 0, Spte.EMPTY, 0, false);

    /** A walk that begins at an entry of a root. */
    static Iter at(int root, int gfn) {
        return new Iter(root, gfn, Spte.EMPTY, gfn, false);
    }

    Iter withOld(Spte other) {
        return new Iter(root, gfn, other, yieldedGfn, flush);
    }

    Iter withFlush(boolean other) {
        return new Iter(root, gfn, old, yieldedGfn, other);
    }

    /** The same walk after it has dropped mmu_lock here. */
    Iter yielded() {
        return new Iter(root, gfn, old, gfn, flush);
    }

    /** The same walk at the next gfn. */
    Iter atNextGfn() {
        return new Iter(root, gfn + 1, Spte.EMPTY, yieldedGfn, flush);
    }
}
