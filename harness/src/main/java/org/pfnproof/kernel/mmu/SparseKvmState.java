package org.pfnproof.kernel.mmu;

import org.pfnproof.kernel.mmu.Bounds.Operation;

/**
 * A state without bounds, for following a real kernel's log: any gfn, hva (in pages) and pfn, threads that come as they are met, a
 * mmu_invalidate_seq that grows. What was never set is 0: no SPTE, no host entry, no thread's fault or invalidation. Copies are cheap.
 *
 * <p>Not kept, since no log shows it: children of fork(), compound pages, pages gathered and not put yet. A page that is in use has one
 * reference on behalf of all users but KVM.
 */
public final class SparseKvmState implements KvmState {

    private static final FaultStep[] FAULT_STEPS = FaultStep.values();
    private static final InvalidationStep[] INVALIDATION_STEPS = InvalidationStep.values();
    private static final Operation[] OPERATIONS = Operation.values();
    private static final int FAULT_FIELDS = 8;
    private static final int INV_FIELDS = 8;

    private int seq;
    private int inProgress;
    private int rangeStart;
    private int rangeEnd;
    private int writer = NO_WRITER;
    private boolean deadMark;
    private final ThreadInts faults;
    private final ThreadInts invs;
    private final SparseInts hvas;
    private final SparseInts sptes;
    private final SparseInts spteFlags;
    private final SparseInts hostPtes;
    private final SparseInts hostFlags;
    private final SparseInts refcounts;
    private final SparseInts buddy;

    /** The state before anything has happened. */
    public SparseKvmState() {
        faults = new ThreadInts(FAULT_FIELDS);
        invs = new ThreadInts(INV_FIELDS);
        SparseInts.Keys gfns = new SparseInts.Keys();
        SparseInts.Keys addresses = new SparseInts.Keys();
        SparseInts.Keys frames = new SparseInts.Keys();
        hvas = new SparseInts(gfns);
        sptes = new SparseInts(gfns);
        spteFlags = new SparseInts(gfns);
        hostPtes = new SparseInts(addresses);
        hostFlags = new SparseInts(addresses);
        refcounts = new SparseInts(frames);
        buddy = new SparseInts(frames);
    }

    private SparseKvmState(SparseKvmState that) {
        seq = that.seq;
        inProgress = that.inProgress;
        rangeStart = that.rangeStart;
        rangeEnd = that.rangeEnd;
        writer = that.writer;
        deadMark = that.deadMark;
        faults = that.faults.copy();
        invs = that.invs.copy();
        hvas = that.hvas.copy();
        sptes = that.sptes.copy();
        spteFlags = that.spteFlags.copy();
        hostPtes = that.hostPtes.copy();
        hostFlags = that.hostFlags.copy();
        refcounts = that.refcounts.copy();
        buddy = that.buddy.copy();
    }

    /** The same state; changes of one are not seen in the other. */
    public SparseKvmState copy() {
        return new SparseKvmState(this);
    }

    /** How many vCPUs have faulted. */
    public int vcpus() {
        return faults.threads();
    }

    /** How many invalidators have been met. */
    public int invalidators() {
        return invs.threads();
    }

    /** How many gfns have been met; {@link #gfn} gives them. */
    int gfns() {
        return sptes.keys().count();
    }

    int gfn(int place) {
        return sptes.keys().key(place);
    }

    /** How many host addresses have been met; {@link #hva} gives them. */
    int hvas() {
        return hostPtes.keys().count();
    }

    int hva(int place) {
        return hostPtes.keys().key(place);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof SparseKvmState that
                && seq == that.seq
                && inProgress == that.inProgress
                && rangeStart == that.rangeStart
                && rangeEnd == that.rangeEnd
                && writer == that.writer
                && deadMark == that.deadMark
                && faults.equals(that.faults)
                && invs.equals(that.invs)
                && hvas.equals(that.hvas)
                && sptes.equals(that.sptes)
                && spteFlags.equals(that.spteFlags)
                && hostPtes.equals(that.hostPtes)
                && hostFlags.equals(that.hostFlags)
                && refcounts.equals(that.refcounts)
                && buddy.equals(that.buddy);
    }

