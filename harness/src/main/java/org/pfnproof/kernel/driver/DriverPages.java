package org.pfnproof.kernel.driver;

import static org.pfnproof.kernel.notifier.NotifierState.NO_SEQ;
import static org.pfnproof.kernel.pages.PagesState.NO_PFN;

import org.pfnproof.kernel.driver.DriverPagesState.DriverStep;
import org.pfnproof.kernel.driver.DriverPagesState.FaultStep;
import org.pfnproof.kernel.notifier.MmuNotifier;
import org.pfnproof.kernel.pages.StructPages;

/**
 * A driver frees memory that the guest maps, and puts other memory in its place, while vCPUs fault on it: mm/memory.c, virt/kvm/kvm_main.c
 * of Linux 6.12; the TLA+ module {@code DriverPages}. Each method with a truth value is one atomic step; it says false, and changes nothing,
 * where the step is not enabled.
 */
final class DriverPages {

    /** The one gfn. */
    static final int THE_GFN = 1;

    private final Functions fn;
    private final int vcpus;
    private final int invalidators;
    private final StructPages pages;

    DriverPages(Functions fn, int vcpus, int invalidators, StructPages pages) {
        this.fn = fn;
        this.vcpus = vcpus;
        this.invalidators = invalidators;
        this.pages = pages;
    }

    void init(DriverPagesState s) {
        pages.init(s);
        MmuNotifier.init(s);
        s.setDrvPage(1);
        pages.frames().forEach(f -> s.setDrvFree(f, f != 1 && isDeviceFrame(f)));
        s.setHostPte(NO_PFN);
        s.setSpte(NO_PFN);
        for (int v = 0; v < vcpus; v++) {
            inGuest(s, v);
        }
        for (int n = 0; n < invalidators; n++) {
            s.setDrvStep(n, DriverStep.IDLE);
            s.setDrvBegun(n, false);
        }
    }

    private static void inGuest(DriverPagesState s, int v) {
        s.setFaultStep(v, FaultStep.GUEST);
        s.setFaultMmuSeq(v, NO_SEQ);
        s.setFaultPfn(v, NO_PFN);
    }

    private boolean isDeviceFrame(int pfn) {
        return !pages.isRam(pfn);
    }

    // The driver

    /** The buffer's lock admits one thread, or the fault handler. */
    boolean bufferLocked(DriverPagesState s) {
        for (int n = 0; n < invalidators; n++) {
            if (s.drvStep(n) != DriverStep.IDLE) {
                return true;
            }
        }
        return false;
    }

    /** The order of the steps. */
    static DriverStep drvStepAfter(DriverStep step) {
        return switch (step) {
            case IDLE -> DriverStep.CLEAR;
            case CLEAR -> DriverStep.END;
            case END -> DriverStep.FREE;
            case FREE -> DriverStep.ALLOC;
            case ALLOC -> DriverStep.IDLE;
        };
    }

    private void moves(DriverPagesState s, int n) {
        s.setDrvStep(n, fn.drvStepAfter.apply(s.drvStep(n)));
    }

    /** unmap_mapping_range(): begin, range, zap; start has returned. */
    boolean unmapMappingRange(DriverPagesState s, int n) {
        if (!begin(s, n)) {
            return false;
        }
        s.setSpte(NO_PFN);
        return true;
    }

    /** The same without the zap. */
    boolean begin(DriverPagesState s, int n) {
        if (bufferLocked(s)) {
            return false;
        }
        s.setMmuInvalidateInProgress(s.mmuInvalidateInProgress() + 1);
        MmuNotifier.rangeAdded(s, THE_GFN, THE_GFN + 1);
        moves(s, n);
        s.setDrvBegun(n, true);
        return true;
    }

    /** The host's entry is cleared. */
    boolean zapPteRange(DriverPagesState s, int n) {
        if (s.drvStep(n) != DriverStep.CLEAR) {
            return false;
        }
        s.setHostPte(NO_PFN);
        moves(s, n);
        return true;
    }

