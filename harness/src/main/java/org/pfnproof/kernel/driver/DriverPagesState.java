package org.pfnproof.kernel.driver;

import static org.pfnproof.kernel.notifier.NotifierState.NO_SEQ;

import org.pfnproof.kernel.notifier.NotifierFields;
import org.pfnproof.kernel.notifier.PackedNotifierState;
import org.pfnproof.kernel.pages.PackedPagesState;
import org.pfnproof.kernel.pages.PageFields;
import org.pfnproof.kernel.state.Field;
import org.pfnproof.kernel.state.Layout;

/** The variables of the TLA+ spec {@code DriverPages}. vCPUs and the driver's threads are numbered from 0. */
public final class DriverPagesState extends PackedNotifierState implements PackedPagesState {

    private static final FaultStep[] FAULT_STEPS = FaultStep.values();
    private static final DriverStep[] DRIVER_STEPS = DriverStep.values();

    private final Fields at;

    DriverPagesState(Fields at) {
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
        /** P10. */
        LOOKUP,
        /** P15 to P18. */
        MAP,
        /** P19. */
        RELEASE
    }

    /** The step that a thread of the driver takes next. */
    enum DriverStep {
        /** It does nothing. */
        IDLE,
        /** The host's entry is cleared. */
        CLEAR,
        /** E1. */
        END,
        /** The buffer's memory is given away. */
        FREE,
        /** The buffer gets other memory. */
        ALLOC
    }

    /** Where each variable lies. */
    static final class Fields {
        private final int words;
        private final NotifierFields notifier;
        private final PageFields pages;
        private final Field drvPage;
        private final Field drvFree;
        private final Field hostPte;
        private final Field spte;
        private final Field[] faultStep;
        private final Field[] faultMmuSeq;
        private final Field[] faultPfn;
        private final Field[] drvStep;
        private final Field[] drvBegun;

        Fields(int vcpus, int invalidators, int frames, int maxSeq) {
            Layout layout = new Layout();
            notifier = new NotifierFields(layout, vcpus, invalidators, DriverPages.THE_GFN, maxSeq);
            pages = new PageFields(layout, frames, vcpus + invalidators);
            drvPage = layout.field("drv_page", 0, frames);
            drvFree = layout.field("drv_free", 0, (1 << frames) - 1);
            hostPte = layout.field("host_pte", 0, frames);
            spte = layout.field("spte", 0, frames);
            faultStep = layout.fields("fault.pc", 0, vcpus, 0, FAULT_STEPS.length - 1);
            faultMmuSeq = layout.fields("fault.mmu_seq", 0, vcpus, NO_SEQ, maxSeq);
            faultPfn = layout.fields("fault.pfn", 0, vcpus, 0, frames);
            drvStep = layout.fields("drv.pc", 0, invalidators, 0, DRIVER_STEPS.length - 1);
            drvBegun = layout.fields("drv.begun", 0, invalidators, 0, 1);
            words = layout.words();
        }
    }

    /** The frame that is the driver's buffer now. */
    int drvPage() {
        return at.drvPage.get(words);
    }

    void setDrvPage(int pfn) {
        at.drvPage.set(words, pfn);
    }

    /** Whether the driver has not given a frame of device memory to anybody. */
    boolean drvFree(int pfn) {
        return bit(at.drvFree, pfn - 1);
    }

    void setDrvFree(int pfn, boolean free) {
        at.drvFree.setBit(words, pfn - 1, free);
    }

    /** What the host maps at the gfn's address. */
    int hostPte() {
        return at.hostPte.get(words);
    }

    void setHostPte(int pfn) {
        at.hostPte.set(words, pfn);
    }

    /** What KVM maps at the gfn. */
    int spte() {
        return at.spte.get(words);
    }

    void setSpte(int pfn) {
        at.spte.set(words, pfn);
    }

    FaultStep faultStep(int v) {
        return FAULT_STEPS[at.faultStep[v].get(words)];
    }

    void setFaultStep(int v, FaultStep step) {
        at.faultStep[v].set(words, step.ordinal());
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

    DriverStep drvStep(int n) {
        return DRIVER_STEPS[at.drvStep[n].get(words)];
    }

    void setDrvStep(int n, DriverStep step) {
        at.drvStep[n].set(words, step.ordinal());
    }

    /** Whether a thread is between start and end. */
    boolean drvBegun(int n) {
        return at.drvBegun[n].get(words) != 0;
    }

    void setDrvBegun(int n, boolean begun) {
        at.drvBegun[n].set(words, begun ? 1 : 0);
    }
}