    @Override
    public int hashCode() {
        return ((seq * 31 + inProgress) * 31 + writer) * 31 + faults.hashCode() * 7 + invs.hashCode();
    }

    // notifier

    @Override
    public int mmuInvalidateSeq() {
        return seq;
    }

    @Override
    public void setMmuInvalidateSeq(int value) {
        seq = value;
    }

    @Override
    public int mmuInvalidateInProgress() {
        return inProgress;
    }

    @Override
    public void setMmuInvalidateInProgress(int count) {
        inProgress = count;
    }

    @Override
    public int mmuInvalidateRangeStart() {
        return rangeStart;
    }

    @Override
    public int mmuInvalidateRangeEnd() {
        return rangeEnd;
    }

    @Override
    public void setMmuInvalidateRange(int start, int end) {
        rangeStart = start;
        rangeEnd = end;
    }

    @Override
    public int mmuLockWriter() {
        return writer;
    }

    @Override
    public void setMmuLockWriter(int invalidator) {
        writer = invalidator;
    }

    @Override
    public boolean readsMmuLock(int vcpu) {
        return faults.get(vcpu, 0) != 0;
    }

    @Override
    public void setReadsMmuLock(int vcpu, boolean reads) {
        faults.set(vcpu, 0, reads ? 1 : 0);
    }

    @Override
    public boolean mmuLockHasReaders() {
        for (int v = 0; v < vcpus(); v++) {
            if (readsMmuLock(v)) {
                return true;
            }
        }
        return false;
    }

    // struct page

    @Override
    public int pageRefcount(int pfn) {
        return refcounts.get(pfn);
    }

    @Override
    public void setPageRefcount(int pfn, int count) {
        refcounts.set(pfn, count);
    }

    @Override
    public int compoundHead(int pfn) {
        return pfn;
    }

    @Override
    public void setCompoundHead(int pfn, int head) {
        if (pfn != head) {
            throw new UnsupportedOperationException("compound pages are not followed");
        }
    }

    @Override
    public boolean inBuddy(int pfn) {
        return buddy.get(pfn) != 0;
    }

    @Override
    public void setInBuddy(int pfn, boolean free) {
        buddy.set(pfn, free ? 1 : 0);
    }

    // memslots, SPTEs

    @Override
    public int gfnToHva(int gfn) {
        return hvas.get(gfn);
    }

    void setGfnToHva(int gfn, int hva) {
        hvas.set(gfn, hva);
    }

    @Override
    public int sptePfn(int gfn) {
        return sptes.get(gfn);
    }

    @Override
    public boolean spteWritable(int gfn) {
        return (spteFlags.get(gfn) & 1) != 0;
    }

    @Override
    public void setSpte(int gfn, int pfn, boolean writable) {
        sptes.set(gfn, pfn);
        spteFlags.set(gfn, spteFlags.get(gfn) & ~1 | (writable ? 1 : 0));
    }

    @Override
    public boolean freedUnder(int gfn) {
        return (spteFlags.get(gfn) & 2) != 0;
    }

    @Override
    public void setFreedUnder(int gfn, boolean freed) {
        spteFlags.set(gfn, spteFlags.get(gfn) & ~2 | (freed ? 2 : 0));
    }

    @Override
    public boolean deadMark() {
        return deadMark;
    }

    @Override
    public void setDeadMark(boolean marked) {
        deadMark = marked;
    }

    // host page tables

    @Override
    public int hostPfn(int hva) {
        return hostPtes.get(hva);
    }

    @Override
    public boolean hostWritable(int hva) {
        return hostFlags.get(hva) != 0;
    }

    @Override
    public void setHostPte(int hva, int pfn, boolean writable) {
        hostPtes.set(hva, pfn);
        hostFlags.set(hva, writable ? 1 : 0);
    }

    @Override
    public int childPfn(int hva) {
        return NO_PFN;
    }

    @Override
    public void setChildPfn(int hva, int pfn) {
        throw new UnsupportedOperationException("forked children are not followed");
    }

    // faults

    @Override
    public FaultStep faultStep(int vcpu) {
        return FAULT_STEPS[faults.get(vcpu, 1)];
    }

    @Override
    public void setFaultStep(int vcpu, FaultStep step) {
        faults.set(vcpu, 1, step.ordinal());
    }

