package org.pfnproof.kernel.memslots;

import static org.pfnproof.kernel.notifier.NotifierState.NO_SEQ;

import org.pfnproof.kernel.notifier.ActiveCount;
import org.pfnproof.kernel.notifier.NotifierFields;
import org.pfnproof.kernel.notifier.PackedNotifierState;
import org.pfnproof.kernel.state.Field;
import org.pfnproof.kernel.state.Layout;

/**
 * The variables of the TLA+ spec {@code Memslots}. vCPUs and invalidators are numbered from 0; a memslot is the gfn at which it is, with 0
 * for none.
 */
public final class MemslotsState extends PackedNotifierState implements ActiveCount {

    /** No memslot. */
    static final int NO_SLOT = 0;

    private static final UpdateStep[] UPDATE_STEPS = UpdateStep.values();
    private static final Spte[] SPTES = Spte.values();
    private static final FaultStep[] FAULT_STEPS = FaultStep.values();
    private static final InvalidationStep[] INVALIDATION_STEPS = InvalidationStep.values();

    private final Fields at;

    MemslotsState(Fields at) {
        super(at.words, at.notifier);
        this.at = at;
    }

    /** What a gfn's leaf entry is. */
    enum Spte {
        /** Not present. */
        NONE,
        /** Maps memory. */
        RAM,
        /** MMIO. */
        MMIO
    }

    /** The step that the thread inside kvm_set_memslot() takes next. */
    enum UpdateStep {
        /** There is none. */
        IDLE,
        /** Publish INVALID. */
        SWAP_INVALID,
        /** Wait for readers. */
        SRCU_INVALID,
        /** Zap the slot's SPTEs. */
        FLUSH,
        /** Publish the new memslots. */
        SWAP,
        /** Wait for readers. */
        SRCU
    }

    /** The step that a vCPU takes next. */
    enum FaultStep {
        /** It runs guest code. */
        GUEST,
        /** P4 to P7. */
        FAULTIN,
        /** P15 to P19. */
        MAP
    }

    /** The step that an invalidator takes next. */
    enum InvalidationStep {
        /** It does nothing. */
        IDLE,
        /** S3: finds the memslots of its range. */
        START,
        /** S3: begins, if there is one. */
        BEGIN,
        /** Start has returned. */
        MODIFY,
        /** E1, if there is a memslot. */
        END,
        /** E2. */
        COUNT_DEC
    }

    /** Where each variable lies. */
    static final class Fields {
        private final int words;
        private final NotifierFields notifier;
        private final Field activeCount;
        private final Field slot;
        private final Field slotInvalid;
        private final Field updateStep;
        private final Field updateOld;
        private final Field updateNew;
        private final Field updateFlushed;
        private final Field grace;
        private final Field[] spte;
        private final Field[] faultStep;
        private final Field[] faultGfn;
        private final Field[] faultSlot;
        private final Field[] faultSlotInvalid;
        private final Field[] faultMmuSeq;
        private final Field[] invStep;
        private final Field[] invHva;
        private final Field[] invSlot;
        private final Field[] invSlotInvalid;
        private final Field[] invBegun;

        Fields(int vcpus, int invalidators, int gfns, int hvas, int maxSeq) {
            Layout layout = new Layout();
            notifier = new NotifierFields(layout, vcpus, invalidators, gfns, maxSeq);
            activeCount = layout.field("mn_active_invalidate_count", 0, 2 * invalidators);
            slot = layout.field("memslots.gfn", 0, gfns);
            slotInvalid = layout.field("memslots.invalid", 0, 1);
            updateStep = layout.field("updater.pc", 0, UPDATE_STEPS.length - 1);
            updateOld = layout.field("updater.old", 0, gfns);
            updateNew = layout.field("updater.new", 0, gfns);
            updateFlushed = layout.field("updater.flushed", 0, 1);
            grace = layout.field("grace", 0, (1 << vcpus + invalidators) - 1);
            spte = layout.fields("spte", 1, gfns, 0, SPTES.length - 1);
            faultStep = layout.fields("fault.pc", 0, vcpus, 0, FAULT_STEPS.length - 1);
            faultGfn = layout.fields("fault.gfn", 0, vcpus, 0, gfns);
            faultSlot = layout.fields("fault.slot.gfn", 0, vcpus, 0, gfns);
            faultSlotInvalid = layout.fields("fault.slot.invalid", 0, vcpus, 0, 1);
            faultMmuSeq = layout.fields("fault.mmu_seq", 0, vcpus, NO_SEQ, maxSeq);
            invStep = layout.fields("inv.pc", 0, invalidators, 0, INVALIDATION_STEPS.length - 1);
            invHva = layout.fields("inv.hva", 0, invalidators, 0, hvas);
            invSlot = layout.fields("inv.slot.gfn", 0, invalidators, 0, gfns);
            invSlotInvalid = layout.fields("inv.slot.invalid", 0, invalidators, 0, 1);
            invBegun = layout.fields("inv.begun", 0, invalidators, 0, 1);
            words = layout.words();
        }
    }

