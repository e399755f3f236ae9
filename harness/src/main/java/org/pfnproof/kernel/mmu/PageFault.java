package org.pfnproof.kernel.mmu;

import static org.pfnproof.kernel.mmu.KvmState.NO_PFN;
import static org.pfnproof.kernel.notifier.NotifierState.NO_SEQ;

import org.pfnproof.kernel.notifier.MmuNotifier;
import org.pfnproof.kernel.pages.StructPages;

/**
 * A vCPU's page fault, TDP MMU: arch/x86/kvm/mmu/mmu.c, tdp_mmu.c, virt/kvm/kvm_main.c of Linux 6.12; the TLA+ module
 * {@code PageFault}. Each method is one atomic step of vCPU v; it says false, and changes nothing, where the step is not enabled.
 */
final class PageFault {

    private final Functions fn;
    private final StructPages pages;
    private final Sptes sptes;
    private final PrimaryMmu host;

    PageFault(Functions fn, StructPages pages, Sptes sptes, PrimaryMmu host) {
        this.fn = fn;
        this.pages = pages;
        this.sptes = sptes;
        this.host = host;
    }

    /** The order of the steps. */
    static FaultStep faultStepAfter(FaultStep step) {
        return switch (step) {
            case GUEST -> FaultStep.SNAPSHOT;
            case SNAPSHOT -> FaultStep.RETRY_EARLY;
            case RETRY_EARLY -> FaultStep.LOOKUP;
            case LOOKUP -> FaultStep.RETRY_LATE;
            case RETRY_LATE -> FaultStep.LOCK;
            case LOCK -> FaultStep.STALE;
            case STALE -> FaultStep.MAP;
            case MAP -> FaultStep.UNLOCK;
            case UNLOCK, RELEASE, REENTER -> throw new IllegalArgumentException(step + " has no next step of its own");
        };
    }

    private void advance(KvmState s, int v, FaultStep step) {
        s.setFaultStep(v, fn.faultStepAfter.apply(step));
    }

    /** The fault is over: the guest runs. */
    static void inGuest(KvmState s, int v) {
        begin(s, v, FaultStep.GUEST, 0, false);
    }

    private static void begin(KvmState s, int v, FaultStep step, int gfn, boolean write) {
        s.setFaultStep(v, step);
        s.setFaultGfn(v, gfn);
        s.setFaultWrite(v, write);
        s.setFaultMmuSeq(v, NO_SEQ);
        s.setFaultPfn(v, NO_PFN);
        s.setFaultMapWritable(v, false);
        s.setFaultRetry(v, false);
    }

    static int hvaOfFault(KvmState s, int v) {
        return s.gfnToHva(s.faultGfn(v));
    }

    /** Whether the fault's page is one that KVM took a reference to; in Linux 6.12, as far as it can tell from the pfn. */
    boolean holdsRef(KvmState s, int v) {
        return s.faultPfn(v) != NO_PFN && pages.kvmPfnIsRefcounted(s.faultPfn(v));
    }

    /** P0: an EPT violation; the memslot is looked up. */
    boolean kvmTdpPageFault(KvmState s, int v, int gfn, boolean write) {
        if (s.faultStep(v) != FaultStep.GUEST) {
            return false;
        }
        begin(s, v, fn.faultStepAfter.apply(FaultStep.GUEST), gfn, write);
        return true;
    }

    /** The guest runs again after RET_PF_RETRY and repeats the access. */
    boolean vcpuEnterGuest(KvmState s, int v) {
        if (s.faultStep(v) != FaultStep.REENTER) {
            return false;
        }
        if (Sptes.permits(s, s.faultGfn(v), s.faultWrite(v))) {
            inGuest(s, v);
        } else {
            begin(s, v, fn.faultStepAfter.apply(FaultStep.GUEST), s.faultGfn(v), s.faultWrite(v));
        }
        return true;
    }