    /** E1: seq++, in_progress--. */
    boolean kvmMmuInvalidateEnd(DriverPagesState s, int n) {
        if (!noEnd(s, n)) {
            return false;
        }
        s.setMmuInvalidateSeq(fn.nextSeq.applyAsInt(s));
        MmuNotifier.kvmMmuInvalidateEndDec(s);
        return true;
    }

    /** The driver goes on, and KVM is not told. */
    boolean noEnd(DriverPagesState s, int n) {
        if (s.drvStep(n) != DriverStep.END) {
            return false;
        }
        moves(s, n);
        s.setDrvBegun(n, false);
        return true;
    }

    /** The driver puts its reference of system memory; device memory goes back to its allocator, whoever looks at it still. */
    boolean driverFrees(DriverPagesState s, int n) {
        if (s.drvStep(n) != DriverStep.FREE) {
            return false;
        }
        if (isDeviceFrame(s.drvPage())) {
            s.setDrvFree(s.drvPage(), true);
        } else {
            pages.putPage(s, s.drvPage());
        }
        s.setDrvPage(NO_PFN);
        moves(s, n);
        return true;
    }

    /** The driver allocates other memory, or the same again. */
    boolean driverAllocates(DriverPagesState s, int n, int f) {
        if (s.drvStep(n) != DriverStep.ALLOC || !(isDeviceFrame(f) ? s.drvFree(f) : StructPages.allocPage(s, f))) {
            return false;
        }
        s.setDrvFree(f, false);
        s.setDrvPage(f);
        moves(s, n);
        return true;
    }

    // A vCPU's page fault

    /** P0. */
    boolean kvmTdpPageFault(DriverPagesState s, int v) {
        if (s.faultStep(v) != FaultStep.GUEST) {
            return false;
        }
        s.setFaultStep(v, FaultStep.SNAPSHOT);
        return true;
    }

    /** P4: the snapshot. */
    boolean kvmFaultinPfn(DriverPagesState s, int v) {
        if (s.faultStep(v) != FaultStep.SNAPSHOT) {
            return false;
        }
        s.setFaultStep(v, FaultStep.LOOKUP);
        s.setFaultMmuSeq(v, s.mmuInvalidateSeq());
        return true;
    }

    /** The driver's fault handler, vmf_insert_pfn(). */
    boolean fixupUserFault(DriverPagesState s, int v) {
        if (s.faultStep(v) != FaultStep.LOOKUP || s.hostPte() != NO_PFN || bufferLocked(s)) {
            return false;
        }
        s.setHostPte(s.drvPage());
        return true;
    }

    /** P10: the pfn of the entry, with a reference if the page has any. */
    boolean hvaToPfnRemapped(DriverPagesState s, int v) {
        int pfn = s.hostPte();
        if (s.faultStep(v) != FaultStep.LOOKUP
                || pfn == NO_PFN
                || fn.triesToGet.test(pfn) && !StructPages.getPageUnlessZero(s, pfn)) {
            return false;
        }
        lookedUp(s, v, pfn);
        return true;
    }

    static void lookedUp(DriverPagesState s, int v, int pfn) {
        s.setFaultStep(v, FaultStep.MAP);
        s.setFaultPfn(v, pfn);
    }

    /** P15 to P18. */
    boolean kvmTdpMmuMap(DriverPagesState s, int v) {
        if (s.faultStep(v) != FaultStep.MAP) {
            return false;
        }
        if (!fn.mmuInvalidateRetryGfn.test(s, s.faultMmuSeq(v), THE_GFN)) {
            s.setSpte(s.faultPfn(v));
        }
        s.setFaultStep(v, FaultStep.RELEASE);
        s.setFaultMmuSeq(v, NO_SEQ);
        return true;
    }

    /** P19: the pfn alone tells whether there is something to put. */
    boolean kvmReleasePfnClean(DriverPagesState s, int v) {
        if (s.faultStep(v) != FaultStep.RELEASE) {
            return false;
        }
        if (pages.kvmPfnIsRefcounted(s.faultPfn(v))) {
            pages.putPage(s, s.faultPfn(v));
        }
        inGuest(s, v);
        return true;
    }
}
