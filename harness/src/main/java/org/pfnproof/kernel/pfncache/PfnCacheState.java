package org.pfnproof.kernel.pfncache;

import static org.pfnproof.kernel.notifier.NotifierState.NO_SEQ;

import org.pfnproof.kernel.notifier.ActiveCount;
import org.pfnproof.kernel.notifier.NotifierFields;
import org.pfnproof.kernel.notifier.PackedNotifierState;
import org.pfnproof.kernel.state.Field;
import org.pfnproof.kernel.state.Layout;

/**
 * The variables of the TLA+ spec {@code PfnCache}. Threads and invalidators are numbered from 0; hvas and frames are what they are, with 0 for
 * none.
 */
public final class PfnCacheState extends PackedNotifierState implements ActiveCount {

    /** No page frame. */
    static final int NO_FRAME = 0;

    /** Nobody holds the lock. */
    static final int NOBODY = -1;

    private static final TaskStep[] TASK_STEPS = TaskStep.values();
    private static final InvalidationStep[] INVALIDATION_STEPS = InvalidationStep.values();

    private final Fields at;

    PfnCacheState(Fields at) {
        super(at.words, at.notifier);
        this.at = at;
    }

    /** What a thread does with the cache. */
    enum TaskStep {
        /** Nothing. */
        IDLE,
        /** Uses khva, gpc->lock held for read. */
        READING,
        /** Becomes active next. */
        ACTIVATE,
        /** Takes gpc->lock for write next. */
        LOCK,
        /** Head of the refresh loop, gpc->lock held. */
        SNAPSHOT,
        /** Gives back the page of the previous round. */
        PUT,
        /** Looks the page up. */
        LOOKUP,
        /** Takes gpc->lock again, and looks at the active count. */
        RELOCK,
        /** Looks at seq. */
        RETRY_SEQ,
        /** Takes the cache off the list. */
        LIST_DEL
    }

    /** The step that an invalidator takes next. */
    enum InvalidationStep {
        /** It does nothing. */
        IDLE,
        /** S1. */
        COUNT,
        /** S2. */
        GPC,
        /** S3. */
        BEGIN,
        /** The host's entries go. */
        MODIFY,
        /** E1. */
        END,
        /** E2. */
        COUNT_DEC,
        /** Pages in hand are put. */
        AFTER
    }

    /** Where each variable lies. */
    static final class Fields {
        private final int words;
        private final NotifierFields notifier;
        private final Field activeCount;
        private final Field active;
        private final Field valid;
        private final Field uhva;
        private final Field pfn;
        private final Field onList;
        private final Field gpcWriter;
        private final Field gpcReaders;
        private final Field refreshLock;
        private final Field[] taskStep;
        private final Field[] taskUhva;
        private final Field[] taskMmuSeq;
        private final Field[] taskPfn;
        private final Field[] invStep;
        private final Field[] invStart;
        private final Field[] invEnd;
        private final Field[] invCounted;
        private final Field[] invSwept;
        private final Field[] gather;
        private final Field[] hostPte;
        private final Field[] pageRefcount;
        private final Field freedUnder;

        Fields(int vcpus, int invalidators, int hvas, int frames, int maxSeq) {
            int holders = hvas + vcpus + invalidators;
            Layout layout = new Layout();
            notifier = new NotifierFields(layout, vcpus, invalidators, hvas, maxSeq);
            activeCount = layout.field("mn_active_invalidate_count", 0, 2 * invalidators);
            active = layout.field("gpc.active", 0, 1);
            valid = layout.field("gpc.valid", 0, 1);
            uhva = layout.field("gpc.uhva", 0, hvas);
            pfn = layout.field("gpc.pfn", 0, frames);
            onList = layout.field("on_list", 0, 1);
            gpcWriter = layout.field("gpc_lock.writer", NOBODY, vcpus - 1);
            gpcReaders = layout.field("gpc_lock.readers", 0, (1 << vcpus) - 1);
            refreshLock = layout.field("refresh_lock", 0, (1 << vcpus) - 1);
            taskStep = layout.fields("task.pc", 0, vcpus, 0, TASK_STEPS.length - 1);
            taskUhva = layout.fields("task.uhva", 0, vcpus, 0, hvas);
            taskMmuSeq = layout.fields("task.mmu_seq", 0, vcpus, NO_SEQ, maxSeq);
            taskPfn = layout.fields("task.pfn", 0, vcpus, 0, frames);
            invStep = layout.fields("inv.pc", 0, invalidators, 0, INVALIDATION_STEPS.length - 1);
            invStart = layout.fields("inv.start", 0, invalidators, 0, hvas);
            invEnd = layout.fields("inv.end", 0, invalidators, 0, hvas + 1);
            invCounted = layout.fields("inv.counted", 0, invalidators, 0, 1);
            invSwept = layout.fields("inv.swept", 0, invalidators, 0, 1);
            gather = layout.fields("inv.gather", 0, invalidators, 0, (1 << frames) - 1);
            hostPte = layout.fields("host_pte", 1, hvas, 0, frames);
            pageRefcount = layout.fields("page_refcount", 1, frames, -holders, 2 * holders);
            freedUnder = layout.field("freed_under", 0, 1);
            words = layout.words();
        }
    }

