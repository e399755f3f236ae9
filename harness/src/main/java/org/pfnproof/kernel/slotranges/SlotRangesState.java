package org.pfnproof.kernel.slotranges;

import static org.pfnproof.kernel.notifier.NotifierState.NO_SEQ;

import org.pfnproof.kernel.notifier.Mapped;
import org.pfnproof.kernel.notifier.NotifierFields;
import org.pfnproof.kernel.notifier.PackedNotifierState;
import org.pfnproof.kernel.state.Field;
import org.pfnproof.kernel.state.Layout;

/** The variables of the TLA+ spec {@code SlotRanges}. vCPUs and invalidators are numbered from 0, the guest's pages and slots from 1. */
public final class SlotRangesState extends PackedNotifierState {

    private static final FaultStep[] FAULT_STEPS = FaultStep.values();
    private static final InvalidationStep[] INVALIDATION_STEPS = InvalidationStep.values();
    private static final Mapped[] MAPPED = Mapped.values();

    private final Fields at;

    SlotRangesState(Fields at) {
        super(at.words, at.notifier);
        this.at = at;
    }

    /** The step that a vCPU takes next. */
    enum FaultStep {
        /** It runs guest code. */
        GUEST,
        /** P9. */
        EARLY,
        /** P10. */
        LOOKUP,
        /** P14. */
        LATE,
        /** P15 to P19. */
        MAP
    }

    /** The step that an invalidator takes next. */
    enum InvalidationStep {
        /** It does nothing. */
        IDLE,
        /** S3a. */
        BEGIN,
        /** S3b: the gfns of a slot join the range. */
        RANGE_ADD,
        /** S3b: their SPTEs go. */
        UNMAP,
        /** The same, but mmu_lock has been dropped. */
        UNMAP_YIELDED,
        /** Start has returned. */
        MODIFY,
        /** E1. */
        END
    }

    /** Where each variable lies. */
    static final class Fields {
        private final int words;
        private final NotifierFields notifier;
        private final Field[] spte;
        private final Field[] faultStep;
        private final Field[] faultPage;
        private final Field[] faultMmuSeq;
        private final Field[] faultPfn;
        private final Field[] invStep;
        private final Field[] invStart;
        private final Field[] invEnd;
        private final Field[] invSlot;
        private final Field[] invNext;
        private final Field[] invMayBlock;

        Fields(int vcpus, int invalidators, int gfns, int hvas, Slots slots, int maxSeq) {
            int pages = slots.pageCount();
            Layout layout = new Layout();
            // The range is in gfns or in hvas; a variant begins once a slot.
            notifier =
                    new NotifierFields(layout, vcpus, invalidators * slots.slotCount(), Math.max(gfns, hvas), maxSeq);
            spte = layout.fields("spte", 1, pages, 0, MAPPED.length - 1);
            faultStep = layout.fields("fault.pc", 0, vcpus, 0, FAULT_STEPS.length - 1);
            faultPage = layout.fields("fault.page", 0, vcpus, 0, pages);
            faultMmuSeq = layout.fields("fault.mmu_seq", 0, vcpus, NO_SEQ, maxSeq);
            faultPfn = layout.fields("fault.pfn", 0, vcpus, 0, MAPPED.length - 1);
            invStep = layout.fields("inv.pc", 0, invalidators, 0, INVALIDATION_STEPS.length - 1);
            invStart = layout.fields("inv.start", 0, invalidators, 0, hvas);
            invEnd = layout.fields("inv.end", 0, invalidators, 0, hvas + 1);
            invSlot = layout.fields("inv.slot", 0, invalidators, 0, slots.slotCount());
            invNext = layout.fields("inv.next", 0, invalidators, 0, gfns + 1);
            invMayBlock = layout.fields("inv.may_block", 0, invalidators, 0, 1);
            words = layout.words();
        }
    }

    Mapped spte(int page) {
        return MAPPED[at.spte[page].get(words)];
    }

    void setSpte(int page, Mapped mapped) {
        at.spte[page].set(words, mapped.ordinal());
    }

    FaultStep faultStep(int v) {
        return FAULT_STEPS[at.faultStep[v].get(words)];
    }

    void setFaultStep(int v, FaultStep step) {
        at.faultStep[v].set(words, step.ordinal());
    }

    int faultPage(int v) {
        return at.faultPage[v].get(words);
    }

    void setFaultPage(int v, int page) {
        at.faultPage[v].set(words, page);
    }

    int faultMmuSeq(int v) {
        return at.faultMmuSeq[v].get(words);
    }

    void setFaultMmuSeq(int v, int seq) {
        at.faultMmuSeq[v].set(words, seq);
    }

    Mapped faultPfn(int v) {
        return MAPPED[at.faultPfn[v].get(words)];
    }

    void setFaultPfn(int v, Mapped pfn) {
        at.faultPfn[v].set(words, pfn.ordinal());
    }

    InvalidationStep invStep(int n) {
        return INVALIDATION_STEPS[at.invStep[n].get(words)];
    }

    void setInvStep(int n, InvalidationStep step) {
        at.invStep[n].set(words, step.ordinal());
    }

    /** The first hva of an invalidation. */
    int invStart(int n) {
        return at.invStart[n].get(words);
    }

    /** The hva after the last. */
    int invEnd(int n) {
        return at.invEnd[n].get(words);
    }

    void setInvRange(int n, int start, int end) {
        at.invStart[n].set(words, start);
        at.invEnd[n].set(words, end);
    }

    /** The slot at hand. */
    int invSlot(int n) {
        return at.invSlot[n].get(words);
    }

    void setInvSlot(int n, int slot) {
        at.invSlot[n].set(words, slot);
    }

    /** The first gfn that the walk has not looked at. */
    int invNext(int n) {
        return at.invNext[n].get(words);
    }

    void setInvNext(int n, int gfn) {
        at.invNext[n].set(words, gfn);
    }

    /** Whether start may drop mmu_lock in the middle. */
    boolean invMayBlock(int n) {
        return at.invMayBlock[n].get(words) != 0;
    }

    void setInvMayBlock(int n, boolean mayBlock) {
        at.invMayBlock[n].set(words, mayBlock ? 1 : 0);
    }
}
