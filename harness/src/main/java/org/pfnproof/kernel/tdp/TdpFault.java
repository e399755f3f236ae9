package org.pfnproof.kernel.tdp;

import static org.pfnproof.kernel.notifier.NotifierState.NO_SEQ;
import static org.pfnproof.kernel.tdp.TdpState.NO_ROOT;

import org.pfnproof.kernel.notifier.MmuNotifier;
import org.pfnproof.kernel.tdp.Spte.Pfn;
import org.pfnproof.kernel.tdp.Steps.Access;
import org.pfnproof.kernel.tdp.Steps.FaultStep;
import org.pfnproof.kernel.tdp.Steps.HostPte;

/**
 * A vCPU: its accesses, its faults, the loading of its root: arch/x86/kvm/mmu/mmu.c, tdp_mmu.c of Linux 6.12; the TLA+ module {@code
 * TdpFault}, and {@code kvm_mmu_reload} of {@code TdpMmu}. Each method that the package's table names is one atomic step; it says false,
 * and changes nothing, where the step is not enabled.
 */
final class TdpFault {

    private final Functions fn;
    private final TdpSptes sptes;

    TdpFault(Functions fn, TdpSptes sptes) {
        this.fn = fn;
        this.sptes = sptes;
    }

    static void inGuest(TdpState s, int v) {
        s.setFault(v, FaultStep.GUEST, 0, Access.NONE);
    }

    private static boolean isWrite(TdpState s, int v) {
        return s.faultKind(v) == Access.WRITE;
    }

    private static Spte spteOf(TdpState s, int v) {
        return s.spte(s.vcpuRoot(v), s.faultGfn(v));
    }

    private static boolean inGuestMode(TdpState s, int v) {
        return s.faultStep(v) == FaultStep.GUEST && TdpSptes.inUse(s, v);
    }

    // The guest: the hardware walks the SPTE where the TLB does not answer, and sets bits while it walks

    boolean guestReads(TdpState s, int v, int gfn) {
        if (!inGuestMode(s, v)) {
            return false;
        }
        Spte spte = s.spte(s.vcpuRoot(v), gfn);
        if (!s.tlbIsEmpty(v, gfn) || !sptes.hardwareReads(spte)) {
            return false;
        }
        s.setTlb(v, gfn, spte.pfn(), false);
        s.setSpte(s.vcpuRoot(v), gfn, spte.withA(true));
        return true;
    }

    boolean guestWrites(TdpState s, int v, int gfn) {
        if (!inGuestMode(s, v)) {
            return false;
        }
        Spte spte = s.spte(s.vcpuRoot(v), gfn);
        boolean cached = s.tlbW(v, gfn);
        if (!cached && !sptes.isAccessAllowed(true, spte)) {
            return false;
        }
        sptes.written(s, gfn);
        if (!cached) {
            s.setTlb(v, gfn, spte.pfn(), true);
            s.setSpte(s.vcpuRoot(v), gfn, spte.withA(true).withD(sptes.adBits()));
        }
        return true;
    }

    /** P0. With A/D bits only a write to a present SPTE takes the fast path. */
    boolean kvmTdpPageFault(TdpState s, int v, int gfn, Access kind) {
        if (!inGuestMode(s, v)) {
            return false;
        }
        Spte spte = s.spte(s.vcpuRoot(v), gfn);
        boolean faults =
                switch (kind) {
                    case READ -> s.tlbIsEmpty(v, gfn) && !sptes.isAccessAllowed(false, spte);
                    case WRITE -> !s.tlbW(v, gfn) && !sptes.isAccessAllowed(true, spte);
                    case PREFETCH -> true;
                    case NONE -> false;
                };
        if (!faults) {
            return false;
        }
        boolean fast = !sptes.adBits() || kind == Access.WRITE && spte.isShadowPresentPte();
        s.setFault(v, fast ? FaultStep.FAST : FaultStep.SNAPSHOT, gfn, kind);
        return true;
    }

    // P2

    private Spte fastPfNew(boolean write, Spte spte) {
        Spte restored = sptes.adBits() ? spte : spte.withA(true);
        return write && fn.fastPfMayWrite.test(spte) ? restored.withW(true) : restored;
    }

    /** The lockless walk reads the SPTE and decides. */
    boolean fastPageFault(TdpState s, int v) {
        if (s.faultStep(v) != FaultStep.FAST) {
            return false;
        }
        Spte spte = spteOf(s, v);
        Spte fixed = fastPfNew(isWrite(s, v), spte);
        if (sptes.isAccessAllowed(isWrite(s, v), spte)) {
            inGuest(s, v);
        } else if (spte.isShadowPresentPte() && !fixed.equals(spte) && sptes.isAccessAllowed(isWrite(s, v), fixed)) {
            s.setFaultStep(v, FaultStep.FAST_CMPXCHG);
            s.setFaultOld(v, spte);
        } else {
            s.setFaultStep(v, FaultStep.SNAPSHOT);
        }
        return true;
    }

    /** try_cmpxchg64() against what the fault has read. */
    boolean cmpxchgSucceeds(TdpState s, int v) {
        return spteOf(s, v).equals(s.faultOld(v));
    }

