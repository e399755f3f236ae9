package org.pfnproof.kernel.accesseddirty;

import java.util.List;
import org.pfnproof.kernel.adpages.AdPageFields;
import org.pfnproof.kernel.adpages.AdPagesState;
import org.pfnproof.kernel.notifier.NotifierFields;
import org.pfnproof.kernel.notifier.PackedNotifierState;
import org.pfnproof.kernel.state.EnumField;
import org.pfnproof.kernel.state.Field;
import org.pfnproof.kernel.state.Layout;

/** The variables of the TLA+ spec {@code AccessedDirty}. vCPUs and invalidators are numbered from 0. */
public final class AccessedDirtyState extends PackedNotifierState implements AdPagesState {

    private final Fields at;

    AccessedDirtyState(Fields at) {
        super(at.words, at.notifier);
        this.at = at;
    }

    @Override
    public AdPageFields adPageFields() {
        return at.pages;
    }

    /** The step that a vCPU takes next. */
    enum FaultStep {
        /** It runs guest code. */
        GUEST,
        /** P10. */
        LOOKUP,
        /** P15 to P18. */
        MAP,
        /** P19. */
        RELEASE
    }

    /** The step that a host thread takes next. */
    enum InvalidationStep {
        /** It does nothing. */
        IDLE,
        /** Start has returned: the host's entry changes. */
        MODIFY,
        /** The page is freed. */
        FREE,
        /** E1. */
        END,
        /** The page's flag is cleared. */
        CLEAR_DIRTY,
        /** Is the page dirty? */
        DECIDE,
        /** It is written out. */
        PAGEOUT,
        /** It is thrown away. */
        DISCARD
    }

    /** Which of the guest's entries. */
    enum Root {
        /** The one that it uses. */
        CURRENT,
        /** The one in an invalid root, not yet zapped. */
        OLD
    }

    /** Where each variable lies. */
    static final class Fields {
        private final int words;
        private final int vcpus;
        private final NotifierFields notifier;
        private final AdPageFields pages;
        private final Field[] sptes;
        private final Field hostPtePfn;
        private final Field hostPteWritable;
        private final Field hostPteDirty;
        private final List<EnumField<FaultStep>> faultStep;
        private final Field[] faultWrite;
        private final Field[] faultPfn;
        private final Field[] faultWritable;
        private final Field[] faultRef;
        private final Field[] faultMmuSeq;
        private final List<EnumField<InvalidationStep>> invStep;
        private final List<EnumField<HostOp>> invOp;
        private final Field[] invPfn;
        private final Field[] invRef;
        private final Field others;
        private final Field unsaved;
        private final Field stale;
        private final Field badMark;

        Fields(int vcpus, int invalidators, int frames, int maxSeq) {
            this.vcpus = vcpus;
            Layout layout = new Layout();
            notifier = new NotifierFields(layout, vcpus, invalidators, 1, maxSeq);
            // The host's entry, another user, and every thread.
            pages = new AdPageFields(layout, frames, 2 + vcpus + invalidators);
            sptes = layout.fields("spte", 0, Root.values().length, 0, Spte.codes(frames) - 1);
            hostPtePfn = layout.field("host_pte.pfn", NO_PFN, frames);
            hostPteWritable = layout.field("host_pte.w", 0, 1);
            hostPteDirty = layout.field("host_pte.d", 0, 1);
            faultStep = layout.constants("fault.pc", 0, vcpus, FaultStep.class);
            faultWrite = layout.fields("fault.write", 0, vcpus, 0, 1);
            faultPfn = layout.fields("fault.pfn", 0, vcpus, NO_PFN, frames);
            faultWritable = layout.fields("fault.w", 0, vcpus, 0, 1);
            faultRef = layout.fields("fault.ref", 0, vcpus, 0, 1);
            faultMmuSeq = layout.fields("fault.mmu_seq", 0, vcpus, NO_SEQ, maxSeq);
            invStep = layout.constants("inv.pc", 0, invalidators, InvalidationStep.class);
            invOp = layout.constants("inv.op", 0, invalidators, HostOp.class);
            invPfn = layout.fields("inv.pfn", 0, invalidators, NO_PFN, frames);
            invRef = layout.fields("inv.ref", 0, invalidators, 0, 1);
            others = layout.field("others", 0, (1 << frames) - 1);
            unsaved = layout.field("unsaved", 0, (1 << frames) - 1);
            stale = layout.field("stale", 0, (1 << vcpus + Root.values().length) - 1);
            badMark = layout.field("bad_mark", 0, 1);
            words = layout.words();
        }
    }

