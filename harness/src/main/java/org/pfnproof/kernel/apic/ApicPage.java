package org.pfnproof.kernel.apic;

import static org.pfnproof.kernel.notifier.NotifierState.NO_SEQ;
import static org.pfnproof.kernel.pages.PagesState.NO_PFN;

import org.pfnproof.kernel.apic.ApicPageState.InvStep;
import org.pfnproof.kernel.apic.ApicPageState.VcpuStep;
import org.pfnproof.kernel.notifier.MmuNotifier;
import org.pfnproof.kernel.pages.StructPages;

/**
 * The APIC access page under vCPUs and invalidators: arch/x86/kvm/vmx/vmx.c, mmu/mmu.c, x86.c of Linux 6.12; the TLA+ module {@code
 * ApicPage}. Each method that the package's table names is one atomic step; it says false, and changes nothing, where the step is not
 * enabled.
 */
final class ApicPage {

    private static final int APIC_GFN = 1;

    private final Functions fn;
    private final int vcpus;
    private final StructPages pages;

    ApicPage(Functions fn, int vcpus, StructPages pages) {
        this.fn = fn;
        this.pages = pages;
        this.vcpus = vcpus;
    }

    static void outsideGuest(ApicPageState s, int v) {
        s.setVcpuStep(v, VcpuStep.HOST);
        s.setVcpuMmuSeq(v, NO_SEQ);
        s.setVcpuPfn(v, NO_PFN);
    }

    static void idle(ApicPageState s, int n) {
        s.setInvStep(n, InvStep.IDLE);
        s.setBatch(n, NO_PFN);
    }

    void putPage(ApicPageState s, int pfn) {
        pages.putPage(s, pfn);
    }

    // The vCPU

    boolean vcpuEnterGuest(ApicPageState s, int v) {
        return !s.hasRequest(v) && goes(s, v, VcpuStep.HOST, VcpuStep.GUEST);
    }

    boolean vcpuExits(ApicPageState s, int v) {
        return goes(s, v, VcpuStep.GUEST, VcpuStep.HOST);
    }

    private static boolean goes(ApicPageState s, int v, VcpuStep from, VcpuStep to) {
        if (s.vcpuStep(v) != from) {
            return false;
        }
        s.setVcpuStep(v, to);
        return true;
    }

    boolean kvmCheckRequest(ApicPageState s, int v) {
        if (!s.hasRequest(v) || !goes(s, v, VcpuStep.HOST, VcpuStep.SNAPSHOT)) {
            return false;
        }
        s.setRequest(v, false);
        return true;
    }

    boolean vmxSetApicAccessPageAddr(ApicPageState s, int v) {
        if (!goes(s, v, VcpuStep.SNAPSHOT, VcpuStep.LOOKUP)) {
            return false;
        }
        s.setVcpuMmuSeq(v, s.mmuInvalidateSeq());
        return true;
    }

    boolean gfnToPfnMemslot(ApicPageState s, int v) {
        if (s.hostPte() == NO_PFN || !goes(s, v, VcpuStep.LOOKUP, VcpuStep.TEST)) {
            return false;
        }
        StructPages.getPage(s, s.hostPte());
        s.setVcpuPfn(v, s.hostPte());
        return true;
    }

    boolean faultinPage(ApicPageState s, int v, int pfn) {
        if (s.vcpuStep(v) != VcpuStep.LOOKUP || s.hostPte() != NO_PFN || !StructPages.allocPage(s, pfn)) {
            return false;
        }
        s.setHostPte(pfn);
        return true;
    }

    /** An error: the VMCS keeps what it has, and no request is raised. */
    boolean isErrorNoslotPfn(ApicPageState s, int v) {
        if (s.vcpuStep(v) != VcpuStep.LOOKUP || s.hostPte() != NO_PFN) {
            return false;
        }
        outsideGuest(s, v);
        return true;
    }

    static boolean reloadIsStale(ApicPageState s, int seq) {
        return MmuNotifier.mmuInvalidateRetryGfn(s, seq, APIC_GFN);
    }

    /** mmu_lock held for read: the test, then the VMCS or the request. */
    boolean vmcsWrite64(ApicPageState s, int v) {
        if (!goes(s, v, VcpuStep.TEST, VcpuStep.RELEASE)) {
            return false;
        }
        if (!fn.reloadIsStale.test(s, s.vcpuMmuSeq(v))) {
            s.setVmcs(v, s.vcpuPfn(v));
        } else if (fn.requestAfterRetry.test(s, v)) {
            s.setRequest(v, true);
        }
        s.setVcpuMmuSeq(v, NO_SEQ);
        return true;
    }

    boolean kvmReleasePfnClean(ApicPageState s, int v) {
        if (s.vcpuStep(v) != VcpuStep.RELEASE) {
            return false;
        }
        putPage(s, s.vcpuPfn(v));
        outsideGuest(s, v);
        return true;
    }

    // The host takes the page away

    /** kvm_make_all_cpus_request(), KVM_REQUEST_WAIT: whoever runs guest code has left it when the call returns. */
    void makeAllCpusRequest(ApicPageState s) {
        requestBits(s);
        for (int v = 0; v < vcpus; v++) {
            goes(s, v, VcpuStep.GUEST, VcpuStep.HOST);
        }
    }

    void requestBits(ApicPageState s) {
        for (int v = 0; v < vcpus; v++) {
            s.setRequest(v, true);
        }
    }

    static void invalidateBegin(ApicPageState s) {
        s.setMmuInvalidateInProgress(s.mmuInvalidateInProgress() + 1);
        MmuNotifier.rangeAdded(s, APIC_GFN, APIC_GFN + 1);
    }

    boolean kvmUnmapGfnRange(ApicPageState s, int n) {
        if (s.invStep(n) != InvStep.IDLE) {
            return false;
        }
        invalidateBegin(s);
        fn.makeAllCpusRequest.accept(s);
        s.setInvStep(n, InvStep.CLEAR);
        return true;
    }

    boolean zapPteRange(ApicPageState s, int n) {
        return clears(s, n, InvStep.END);
    }

    static boolean clears(ApicPageState s, int n, InvStep next) {
        if (s.invStep(n) != InvStep.CLEAR) {
            return false;
        }
        s.setBatch(n, s.hostPte());
        s.setHostPte(NO_PFN);
        s.setInvStep(n, next);
        return true;
    }

    boolean freePagesAndSwapCache(ApicPageState s, int n, int pfn) {
        if (s.invStep(n) != InvStep.END || s.batch(n) != pfn) {
            return false;
        }
        putPage(s, pfn);
        s.setBatch(n, NO_PFN);
        return true;
    }

    boolean kvmMmuInvalidateEnd(ApicPageState s, int n) {
        if (s.invStep(n) != InvStep.END || s.batch(n) != NO_PFN) {
            return false;
        }
        s.setMmuInvalidateSeq(fn.nextSeq.applyAsInt(s));
        MmuNotifier.kvmMmuInvalidateEndDec(s);
        idle(s, n);
        return true;
    }
}