    /** P4: mmu_seq = mmu_invalidate_seq; smp_rmb(). */
    boolean kvmFaultinPfn(KvmState s, int v) {
        if (s.faultStep(v) != FaultStep.SNAPSHOT) {
            return false;
        }
        s.setFaultMmuSeq(v, s.mmuInvalidateSeq());
        advance(s, v, FaultStep.SNAPSHOT);
        return true;
    }

    /** P9: lockless retry test, nothing held. */
    boolean mmuInvalidateRetryEarly(KvmState s, int v) {
        return locklessRetryTest(s, v, FaultStep.RETRY_EARLY);
    }

    /** P14: lockless retry test, page held. */
    boolean mmuInvalidateRetryLate(KvmState s, int v) {
        return locklessRetryTest(s, v, FaultStep.RETRY_LATE);
    }

    private boolean locklessRetryTest(KvmState s, int v, FaultStep step) {
        if (s.faultStep(v) != step) {
            return false;
        }
        if (MmuNotifier.mmuInvalidateRetryGfnUnsafe(s, s.faultMmuSeq(v), s.faultGfn(v))) {
            fn.retry.on(s, v);
        } else {
            advance(s, v, step);
        }
        return true;
    }

    /** Leaving without a mapping: the page is given back first, if there is one. */
    static void retry(KvmState s, int v) {
        s.setFaultMmuSeq(v, NO_SEQ);
        if (s.faultPfn(v) == NO_PFN) {
            s.setFaultStep(v, FaultStep.REENTER);
        } else {
            s.setFaultStep(v, FaultStep.RELEASE);
            s.setFaultRetry(v, true);
        }
    }

    void lookupDone(KvmState s, int v, int pfn, boolean writable) {
        s.setFaultPfn(v, pfn);
        s.setFaultMapWritable(v, writable);
        advance(s, v, FaultStep.LOOKUP);
    }

    /** P10: hva_to_pfn_fast(), or hva_to_pfn_slow() once the entry serves: a reference on the folio. */
    boolean hvaToPfn(KvmState s, int v) {
        if (s.faultStep(v) != FaultStep.LOOKUP) {
            return false;
        }
        int hva = hvaOfFault(s, v);
        if (host.isPfnmap(hva) || !PrimaryMmu.ptePresent(s, hva) || s.faultWrite(v) && !s.hostWritable(hva)) {
            return false;
        }
        int pfn = s.hostPfn(hva);
        StructPages.getPage(s, pfn);
        lookupDone(s, v, pfn, s.hostWritable(hva));
        return true;
    }

    /** Of hva_to_pfn_remapped(): KVM believes the page refcounted, but its own count is zero. */
    boolean remappedPfnRefused(KvmState s, int pfn) {
        return pages.kvmPfnIsRefcounted(pfn) && StructPages.pageRefCount(s, pfn) == 0;
    }

    /** P10 in a VM_PFNMAP area, which GUP refuses: the entry's own W bit decides, and the page is taken unless its count is zero. */
    boolean hvaToPfnRemapped(KvmState s, int v) {
        if (s.faultStep(v) != FaultStep.LOOKUP) {
            return false;
        }
        int hva = hvaOfFault(s, v);
        if (!host.isPfnmap(hva) || !PrimaryMmu.ptePresent(s, hva)) {
            return false;
        }
        int pfn = s.hostPfn(hva);
        boolean writable = fn.remappedWritable.of(s.hostWritable(hva));
        if (s.faultWrite(v) && !writable || fn.remappedPfnRefused.of(s, pfn)) {
            fn.lookupFails.on(s, v);
            return true;
        }
        if (fn.remappedPfnIsTaken.of(s, pfn)) {
            // Whether the count is zero was asked above, by what a variant may replace.
            s.setPageRefcount(pfn, s.pageRefcount(pfn) + 1);
        }
        lookupDone(s, v, pfn, writable);
        return true;
    }

