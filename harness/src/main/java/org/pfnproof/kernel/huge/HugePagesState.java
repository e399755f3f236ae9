package org.pfnproof.kernel.huge;

import static org.pfnproof.kernel.notifier.NotifierState.NO_SEQ;

import org.pfnproof.kernel.notifier.NotifierFields;
import org.pfnproof.kernel.notifier.PackedNotifierState;
import org.pfnproof.kernel.pages.PackedPagesState;
import org.pfnproof.kernel.pages.PageFields;
import org.pfnproof.kernel.state.Field;
import org.pfnproof.kernel.state.Layout;

/** The variables of the TLA+ spec {@code HugePages}. vCPUs and invalidators are numbered from 0. */
public final class HugePagesState extends PackedNotifierState implements PackedPagesState {

    private static final FaultStep[] FAULT_STEPS = FaultStep.values();
    private static final InvalidationStep[] INVALIDATION_STEPS = InvalidationStep.values();
    private static final Operation[] OPERATIONS = Operation.values();
    private static final UpdateStep[] UPDATE_STEPS = UpdateStep.values();

    private final Fields at;

    HugePagesState(Fields at) {
        super(at.words, at.notifier);
        this.at = at;
    }

    @Override
    public PageFields pageFields() {
        return at.pages;
    }

    /** The step that a vCPU takes next. */
    enum FaultStep {
        /** It runs guest code. */
        GUEST,
        /** P4. */
        SNAPSHOT,
        /** P5. */
        PRIVATE,
        /** P10. */
        LOOKUP,
        /** P15, P16. */
        STALE,
        /** P17. */
        LEVEL,
        /** P18. */
        MAP,
        /** P19. */
        RELEASE
    }

    /** The step that an invalidator takes next. */
    enum InvalidationStep {
        /** It does nothing. */
        IDLE,
        /** Entries of the host are taken out. */
        CLEAR,
        /** The large entry becomes small ones. */
        SPLIT,
        /** The end that belongs to a split within an unmapping. */
        SPLIT_END,
        /** E1. */
        END,
        /** khugepaged puts a large entry in, or the old ones back. */
        COLLAPSE,
        /** References of entries that are gone are put. */
        FREE
    }

    /** What an invalidator does. */
    enum Operation {
        /** Nothing. */
        NONE,
        /** munmap(), MADV_DONTNEED. */
        ZAP,
        /** __split_huge_pmd(). */
        SPLIT,
        /** collapse_huge_page(). */
        COLLAPSE
    }

    /** The step that the thread which changes attributes takes next. */
    enum UpdateStep {
        /** There is none. */
        IDLE,
        /** The attributes are stored. */
        STORE,
        /** End, and the flag. */
        POST
    }

    /** Where each variable lies. */
    static final class Fields {
        private final int words;
        private final NotifierFields notifier;
        private final PageFields pages;
        private final Field[] hostPte;
        private final Field hostHuge;
        private final Field[] spte;
        private final Field spteHuge;
        private final Field attrPrivate;
        private final Field lpageMixed;
        private final Field updateStep;
        private final Field updateStart;
        private final Field updateEnd;
        private final Field updatePrivate;
        private final Field[] faultStep;
        private final Field[] faultGfn;
        private final Field[] faultMmuSeq;
        private final Field[] faultPfn;
        private final Field[] faultGoalLevel;
        private final Field[] invStep;
        private final Field[] invOp;
        private final Field[] invStart;
        private final Field[] invEnd;
        private final Field[] invBegun;
        private final Field[] invBatch;
        private final Field[][] invTable;

        Fields(int vcpus, int invalidators, int gfns, int frames, int maxSeq) {
            Layout layout = new Layout();
            // The thread that changes attributes is an invalidator, too; and one has up to two starts.
            notifier = new NotifierFields(layout, vcpus, 1 + 2 * invalidators, gfns, maxSeq);
            pages = new PageFields(layout, frames, gfns + vcpus + 2 * invalidators);
            hostPte = layout.fields("host_pte", 1, gfns, 0, frames + 1);
            hostHuge = layout.field("host_huge", 0, 1);
            spte = layout.fields("spte", 1, gfns, 0, frames + 1);
            spteHuge = layout.field("spte_huge", 0, 1);
            attrPrivate = layout.field("attr_private", 0, (1 << gfns) - 1);
            lpageMixed = layout.field("lpage_mixed", 0, 1);
            updateStep = layout.field("updater.pc", 0, UPDATE_STEPS.length - 1);
            updateStart = layout.field("updater.start", 0, gfns);
            updateEnd = layout.field("updater.end", 0, gfns + 1);
            updatePrivate = layout.field("updater.private", 0, 1);
            faultStep = layout.fields("fault.pc", 0, vcpus, 0, FAULT_STEPS.length - 1);
            faultGfn = layout.fields("fault.gfn", 0, vcpus, 0, gfns);
            faultMmuSeq = layout.fields("fault.mmu_seq", 0, vcpus, NO_SEQ, maxSeq);
            faultPfn = layout.fields("fault.pfn", 0, vcpus, 0, frames);
            faultGoalLevel = layout.fields("fault.goal_level", 0, vcpus, 1, 2);
            invStep = layout.fields("inv.pc", 0, invalidators, 0, INVALIDATION_STEPS.length - 1);
            invOp = layout.fields("inv.op", 0, invalidators, 0, OPERATIONS.length - 1);
            invStart = layout.fields("inv.start", 0, invalidators, 0, gfns);
            invEnd = layout.fields("inv.end", 0, invalidators, 0, gfns + 1);
            invBegun = layout.fields("inv.begun", 0, invalidators, 0, 2);
            invBatch = layout.fields("inv.batch", 0, invalidators, 0, (1 << frames) - 1);
            invTable = new Field[][] {
                {},
                layout.fields("inv.table[1]", 0, invalidators, 0, frames),
                layout.fields("inv.table[2]", 0, invalidators, 0, frames)
            };
            words = layout.words();
        }
    }