    @Override
    public int faultGfn(int vcpu) {
        return faults.get(vcpu, 2);
    }

    @Override
    public void setFaultGfn(int vcpu, int gfn) {
        faults.set(vcpu, 2, gfn);
    }

    @Override
    public boolean faultWrite(int vcpu) {
        return faults.get(vcpu, 3) != 0;
    }

    @Override
    public void setFaultWrite(int vcpu, boolean write) {
        faults.set(vcpu, 3, write ? 1 : 0);
    }

    @Override
    public int faultMmuSeq(int vcpu) {
        return faults.get(vcpu, 4) - 1;
    }

    @Override
    public void setFaultMmuSeq(int vcpu, int value) {
        faults.set(vcpu, 4, value + 1);
    }

    @Override
    public int faultPfn(int vcpu) {
        return faults.get(vcpu, 5);
    }

    @Override
    public void setFaultPfn(int vcpu, int pfn) {
        faults.set(vcpu, 5, pfn);
    }

    @Override
    public boolean faultMapWritable(int vcpu) {
        return faults.get(vcpu, 6) != 0;
    }

    @Override
    public void setFaultMapWritable(int vcpu, boolean writable) {
        faults.set(vcpu, 6, writable ? 1 : 0);
    }

    @Override
    public boolean faultRetry(int vcpu) {
        return faults.get(vcpu, 7) != 0;
    }

    @Override
    public void setFaultRetry(int vcpu, boolean retry) {
        faults.set(vcpu, 7, retry ? 1 : 0);
    }

    // invalidations

    @Override
    public InvalidationStep invStep(int invalidator) {
        return INVALIDATION_STEPS[invs.get(invalidator, 0)];
    }

    @Override
    public void setInvStep(int invalidator, InvalidationStep step) {
        invs.set(invalidator, 0, step.ordinal());
    }

    @Override
    public Operation invOp(int invalidator) {
        return OPERATIONS[invs.get(invalidator, 1)];
    }

    @Override
    public void setInvOp(int invalidator, Operation op) {
        invs.set(invalidator, 1, op.ordinal());
    }

    @Override
    public int invStart(int invalidator) {
        return invs.get(invalidator, 2);
    }

    @Override
    public void setInvStart(int invalidator, int hva) {
        invs.set(invalidator, 2, hva);
    }

    @Override
    public int invEnd(int invalidator) {
        return invs.get(invalidator, 3);
    }

    @Override
    public void setInvEnd(int invalidator, int hva) {
        invs.set(invalidator, 3, hva);
    }

    @Override
    public int invNext(int invalidator) {
        return invs.get(invalidator, 4);
    }

    @Override
    public void setInvNext(int invalidator, int hva) {
        invs.set(invalidator, 4, hva);
    }

    /** Whether the range met a memslot. */
    boolean invMeetsMemslot(int invalidator) {
        return invs.get(invalidator, 5) != 0;
    }

    void setInvMeetsMemslot(int invalidator, boolean meets) {
        invs.set(invalidator, 5, meets ? 1 : 0);
    }

    /** The first gfn of the slot's part that the walk is at. */
    int invGfnStart(int invalidator) {
        return invs.get(invalidator, 6);
    }

    /** The gfn after the last of that part. */
    int invGfnEnd(int invalidator) {
        return invs.get(invalidator, 7);
    }

    void setInvGfns(int invalidator, int start, int end) {
        invs.set(invalidator, 6, start);
        invs.set(invalidator, 7, end);
    }

    @Override
    public boolean gathers(int invalidator, int pfn) {
        return false;
    }

    @Override
    public void setGathers(int invalidator, int pfn, boolean gathered) {
        throw new UnsupportedOperationException("gathered pages are not followed");
    }

    @Override
    public boolean gatherIsEmpty(int invalidator) {
        return true;
    }

    @Override
    public void clearGather(int invalidator) {
        // There is none.
    }

    @Override
    public int invPfn(int invalidator) {
        return NO_PFN;
    }

    @Override
    public void setInvPfn(int invalidator, int pfn) {
        if (pfn != NO_PFN) {
            throw new UnsupportedOperationException("migrated pages are not followed");
        }
    }
}