    /** P10: the entry does not serve yet; handle_mm_fault() fills it with frame pfn. */
    boolean faultinPage(KvmState s, int v, int pfn) {
        if (s.faultStep(v) != FaultStep.LOOKUP) {
            return false;
        }
        int hva = hvaOfFault(s, v);
        boolean write = s.faultWrite(v);
        if (write && !host.vmaAllowsWrite(hva) || PrimaryMmu.ptePresent(s, hva) && !(write && !s.hostWritable(hva))) {
            return false;
        }
        return host.handleMmFault(s, hva, pfn, write);
    }

    /** P13: a write to an area that does not allow it: ERR_FAULT, and the fault goes to user space. */
    boolean checkVmaFlags(KvmState s, int v) {
        if (s.faultStep(v) != FaultStep.LOOKUP) {
            return false;
        }
        int hva = hvaOfFault(s, v);
        if (host.isPfnmap(hva) || !s.faultWrite(v) || host.vmaAllowsWrite(hva)) {
            return false;
        }
        fn.lookupFails.on(s, v);
        return true;
    }

    /** P15. */
    boolean readLockMmuLock(KvmState s, int v) {
        if (s.faultStep(v) != FaultStep.LOCK || !MmuNotifier.readTrylock(s)) {
            return false;
        }
        s.setReadsMmuLock(v, true);
        advance(s, v, FaultStep.LOCK);
        return true;
    }

    /** P16: the retry test that counts. */
    boolean isPageFaultStale(KvmState s, int v) {
        if (s.faultStep(v) != FaultStep.STALE) {
            return false;
        }
        boolean stale = fn.mmuInvalidateRetryGfn.saysRetry(s, s.faultMmuSeq(v), s.faultGfn(v));
        s.setFaultRetry(v, stale);
        s.setFaultMmuSeq(v, NO_SEQ);
        if (stale) {
            advance(s, v, FaultStep.MAP);
        } else {
            advance(s, v, FaultStep.STALE);
        }
        return true;
    }

    /** P18: installs the SPTE, writable if the lookup said so. */
    boolean kvmTdpMmuMap(KvmState s, int v) {
        if (s.faultStep(v) != FaultStep.MAP) {
            return false;
        }
        sptes.setSpte(s, s.faultGfn(v), s.faultPfn(v), s.faultMapWritable(v));
        advance(s, v, FaultStep.MAP);
        return true;
    }

    /** P19: drops mmu_lock. */
    boolean readUnlockMmuLock(KvmState s, int v) {
        if (s.faultStep(v) != FaultStep.UNLOCK) {
            return false;
        }
        s.setReadsMmuLock(v, false);
        s.setFaultStep(v, FaultStep.RELEASE);
        return true;
    }

    /** P19: kvm_release_pfn_clean(): mark accessed, then put; not for pages that KVM does not believe refcounted. */
    boolean kvmReleasePfnClean(KvmState s, int v) {
        if (s.faultStep(v) != FaultStep.RELEASE) {
            return false;
        }
        if (fn.releaseMarksDeadPage.of(s, v)) {
            s.setDeadMark(true);
        }
        if (fn.holdsRef.of(s, v)) {
            fn.releasePuts.on(s, v);
        }
        fn.afterRelease.on(s, v);
        return true;
    }

    boolean releaseMarksDeadPage(KvmState s, int v) {
        return fn.holdsRef.of(s, v) && StructPages.pageCount(s, s.faultPfn(v)) <= 0;
    }

    void releasePuts(KvmState s, int v) {
        sptes.putPageNoting(s, s.faultPfn(v));
    }

    /** What the vCPU does once the page is given back. */
    static void afterRelease(KvmState s, int v) {
        if (s.faultRetry(v)) {
            begin(s, v, FaultStep.REENTER, s.faultGfn(v), s.faultWrite(v));
        } else {
            inGuest(s, v);
        }
    }
}