    @Override
    public Field activeCountField() {
        return at.activeCount;
    }

    /** Where the published memslot is. */
    int slot() {
        return at.slot.get(words);
    }

    /** Whether it has KVM_MEMSLOT_INVALID. */
    boolean slotInvalid() {
        return flag(at.slotInvalid);
    }

    void setSlot(int gfn, boolean invalid) {
        at.slot.set(words, gfn);
        setFlag(at.slotInvalid, invalid);
    }

    UpdateStep updateStep() {
        return UPDATE_STEPS[at.updateStep.get(words)];
    }

    void setUpdateStep(UpdateStep step) {
        at.updateStep.set(words, step.ordinal());
    }

    int updateOld() {
        return at.updateOld.get(words);
    }

    int updateNew() {
        return at.updateNew.get(words);
    }

    void setUpdate(int old, int changed) {
        at.updateOld.set(words, old);
        at.updateNew.set(words, changed);
    }

    boolean updateFlushed() {
        return flag(at.updateFlushed);
    }

    void setUpdateFlushed(boolean flushed) {
        setFlag(at.updateFlushed, flushed);
    }

    /** The readers, vCPUs first, that the running synchronize_srcu() waits for. */
    boolean graceWaitsFor(int reader) {
        return bit(at.grace, reader);
    }

    void setGraceWaitsFor(int reader, boolean waits) {
        at.grace.setBit(words, reader, waits);
    }

    boolean graceIsOver() {
        return !flag(at.grace);
    }

    Spte spte(int gfn) {
        return SPTES[at.spte[gfn].get(words)];
    }

    void setSpte(int gfn, Spte spte) {
        at.spte[gfn].set(words, spte.ordinal());
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

    void setFaultGfn(int v, int gfn) {
        at.faultGfn[v].set(words, gfn);
    }

    int faultSlot(int v) {
        return at.faultSlot[v].get(words);
    }

    boolean faultSlotInvalid(int v) {
        return flag(at.faultSlotInvalid[v]);
    }

    void setFaultSlot(int v, int gfn, boolean invalid) {
        at.faultSlot[v].set(words, gfn);
        setFlag(at.faultSlotInvalid[v], invalid);
    }

    int faultMmuSeq(int v) {
        return at.faultMmuSeq[v].get(words);
    }

    void setFaultMmuSeq(int v, int seq) {
        at.faultMmuSeq[v].set(words, seq);
    }

    InvalidationStep invStep(int n) {
        return INVALIDATION_STEPS[at.invStep[n].get(words)];
    }

    void setInvStep(int n, InvalidationStep step) {
        at.invStep[n].set(words, step.ordinal());
    }

    int invHva(int n) {
        return at.invHva[n].get(words);
    }

    void setInvHva(int n, int hva) {
        at.invHva[n].set(words, hva);
    }

    int invSlot(int n) {
        return at.invSlot[n].get(words);
    }

    boolean invSlotInvalid(int n) {
        return flag(at.invSlotInvalid[n]);
    }

    void setInvSlot(int n, int gfn, boolean invalid) {
        at.invSlot[n].set(words, gfn);
        setFlag(at.invSlotInvalid[n], invalid);
    }

    /** History: in_progress was raised, and not lowered yet. */
    boolean invBegun(int n) {
        return flag(at.invBegun[n]);
    }

    void setInvBegun(int n, boolean begun) {
        setFlag(at.invBegun[n], begun);
    }
}
