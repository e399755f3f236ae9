package org.pfnproof.kernel.tdp;

import static org.pfnproof.kernel.notifier.NotifierState.NO_SEQ;

import org.pfnproof.kernel.notifier.PackedNotifierState;
import org.pfnproof.kernel.tdp.Spte.Pfn;
import org.pfnproof.kernel.tdp.Steps.Access;
import org.pfnproof.kernel.tdp.Steps.FaultStep;
import org.pfnproof.kernel.tdp.Steps.HostPte;
import org.pfnproof.kernel.tdp.Steps.InvOp;
import org.pfnproof.kernel.tdp.Steps.InvStep;
import org.pfnproof.kernel.tdp.Steps.SlotsOp;
import org.pfnproof.kernel.tdp.Steps.SlotsStep;

/**
 * The variables of the TLA+ spec {@code TdpMmu}. vCPUs and invalidators are numbered from 0, gfns and roots from 1. The thread with
 * slots_lock is the last reader of mmu_lock, after the vCPUs, and the last walk, after the invalidators.
 */
public final class TdpState extends PackedNotifierState {

    /** No root. */
    static final int NO_ROOT = 0;

    private static final Pfn[] PFNS = Pfn.values();
    private static final HostPte[] HOST_PTES = HostPte.values();
    private static final FaultStep[] FAULT_STEPS = FaultStep.values();
    private static final Access[] ACCESSES = Access.values();
    private static final InvStep[] INV_STEPS = InvStep.values();
    private static final InvOp[] INV_OPS = InvOp.values();
    private static final SlotsStep[] SLOTS_STEPS = SlotsStep.values();
    private static final SlotsOp[] SLOTS_OPS = SlotsOp.values();

    private final TdpFields at;

    TdpState(TdpFields at) {
        super(at.words, at.notifier);
        this.at = at;
    }

    Spte spte(int root, int gfn) {
        return Spte.of(at.sptes[root][gfn].get(words));
    }

    void setSpte(int root, int gfn, Spte spte) {
        at.sptes[root][gfn].set(words, spte.code());
    }

    /** The root at a place of the list, the newest at 0; NO_ROOT after its end. */
    int listedRoot(int place) {
        return place < at.roots ? at.rootList[place].get(words) : NO_ROOT;
    }

    void setListedRoot(int place, int root) {
        at.rootList[place].set(words, root);
    }

    boolean isListed(int root) {
        for (int place = 0; listedRoot(place) != NO_ROOT; place++) {
            if (listedRoot(place) == root) {
                return true;
            }
        }
        return false;
    }

    boolean isInvalid(int root) {
        return bit(at.invalidRoots, root);
    }

    void setInvalid(int root, boolean invalid) {
        at.invalidRoots.setBit(words, root, invalid);
    }

    boolean isScheduled(int root) {
        return bit(at.scheduledRoots, root);
    }

    void setScheduled(int root, boolean scheduled) {
        at.scheduledRoots.setBit(words, root, scheduled);
    }

    int vcpuRoot(int v) {
        return at.vcpuRoot[v].get(words);
    }

    void setVcpuRoot(int v, int root) {
        at.vcpuRoot[v].set(words, root);
    }

    /** Whether a vCPU has KVM_REQ_MMU_FREE_OBSOLETE_ROOTS. */
    boolean freesObsolete(int v) {
        return bit(at.freeObsolete, v);
    }

    void setFreesObsolete(int v, boolean frees) {
        at.freeObsolete.setBit(words, v, frees);
    }

    Pfn tlbPfn(int v, int gfn) {
        return PFNS[at.tlbPfn[v][gfn].get(words)];
    }

    boolean tlbW(int v, int gfn) {
        return bit(at.tlbW[v], gfn);
    }

    void setTlb(int v, int gfn, Pfn pfn, boolean w) {
        at.tlbPfn[v][gfn].set(words, pfn.ordinal());
        at.tlbW[v].setBit(words, gfn, w);
    }

    boolean tlbIsEmpty(int v, int gfn) {
        return tlbPfn(v, gfn) == Pfn.NONE && !tlbW(v, gfn);
    }

    HostPte host(int gfn) {
        return HOST_PTES[at.host[gfn].get(words)];
    }

    void setHost(int gfn, HostPte pte) {
        at.host[gfn].set(words, pte.ordinal());
    }

    boolean inDirtyBitmap(int gfn) {
        return bit(at.dirtyBitmap, gfn);
    }

    void setInDirtyBitmap(int gfn, boolean in) {
        at.dirtyBitmap.setBit(words, gfn, in);
    }

    /** History: the guest has written to the page. */
    boolean isWritten(int gfn) {
        return bit(at.written, gfn);
    }

    /** PG_dirty. */
    boolean isDirty(int gfn) {
        return bit(at.dirty, gfn);
    }

    void setPage(int gfn, boolean written, boolean dirty) {
        at.written.setBit(words, gfn, written);
        at.dirty.setBit(words, gfn, dirty);
    }