    /** The cmpxchg; who loses looks again. */
    boolean fastPfFixDirectSpte(TdpState s, int v) {
        if (s.faultStep(v) != FaultStep.FAST_CMPXCHG) {
            return false;
        }
        Spte old = s.faultOld(v);
        Spte fixed = fastPfNew(isWrite(s, v), old);
        if (!fn.fastPfStores.test(s, v)) {
            s.setFaultStep(v, FaultStep.FAST);
            s.setFaultOld(v, Spte.EMPTY);
            return true;
        }
        s.setSpte(s.vcpuRoot(v), s.faultGfn(v), fixed);
        if (fixed.w() && !old.w()) {
            s.setFaultStep(v, FaultStep.MARK_DIRTY);
            s.setFaultOld(v, Spte.EMPTY);
        } else {
            inGuest(s, v);
        }
        return true;
    }

    /** The dirty bitmap comes after the cmpxchg, still without a lock. */
    boolean markPageDirtyInSlot(TdpState s, int v) {
        if (s.faultStep(v) != FaultStep.MARK_DIRTY) {
            return false;
        }
        sptes.log(s, s.faultGfn(v));
        inGuest(s, v);
        return true;
    }

    /** P4. */
    boolean kvmFaultinPfn(TdpState s, int v) {
        if (s.faultStep(v) != FaultStep.SNAPSHOT) {
            return false;
        }
        s.setFaultStep(v, FaultStep.LOOKUP);
        s.setFaultMmuSeq(v, s.mmuInvalidateSeq());
        return true;
    }

    /** P10; a write makes the host's entry writable, without any mmu_notifier. */
    boolean hvaToPfn(TdpState s, int v) {
        if (s.faultStep(v) != FaultStep.LOOKUP) {
            return false;
        }
        int gfn = s.faultGfn(v);
        if (isWrite(s, v)) {
            s.setHost(gfn, HostPte.RW);
        } else if (s.host(gfn) == HostPte.NONE) {
            s.setHost(gfn, HostPte.RO);
        }
        s.setFaultStep(v, FaultStep.LOCK);
        s.setFaultPfn(v, Pfn.PAGE);
        s.setFaultWritable(v, s.host(gfn) == HostPte.RW);
        return true;
    }

    // P15 to P19

    static boolean isObsoleteSp(TdpState s, int v) {
        return s.isInvalid(s.vcpuRoot(v));
    }

    boolean isPageFaultStale(TdpState s, int v) {
        if (s.faultStep(v) != FaultStep.LOCK || !MmuNotifier.readTrylock(s)) {
            return false;
        }
        if (fn.isObsoleteSp.test(s, v) || fn.mmuInvalidateRetryGfn.retries(s, s.faultMmuSeq(v), s.faultGfn(v))) {
            inGuest(s, v);
        } else {
            s.setFaultStep(v, FaultStep.MAP);
            s.setFaultMmuSeq(v, NO_SEQ);
            s.setReadsMmuLock(v, true);
        }
        return true;
    }

    private Spte newSpte(TdpState s, int v, Spte old) {
        return sptes.makeSpte(old, s.faultPfn(v), s.faultWritable(v), s.faultKind(v) == Access.PREFETCH);
    }

    boolean leavesIfSame(TdpState s, int v, Spte old) {
        return newSpte(s, v, old).equals(old);
    }

    boolean faultLeavesSpte(TdpState s, int v, Spte old) {
        return old.isFrozenSpte() || leavesIfSame(s, v, old);
    }

    /** 6.13: a prefetch leaves a present SPTE alone. */
    boolean faultLeavesSpteOrPrefetch(TdpState s, int v, Spte old) {
        return faultLeavesSpte(s, v, old) || s.faultKind(v) == Access.PREFETCH && old.isShadowPresentPte();
    }

    /** P18, first half: reads the SPTE, makes the new one, tells the dirty bitmap. */
    boolean kvmTdpMmuMap(TdpState s, int v) {
        if (s.faultStep(v) != FaultStep.MAP) {
            return false;
        }
        Spte old = spteOf(s, v);
        if (fn.faultLeavesSpte.leaves(s, v, old)) {
            inGuest(s, v);
            s.setReadsMmuLock(v, false);
            return true;
        }
        if (newSpte(s, v, old).w()) {
            sptes.log(s, s.faultGfn(v));
        }
        s.setFaultStep(v, FaultStep.CMPXCHG);
        s.setFaultOld(v, old);
        return true;
    }

    /** P18, second half, and P19; who loses the cmpxchg goes back to the guest. */
    boolean tdpMmuMapHandleTargetLevel(TdpState s, int v) {
        if (s.faultStep(v) != FaultStep.CMPXCHG) {
            return false;
        }
        Spte old = s.faultOld(v);
        if (fn.faultStores.test(s, v)) {
            Spte made = newSpte(s, v, old);
            s.setSpte(s.vcpuRoot(v), s.faultGfn(v), made);
            sptes.handleChangedSpte(s, s.faultGfn(v), old, made);
        }
        inGuest(s, v);
        s.setReadsMmuLock(v, false);
        return true;
    }

    /** kvm_mmu_reload(): the obsolete root is put; a valid one is taken, or a new one. */
    boolean kvmMmuReload(TdpState s, int v) {
        if (s.faultStep(v) != FaultStep.GUEST || TdpSptes.inUse(s, v) || !MmuNotifier.readTrylock(s)) {
            return false;
        }
        int valid = sptes.firstRoot(s, root -> !s.isInvalid(root));
        if (valid == NO_ROOT && !sptes.rootIsFreeWithout(s, v)) {
            return false;
        }
        s.setVcpuRoot(v, NO_ROOT);
        sptes.putRoots(s);
        s.setVcpuRoot(v, valid == NO_ROOT ? sptes.allocRoot(s) : valid);
        s.setFreesObsolete(v, false);
        sptes.flushTlb(s, v);
        return true;
    }
}
