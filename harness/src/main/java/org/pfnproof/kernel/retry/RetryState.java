package org.pfnproof.kernel.retry;

import static org.pfnproof.kernel.notifier.NotifierState.NO_SEQ;

import org.pfnproof.kernel.notifier.NotifierFields;
import org.pfnproof.kernel.notifier.PackedNotifierState;
import org.pfnproof.kernel.state.Field;
import org.pfnproof.kernel.state.Layout;

/** The variables of the TLA+ spec {@code RetryProtocol}. vCPUs and invalidators are numbered from 0, gfns and frames from 1. */
public final class RetryState extends PackedNotifierState {

    /** No frame. */
    static final int NO_PFN = 0;

    private static final FaultStep[] FAULT_STEPS = FaultStep.values();

    private final Fields at;

    RetryState(Fields at) {
        super(at.words, at.notifier);
        this.at = at;
    }

    /** The step that a vCPU takes next. */
    enum FaultStep {
        /** It runs guest code. */
        GUEST,
        /** P10: the snapshot has been taken. */
        LOOKUP,
        /** P15 and P16: the page has been looked up. */
        STALE,
        /** P18: the test has passed, mmu_lock is held for read. */
        MAP
    }

    /** Where each variable lies. */
    static final class Fields {
        private final int words;
        private final NotifierFields notifier;
        private final Field[] hostPfn;
        private final Field[] sptePfn;
        private final Field[] runningStart;
        private final Field[] runningEnd;
        private final Field[] faultStep;
        private final Field[] faultGfn;
        private final Field[] faultMmuSeq;
        private final Field[] faultPfn;
        private final Field[] completed;

        Fields(int vcpus, int invalidators, int gfns, int frames, int maxSeq, int maxCompleted) {
            Layout layout = new Layout();
            notifier = new NotifierFields(layout, vcpus, invalidators, gfns, maxSeq);
            hostPfn = layout.fields("host_pfn", 1, gfns, NO_PFN, frames);
            sptePfn = layout.fields("spte_pfn", 1, gfns, NO_PFN, frames);
            runningStart = layout.fields("running.start", 0, invalidators, 0, gfns);
            runningEnd = layout.fields("running.end", 0, invalidators, 0, gfns + 1);
            faultStep = layout.fields("vcpu.pc", 0, vcpus, 0, FAULT_STEPS.length - 1);
            faultGfn = layout.fields("vcpu.gfn", 0, vcpus, 0, gfns);
            faultMmuSeq = layout.fields("vcpu.mmu_seq", 0, vcpus, NO_SEQ, maxSeq);
            faultPfn = layout.fields("vcpu.pfn", 0, vcpus, NO_PFN, frames);
            completed = layout.fields("vcpu.completed", 0, vcpus, 0, maxCompleted);
            words = layout.words();
        }
    }

    int hostPfn(int gfn) {
        return at.hostPfn[gfn].get(words);
    }

    void setHostPfn(int gfn, int pfn) {
        at.hostPfn[gfn].set(words, pfn);
    }

    int sptePfn(int gfn) {
        return at.sptePfn[gfn].get(words);
    }

    void setSptePfn(int gfn, int pfn) {
        at.sptePfn[gfn].set(words, pfn);
    }

    int runningStart(int n) {
        return at.runningStart[n].get(words);
    }

    /** The gfn after the last of an invalidator's range; 0: it has none. */
    int runningEnd(int n) {
        return at.runningEnd[n].get(words);
    }

    void setRunning(int n, int start, int end) {
        at.runningStart[n].set(words, start);
        at.runningEnd[n].set(words, end);
    }

    boolean isRunning(int n) {
        return runningEnd(n) != 0;
    }

    /** Whether a gfn lies in the range of an invalidator. */
    boolean inRunning(int n, int gfn) {
        return runningStart(n) <= gfn && gfn < runningEnd(n);
    }

    /** Whether a gfn lies in the range of one of so many invalidators. */
    boolean inSomeRunning(int invalidators, int gfn) {
        for (int n = 0; n < invalidators; n++) {
            if (inRunning(n, gfn)) {
                return true;
            }
        }
        return false;
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

    /** History: how many invalidations have completed since the snapshot, as far as they are counted. */
    int completed(int v) {
        return at.completed[v].get(words);
    }

    void setCompleted(int v, int count) {
        at.completed[v].set(words, count);
    }

    /** A snapshot is live from P4 to the test of P16. */
    boolean isLive(int v) {
        return faultMmuSeq(v) != NO_SEQ;
    }
}
