package org.pfnproof.kernel.mmu;

import org.pfnproof.kernel.mmu.Bounds.Operation;
import org.pfnproof.kernel.notifier.PackedNotifierState;
import org.pfnproof.kernel.pages.PackedPagesState;
import org.pfnproof.kernel.pages.PageFields;

/** A state at fixed bounds in a few words, for the explorer. */
public final class PackedKvmState extends PackedNotifierState implements KvmState, PackedPagesState {

    private static final FaultStep[] FAULT_STEPS = FaultStep.values();
    private static final InvalidationStep[] INVALIDATION_STEPS = InvalidationStep.values();
    private static final Operation[] OPERATIONS = Operation.values();

    private final KvmFields at;

    PackedKvmState(KvmFields at) {
        super(at.words, at.notifier);
        this.at = at;
    }

    @Override
    public PageFields pageFields() {
        return at.pages;
    }

    @Override
    public int sptePfn(int gfn) {
        return at.sptePfn[gfn].get(words);
    }

    @Override
    public boolean spteWritable(int gfn) {
        return flag(at.spteWritable[gfn]);
    }

    @Override
    public void setSpte(int gfn, int pfn, boolean writable) {
        at.sptePfn[gfn].set(words, pfn);
        setFlag(at.spteWritable[gfn], writable);
    }

    @Override
    public boolean freedUnder(int gfn) {
        return flag(at.freedUnder[gfn]);
    }

    @Override
    public void setFreedUnder(int gfn, boolean freed) {
        setFlag(at.freedUnder[gfn], freed);
    }

    @Override
    public boolean deadMark() {
        return flag(at.deadMark);
    }

    @Override
    public void setDeadMark(boolean marked) {
        setFlag(at.deadMark, marked);
    }

    @Override
    public int hostPfn(int hva) {
        return at.hostPfn[hva].get(words);
    }

    @Override
    public boolean hostWritable(int hva) {
        return flag(at.hostWritable[hva]);
    }

    @Override
    public void setHostPte(int hva, int pfn, boolean writable) {
        at.hostPfn[hva].set(words, pfn);
        setFlag(at.hostWritable[hva], writable);
    }

    @Override
    public int childPfn(int hva) {
        return at.childPfn[hva].get(words);
    }

    @Override
    public void setChildPfn(int hva, int pfn) {
        at.childPfn[hva].set(words, pfn);
    }

    @Override
    public FaultStep faultStep(int vcpu) {
        return FAULT_STEPS[at.faultStep[vcpu].get(words)];
    }

    @Override
    public void setFaultStep(int vcpu, FaultStep step) {
        at.faultStep[vcpu].set(words, step.ordinal());
    }

    @Override
    public int faultGfn(int vcpu) {
        return at.faultGfn[vcpu].get(words);
    }

    @Override
    public void setFaultGfn(int vcpu, int gfn) {
        at.faultGfn[vcpu].set(words, gfn);
    }

    @Override
    public boolean faultWrite(int vcpu) {
        return flag(at.faultWrite[vcpu]);
    }

    @Override
    public void setFaultWrite(int vcpu, boolean write) {
        setFlag(at.faultWrite[vcpu], write);
    }

    @Override
    public int faultMmuSeq(int vcpu) {
        return at.faultMmuSeq[vcpu].get(words);
    }

    @Override
    public void setFaultMmuSeq(int vcpu, int seq) {
        at.faultMmuSeq[vcpu].set(words, seq);
    }

    @Override
    public int faultPfn(int vcpu) {
        return at.faultPfn[vcpu].get(words);
    }

    @Override
    public void setFaultPfn(int vcpu, int pfn) {
        at.faultPfn[vcpu].set(words, pfn);
    }

    @Override
    public boolean faultMapWritable(int vcpu) {
        return flag(at.faultMapWritable[vcpu]);
    }

    @Override
    public void setFaultMapWritable(int vcpu, boolean writable) {
        setFlag(at.faultMapWritable[vcpu], writable);
    }

    @Override
    public boolean faultRetry(int vcpu) {
        return flag(at.faultRetry[vcpu]);
    }

    @Override
    public void setFaultRetry(int vcpu, boolean retry) {
        setFlag(at.faultRetry[vcpu], retry);
    }

    @Override
    public InvalidationStep invStep(int invalidator) {
        return INVALIDATION_STEPS[at.invStep[invalidator].get(words)];
    }

    @Override
    public void setInvStep(int invalidator, InvalidationStep step) {
        at.invStep[invalidator].set(words, step.ordinal());
    }

    @Override
    public Operation invOp(int invalidator) {
        return OPERATIONS[at.invOp[invalidator].get(words)];
    }

    @Override
    public void setInvOp(int invalidator, Operation op) {
        at.invOp[invalidator].set(words, op.ordinal());
    }

    @Override
    public int invStart(int invalidator) {
        return at.invStart[invalidator].get(words);
    }

    @Override
    public void setInvStart(int invalidator, int hva) {
        at.invStart[invalidator].set(words, hva);
    }

    @Override
    public int invEnd(int invalidator) {
        return at.invEnd[invalidator].get(words);
    }

    @Override
    public void setInvEnd(int invalidator, int hva) {
        at.invEnd[invalidator].set(words, hva);
    }

    @Override
    public int invNext(int invalidator) {
        return at.invNext[invalidator].get(words);
    }

    @Override
    public void setInvNext(int invalidator, int hva) {
        at.invNext[invalidator].set(words, hva);
    }

    @Override
    public boolean gathers(int invalidator, int pfn) {
        return (at.gather[invalidator].get(words) >> (pfn - 1) & 1) != 0;
    }

    @Override
    public void setGathers(int invalidator, int pfn, boolean gathered) {
        at.gather[invalidator].setBit(words, pfn - 1, gathered);
    }

    @Override
    public boolean gatherIsEmpty(int invalidator) {
        return !flag(at.gather[invalidator]);
    }

    @Override
    public void clearGather(int invalidator) {
        at.gather[invalidator].set(words, 0);
    }

    @Override
    public int invPfn(int invalidator) {
        return at.invPfn[invalidator].get(words);
    }

    @Override
    public void setInvPfn(int invalidator, int pfn) {
        at.invPfn[invalidator].set(words, pfn);
    }
}