    /** The frame that the host maps at a gfn. */
    int hostPte(int gfn) {
        return at.hostPte[gfn].get(words);
    }

    void setHostPte(int gfn, int pfn) {
        at.hostPte[gfn].set(words, pfn);
    }

    /** Whether the host maps the block by one entry. */
    boolean hostHuge() {
        return flag(at.hostHuge);
    }

    void setHostHuge(boolean huge) {
        setFlag(at.hostHuge, huge);
    }

    /** The frame that KVM maps at a gfn. */
    int spte(int gfn) {
        return at.spte[gfn].get(words);
    }

    void setSpte(int gfn, int pfn) {
        at.spte[gfn].set(words, pfn);
    }

    /** Whether KVM maps the block by one entry. */
    boolean spteHuge() {
        return flag(at.spteHuge);
    }

    void setSpteHuge(boolean huge) {
        setFlag(at.spteHuge, huge);
    }

    /** Whether a gfn has KVM_MEMORY_ATTRIBUTE_PRIVATE. */
    boolean attrPrivate(int gfn) {
        return bit(at.attrPrivate, gfn - 1);
    }

    void setAttrPrivate(int gfn, boolean isPrivate) {
        at.attrPrivate.setBit(words, gfn - 1, isPrivate);
    }

    /** KVM_LPAGE_MIXED_FLAG of the block. */
    boolean lpageMixed() {
        return flag(at.lpageMixed);
    }

    void setLpageMixed(boolean mixed) {
        setFlag(at.lpageMixed, mixed);
    }

    UpdateStep updateStep() {
        return UPDATE_STEPS[at.updateStep.get(words)];
    }

    void setUpdateStep(UpdateStep step) {
        at.updateStep.set(words, step.ordinal());
    }

    int updateStart() {
        return at.updateStart.get(words);
    }

    int updateEnd() {
        return at.updateEnd.get(words);
    }

    boolean updatePrivate() {
        return flag(at.updatePrivate);
    }

    void setUpdate(int start, int end, boolean becomePrivate) {
        at.updateStart.set(words, start);
        at.updateEnd.set(words, end);
        setFlag(at.updatePrivate, becomePrivate);
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

    int faultMmuSeq(int v) {
        return at.faultMmuSeq[v].get(words);
    }

    void setFaultMmuSeq(int v, int seq) {
        at.faultMmuSeq[v].set(words, seq);
    }

    int faultPfn(int v) {
        return at.faultPfn[v].get(words);
    }

    void setFaultPfn(int v, int pfn) {
        at.faultPfn[v].set(words, pfn);
    }

    /** 2: the whole block; 1: the gfn alone. */
    int faultGoalLevel(int v) {
        return at.faultGoalLevel[v].get(words);
    }

    void setFaultGoalLevel(int v, int level) {
        at.faultGoalLevel[v].set(words, level);
    }

    InvalidationStep invStep(int n) {
        return INVALIDATION_STEPS[at.invStep[n].get(words)];
    }

    void setInvStep(int n, InvalidationStep step) {
        at.invStep[n].set(words, step.ordinal());
    }

    Operation invOp(int n) {
        return OPERATIONS[at.invOp[n].get(words)];
    }

    void setInvOp(int n, Operation op) {
        at.invOp[n].set(words, op.ordinal());
    }

    int invStart(int n) {
        return at.invStart[n].get(words);
    }

    int invEnd(int n) {
        return at.invEnd[n].get(words);
    }

    void setInvRange(int n, int start, int end) {
        at.invStart[n].set(words, start);
        at.invEnd[n].set(words, end);
    }

    /** The notifier calls that it has made start of, and not yet end. */
    int invBegun(int n) {
        return at.invBegun[n].get(words);
    }

    void setInvBegun(int n, int begun) {
        at.invBegun[n].set(words, begun);
    }

    /** Pages that it has unmapped, one reference each: the set of them, bit pfn - 1. */
    int invBatch(int n) {
        return at.invBatch[n].get(words);
    }

    boolean invBatchHas(int n, int pfn) {
        return (invBatch(n) >> pfn - 1 & 1) != 0;
    }

    void setInvBatch(int n, int batch) {
        at.invBatch[n].set(words, batch);
    }

    /** The small entry of a gfn of the block that khugepaged has taken out. */
    int invTable(int n, int gfn) {
        return at.invTable[gfn][n].get(words);
    }

    void setInvTable(int n, int gfn, int pfn) {
        at.invTable[gfn][n].set(words, pfn);
    }
}