    /** The SPTE. */
    Spte spte(Root root) {
        return Spte.of(at.sptes[root.ordinal()].get(words));
    }

    void setSpte(Root root, Spte spte) {
        at.sptes[root.ordinal()].set(words, spte.code());
    }

    void setHostPte(int pfn, boolean writable, boolean dirty) {
        setHostPtePfn(pfn);
        setHostPteWritable(writable);
        setHostPteDirty(dirty);
    }

    /** An SPTE as a holder of a pfn that may be stale. */
    int holder(Root root) {
        return at.vcpus + root.ordinal();
    }

    int hostPtePfn() {
        return at.hostPtePfn.get(words);
    }

    void setHostPtePfn(int value) {
        at.hostPtePfn.set(words, value);
    }

    boolean hostPteWritable() {
        return flag(at.hostPteWritable);
    }

    void setHostPteWritable(boolean value) {
        setFlag(at.hostPteWritable, value);
    }

    boolean hostPteDirty() {
        return flag(at.hostPteDirty);
    }

    void setHostPteDirty(boolean value) {
        setFlag(at.hostPteDirty, value);
    }

    FaultStep faultStep(int v) {
        return at.faultStep.get(v).get(words);
    }

    void setFaultStep(int v, FaultStep value) {
        at.faultStep.get(v).set(words, value);
    }

    boolean faultWrite(int v) {
        return flag(at.faultWrite[v]);
    }

    void setFaultWrite(int v, boolean value) {
        setFlag(at.faultWrite[v], value);
    }

    int faultPfn(int v) {
        return at.faultPfn[v].get(words);
    }

    void setFaultPfn(int v, int value) {
        at.faultPfn[v].set(words, value);
    }

    boolean faultWritable(int v) {
        return flag(at.faultWritable[v]);
    }

    void setFaultWritable(int v, boolean value) {
        setFlag(at.faultWritable[v], value);
    }

    /** Whether the lookup took a reference; history while marks are made at the zap. */
    boolean faultRef(int v) {
        return flag(at.faultRef[v]);
    }

    void setFaultRef(int v, boolean value) {
        setFlag(at.faultRef[v], value);
    }

    int faultMmuSeq(int v) {
        return at.faultMmuSeq[v].get(words);
    }

    void setFaultMmuSeq(int v, int value) {
        at.faultMmuSeq[v].set(words, value);
    }

    InvalidationStep invStep(int n) {
        return at.invStep.get(n).get(words);
    }

    void setInvStep(int n, InvalidationStep value) {
        at.invStep.get(n).set(words, value);
    }

    HostOp invOp(int n) {
        return at.invOp.get(n).get(words);
    }

    void setInvOp(int n, HostOp value) {
        at.invOp.get(n).set(words, value);
    }

    int invPfn(int n) {
        return at.invPfn[n].get(words);
    }

    void setInvPfn(int n, int value) {
        at.invPfn[n].set(words, value);
    }

    boolean invRef(int n) {
        return flag(at.invRef[n]);
    }

    void setInvRef(int n, boolean value) {
        setFlag(at.invRef[n], value);
    }

    /** Whether a page has another user. */
    boolean othersHave(int pfn) {
        return bit(at.others, pfn - 1);
    }

    void setOthersHave(int pfn, boolean in) {
        at.others.setBit(words, pfn - 1, in);
    }

    /** History: whether a frame has a write of the guest that is nowhere else. */
    boolean isUnsaved(int pfn) {
        return bit(at.unsaved, pfn - 1);
    }

    void setUnsaved(int pfn, boolean in) {
        at.unsaved.setBit(words, pfn - 1, in);
    }

    /** History: whether a holder of a pfn, a vCPU or an SPTE, holds one whose page was freed meanwhile. */
    boolean isStale(int holder) {
        return bit(at.stale, holder);
    }

    void setStale(int holder, boolean stale) {
        at.stale.setBit(words, holder, stale);
    }

    /** History: KVM marked a page that was freed since it was mapped. */
    boolean badMark() {
        return flag(at.badMark);
    }

    void setBadMark(boolean value) {
        setFlag(at.badMark, value);
    }
}