    @Override
    public Field activeCountField() {
        return at.activeCount;
    }

    boolean active() {
        return flag(at.active);
    }

    void setActive(boolean active) {
        setFlag(at.active, active);
    }

    boolean valid() {
        return flag(at.valid);
    }

    void setValid(boolean valid) {
        setFlag(at.valid, valid);
    }

    int uhva() {
        return at.uhva.get(words);
    }

    void setUhva(int hva) {
        at.uhva.set(words, hva);
    }

    int pfn() {
        return at.pfn.get(words);
    }

    void setPfn(int frame) {
        at.pfn.set(words, frame);
    }

    boolean onList() {
        return flag(at.onList);
    }

    void setOnList(boolean listed) {
        setFlag(at.onList, listed);
    }

    /** The thread that holds gpc->lock for write, or NOBODY. */
    int gpcWriter() {
        return at.gpcWriter.get(words);
    }

    void setGpcWriter(int thread) {
        at.gpcWriter.set(words, thread);
    }

    boolean readsGpc(int thread) {
        return bit(at.gpcReaders, thread);
    }

    void setReadsGpc(int thread, boolean reads) {
        at.gpcReaders.setBit(words, thread, reads);
    }

    boolean gpcHasReaders() {
        return flag(at.gpcReaders);
    }

    void clearGpcReaders() {
        at.gpcReaders.set(words, 0);
    }

    /** Whether a thread is inside gpc->refresh_lock; a variant lets two in. */
    boolean refreshes(int thread) {
        return bit(at.refreshLock, thread);
    }

    void setRefreshes(int thread, boolean inside) {
        at.refreshLock.setBit(words, thread, inside);
    }

    boolean anybodyRefreshes() {
        return flag(at.refreshLock);
    }

    TaskStep taskStep(int v) {
        return TASK_STEPS[at.taskStep[v].get(words)];
    }

    void setTaskStep(int v, TaskStep step) {
        at.taskStep[v].set(words, step.ordinal());
    }

    int taskUhva(int v) {
        return at.taskUhva[v].get(words);
    }

    void setTaskUhva(int v, int hva) {
        at.taskUhva[v].set(words, hva);
    }

    int taskMmuSeq(int v) {
        return at.taskMmuSeq[v].get(words);
    }

    void setTaskMmuSeq(int v, int seq) {
        at.taskMmuSeq[v].set(words, seq);
    }

    int taskPfn(int v) {
        return at.taskPfn[v].get(words);
    }

    void setTaskPfn(int v, int frame) {
        at.taskPfn[v].set(words, frame);
    }

    InvalidationStep invStep(int n) {
        return INVALIDATION_STEPS[at.invStep[n].get(words)];
    }

    void setInvStep(int n, InvalidationStep step) {
        at.invStep[n].set(words, step.ordinal());
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

    /** History: between S1 and E2. */
    boolean invCounted(int n) {
        return flag(at.invCounted[n]);
    }

    void setInvCounted(int n, boolean counted) {
        setFlag(at.invCounted[n], counted);
    }

    /** History: between S2 and E2. */
    boolean invSwept(int n) {
        return flag(at.invSwept[n]);
    }

    void setInvSwept(int n, boolean swept) {
        setFlag(at.invSwept[n], swept);
    }

    /** Whether a page is unmapped and not yet put. */
    boolean gathers(int n, int frame) {
        return bit(at.gather[n], frame - 1);
    }

    void setGathers(int n, int frame, boolean gathered) {
        at.gather[n].setBit(words, frame - 1, gathered);
    }

    boolean gatherIsEmpty(int n) {
        return !flag(at.gather[n]);
    }

    void clearGather(int n) {
        at.gather[n].set(words, 0);
    }

    int hostPte(int hva) {
        return at.hostPte[hva].get(words);
    }

    void setHostPte(int hva, int frame) {
        at.hostPte[hva].set(words, frame);
    }

    int pageRefcount(int frame) {
        return at.pageRefcount[frame].get(words);
    }

    void setPageRefcount(int frame, int count) {
        at.pageRefcount[frame].set(words, count);
    }

    /** History: the page was freed while the valid cache mapped it. */
    boolean freedUnder() {
        return flag(at.freedUnder);
    }

    void setFreedUnder(boolean freed) {
        setFlag(at.freedUnder, freed);
    }
}
