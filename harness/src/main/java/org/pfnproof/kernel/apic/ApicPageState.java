package org.pfnproof.kernel.apic;

import static org.pfnproof.kernel.notifier.NotifierState.NO_SEQ;

import org.pfnproof.kernel.notifier.NotifierFields;
import org.pfnproof.kernel.notifier.PackedNotifierState;
import org.pfnproof.kernel.pages.PackedPagesState;
import org.pfnproof.kernel.pages.PageFields;
import org.pfnproof.kernel.state.Field;
import org.pfnproof.kernel.state.Layout;

/** The variables of the TLA+ spec {@code ApicPage}. vCPUs and invalidators are numbered from 0, frames from 1. */
public final class ApicPageState extends PackedNotifierState implements PackedPagesState {

    private static final VcpuStep[] VCPU_STEPS = VcpuStep.values();
    private static final InvStep[] INV_STEPS = InvStep.values();

    private final Fields at;

    ApicPageState(Fields at) {
        super(at.words, at.notifier);
        this.at = at;
    }

    @Override
    public PageFields pageFields() {
        return at.pages;
    }

    /** The step that a vCPU takes next. */
    enum VcpuStep {
        /** It enters the guest, or handles its request. */
        HOST,
        /** It runs guest code. */
        GUEST,
        /** The snapshot. */
        SNAPSHOT,
        /** The lookup. */
        LOOKUP,
        /** The retry test, with mmu_lock held for read. */
        TEST,
        /** The put. */
        RELEASE
    }

    /** The step that an invalidator takes next. */
    enum InvStep {
        /** Start. */
        IDLE,
        /** Begin, after the request; in a variant only. */
        EARLY,
        /** The host's entry is cleared. */
        CLEAR,
        /** The request, after the host's entry is cleared; in a variant only. */
        UNMAPPED,
        /** The page is freed; E1. */
        END
    }

    /** Where each variable lies. */
    static final class Fields {
        private final int words;
        private final NotifierFields notifier;
        private final PageFields pages;
        private final Field hostPte;
        private final Field[] vmcs;
        private final Field apicRequest;
        private final Field[] vcpuStep;
        private final Field[] vcpuMmuSeq;
        private final Field[] vcpuPfn;
        private final Field[] invStep;
        private final Field[] batch;

        Fields(int vcpus, int invalidators, int gfns, int frames, int maxSeq, int holders) {
            Layout layout = new Layout();
            notifier = new NotifierFields(layout, vcpus, invalidators, gfns, maxSeq);
            pages = new PageFields(layout, frames, holders);
            hostPte = layout.field("host_pte", NO_PFN, frames);
            vmcs = layout.fields("vmcs", 0, vcpus, NO_PFN, frames);
            apicRequest = layout.field("apic_request", 0, (1 << vcpus) - 1);
            vcpuStep = layout.fields("vcpu.pc", 0, vcpus, 0, VCPU_STEPS.length - 1);
            vcpuMmuSeq = layout.fields("vcpu.mmu_seq", 0, vcpus, NO_SEQ, maxSeq);
            vcpuPfn = layout.fields("vcpu.pfn", 0, vcpus, NO_PFN, frames);
            invStep = layout.fields("inv.pc", 0, invalidators, 0, INV_STEPS.length - 1);
            batch = layout.fields("inv.batch", 0, invalidators, NO_PFN, frames);
            words = layout.words();
        }
    }

    int hostPte() {
        return at.hostPte.get(words);
    }

    void setHostPte(int pfn) {
        at.hostPte.set(words, pfn);
    }

    /** APIC_ACCESS_ADDR of a vCPU's VMCS. */
    int vmcs(int v) {
        return at.vmcs[v].get(words);
    }

    void setVmcs(int v, int pfn) {
        at.vmcs[v].set(words, pfn);
    }

    /** Whether a vCPU has KVM_REQ_APIC_PAGE_RELOAD. */
    boolean hasRequest(int v) {
        return bit(at.apicRequest, v);
    }

    void setRequest(int v, boolean raised) {
        at.apicRequest.setBit(words, v, raised);
    }

    VcpuStep vcpuStep(int v) {
        return VCPU_STEPS[at.vcpuStep[v].get(words)];
    }

    void setVcpuStep(int v, VcpuStep step) {
        at.vcpuStep[v].set(words, step.ordinal());
    }

    int vcpuMmuSeq(int v) {
        return at.vcpuMmuSeq[v].get(words);
    }

    void setVcpuMmuSeq(int v, int seq) {
        at.vcpuMmuSeq[v].set(words, seq);
    }

    int vcpuPfn(int v) {
        return at.vcpuPfn[v].get(words);
    }

    void setVcpuPfn(int v, int pfn) {
        at.vcpuPfn[v].set(words, pfn);
    }

    InvStep invStep(int n) {
        return INV_STEPS[at.invStep[n].get(words)];
    }

    void setInvStep(int n, InvStep step) {
        at.invStep[n].set(words, step.ordinal());
    }

    /** The page that an invalidator has taken and not freed yet. */
    int batch(int n) {
        return at.batch[n].get(words);
    }

    void setBatch(int n, int pfn) {
        at.batch[n].set(words, pfn);
    }
}