    /** History: written since user space copied it last. */
    boolean isUncopied(int gfn) {
        return bit(at.uncopied, gfn);
    }

    void setUncopied(int gfn, boolean uncopied) {
        at.uncopied.setBit(words, gfn, uncopied);
    }

    /** History: a page was marked after the host had taken it away. */
    boolean markedOld() {
        return bit(at.markedOld, 0);
    }

    void setMarkedOld(boolean marked) {
        at.markedOld.setBit(words, 0, marked);
    }

    FaultStep faultStep(int v) {
        return FAULT_STEPS[at.faultStep[v].get(words)];
    }

    void setFaultStep(int v, FaultStep step) {
        at.faultStep[v].set(words, step.ordinal());
    }

    int faultGfn(int v) {
        return at.faultGfn[v].get(words);
    }

    Access faultKind(int v) {
        return ACCESSES[at.faultKind[v].get(words)];
    }

    /** A fault begins, or is over. */
    void setFault(int v, FaultStep step, int gfn, Access kind) {
        setFaultStep(v, step);
        at.faultGfn[v].set(words, gfn);
        at.faultKind[v].set(words, kind.ordinal());
        setFaultOld(v, Spte.EMPTY);
        setFaultMmuSeq(v, NO_SEQ);
        setFaultPfn(v, Pfn.NONE);
        setFaultWritable(v, false);
    }

    /** The SPTE that the fault has read. */
    Spte faultOld(int v) {
        return Spte.of(at.faultOld[v].get(words));
    }

    void setFaultOld(int v, Spte old) {
        at.faultOld[v].set(words, old.code());
    }

    int faultMmuSeq(int v) {
        return at.faultMmuSeq[v].get(words);
    }

    void setFaultMmuSeq(int v, int seq) {
        at.faultMmuSeq[v].set(words, seq);
    }

    Pfn faultPfn(int v) {
        return PFNS[at.faultPfn[v].get(words)];
    }

    void setFaultPfn(int v, Pfn pfn) {
        at.faultPfn[v].set(words, pfn.ordinal());
    }

    boolean faultWritable(int v) {
        return bit(at.faultWritable[v], 0);
    }

    void setFaultWritable(int v, boolean writable) {
        at.faultWritable[v].setBit(words, 0, writable);
    }

    Iter iter(int walk) {
        return new Iter(
                at.iterRoot[walk].get(words),
                at.iterGfn[walk].get(words),
                Spte.of(at.iterOld[walk].get(words)),
                at.iterYieldedGfn[walk].get(words),
                bit(at.iterFlush[walk], 0));
    }

    void setIter(int walk, Iter iter) {
        at.iterRoot[walk].set(words, iter.root());
        at.iterGfn[walk].set(words, iter.gfn());
        at.iterOld[walk].set(words, iter.old().code());
        at.iterYieldedGfn[walk].set(words, iter.yieldedGfn());
        at.iterFlush[walk].setBit(words, 0, iter.flush());
    }

    InvStep invStep(int n) {
        return INV_STEPS[at.invStep[n].get(words)];
    }

    void setInvStep(int n, InvStep step) {
        at.invStep[n].set(words, step.ordinal());
    }

    InvOp invOp(int n) {
        return INV_OPS[at.invOp[n].get(words)];
    }

    int invStart(int n) {
        return at.invStart[n].get(words);
    }

    /** The last gfn. */
    int invEnd(int n) {
        return at.invEnd[n].get(words);
    }

    void setInv(int n, InvStep step, InvOp op, int start, int end) {
        setInvStep(n, step);
        at.invOp[n].set(words, op.ordinal());
        at.invStart[n].set(words, start);
        at.invEnd[n].set(words, end);
    }

    boolean inInvRange(int n, int gfn) {
        return invStart(n) <= gfn && gfn <= invEnd(n);
    }

    SlotsStep slotsStep() {
        return SLOTS_STEPS[at.slotsStep.get(words)];
    }

    void setSlotsStep(SlotsStep step) {
        at.slotsStep.set(words, step.ordinal());
    }

    SlotsOp slotsOp() {
        return SLOTS_OPS[at.slotsOp.get(words)];
    }

    /** An operation begins, or is over; nothing is harvested. */
    void setSlots(SlotsStep step, SlotsOp op) {
        setSlotsStep(step);
        at.slotsOp.set(words, op.ordinal());
        at.slotsHarvest.set(words, 0);
    }

    /** The gfns that the dirty log has taken from the bitmap. */
    boolean isHarvested(int gfn) {
        return bit(at.slotsHarvest, gfn);
    }

    /** The bitmap is taken away. */
    void harvest() {
        at.slotsHarvest.set(words, at.dirtyBitmap.get(words));
        at.dirtyBitmap.set(words, 0);
    }

    boolean dirtyBitmapIsEmpty() {
        return at.dirtyBitmap.get(words) == 0;
    }
}
