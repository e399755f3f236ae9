package org.pfnproof.kernel.huge;

import static org.pfnproof.kernel.notifier.NotifierState.NO_SEQ;
import static org.pfnproof.kernel.pages.PagesState.NO_PFN;

import java.util.List;
import org.pfnproof.kernel.huge.Functions.Range;
import org.pfnproof.kernel.huge.HugePagesState.FaultStep;
import org.pfnproof.kernel.huge.HugePagesState.UpdateStep;
import org.pfnproof.kernel.notifier.MmuNotifier;
import org.pfnproof.kernel.pages.StructPages;

/**
 * KVM maps huge pages, and changes memory attributes: arch/x86/kvm/mmu/mmu.c, tdp_mmu.c, virt/kvm/kvm_main.c of Linux 6.12; the TLA+ module
 * {@code HugePages}. Each method with a truth value is one atomic step; it says false, and changes nothing, where the step is not enabled.
 */
final class HugePages {

    private final Functions fn;
    private final HugeHost host;
    private final int vcpus;
    private final List<Integer> gfns;
    private final StructPages pages;
    private final boolean attributes;

    HugePages(Functions fn, HugeHost host, int vcpus, List<Integer> gfns, StructPages pages, boolean attributes) {
        this.fn = fn;
        this.host = host;
        this.vcpus = vcpus;
        this.gfns = gfns;
        this.pages = pages;
        this.attributes = attributes;
    }

    void init(HugePagesState s) {
        host.init(s);
        gfns.forEach(g -> s.setAttrPrivate(g, false));
        s.setLpageMixed(false);
        updaterIdle(s);
        for (int v = 0; v < vcpus; v++) {
            inGuest(s, v);
        }
    }

    private static void inGuest(HugePagesState s, int v) {
        s.setFaultStep(v, FaultStep.GUEST);
        s.setFaultGfn(v, 0);
        s.setFaultMmuSeq(v, NO_SEQ);
        s.setFaultPfn(v, NO_PFN);
        s.setFaultGoalLevel(v, 1);
    }

    // A vCPU's page fault

    /** The order of the steps; a fault begins after GUEST. */
    FaultStep hugeStepAfter(FaultStep step) {
        return switch (step) {
            case GUEST -> FaultStep.SNAPSHOT;
            case SNAPSHOT -> attributes ? FaultStep.PRIVATE : FaultStep.LOOKUP;
            case PRIVATE -> FaultStep.LOOKUP;
            case LOOKUP -> FaultStep.STALE;
            case STALE -> FaultStep.LEVEL;
            case LEVEL -> FaultStep.MAP;
            case MAP, RELEASE -> throw new IllegalArgumentException("nothing is said of " + step);
        };
    }

    private void next(HugePagesState s, int v) {
        s.setFaultStep(v, fn.hugeStepAfter.apply(s.faultStep(v)));
    }

    /** P0. */
    boolean kvmTdpPageFault(HugePagesState s, int v, int gfn) {
        if (s.faultStep(v) != FaultStep.GUEST) {
            return false;
        }
        next(s, v);
        s.setFaultGfn(v, gfn);
        return true;
    }

    /** P4: the snapshot. */
    boolean kvmFaultinPfn(HugePagesState s, int v) {
        if (s.faultStep(v) != FaultStep.SNAPSHOT) {
            return false;
        }
        s.setFaultMmuSeq(v, s.mmuInvalidateSeq());
        next(s, v);
        return true;
    }

    /** P5: the memory is private, so the fault ends in user space. */
    boolean kvmMemIsPrivate(HugePagesState s, int v) {
        if (s.faultStep(v) != FaultStep.PRIVATE) {
            return false;
        }
        if (s.attrPrivate(s.faultGfn(v))) {
            inGuest(s, v);
        } else {
            next(s, v);
        }
        return true;
    }

    /** P10: with a reference, also of a driver's page. */
    boolean hvaToPfn(HugePagesState s, int v) {
        if (s.faultStep(v) != FaultStep.LOOKUP || s.hostPte(s.faultGfn(v)) == NO_PFN) {
            return false;
        }
        int pfn = s.hostPte(s.faultGfn(v));
        StructPages.getPage(s, pfn);
        s.setFaultPfn(v, pfn);
        next(s, v);
        return true;
    }

    /** The host fills the gfn. */
    boolean faultinPage(HugePagesState s, int v, int pfn) {
        return s.faultStep(v) == FaultStep.LOOKUP && host.fillSmall(s, s.faultGfn(v), pfn);
    }

    /** The host fills the block. */
    boolean faultinHugePage(HugePagesState s, int v, int pfn) {
        return s.faultStep(v) == FaultStep.LOOKUP && host.fillHuge(s, s.faultGfn(v), pfn);
    }

    /** P15, P16: the gfn that the guest touched, and no other. */
    boolean isPageFaultStale(HugePagesState s, int v) {
        if (s.faultStep(v) != FaultStep.STALE || !MmuNotifier.readTrylock(s)) {
            return false;
        }
        if (MmuNotifier.mmuInvalidateRetryGfn(s, s.faultMmuSeq(v), s.faultGfn(v))) {
            s.setFaultStep(v, FaultStep.RELEASE);
        } else {
            s.setReadsMmuLock(v, true);
            next(s, v);
        }
        s.setFaultMmuSeq(v, NO_SEQ);
        return true;
    }

    /** How the host maps a gfn: host_pfn_mapping_level(). */
    static int hostLevel(HugePagesState s, int gfn) {
        return HugeHost.inBlock(gfn) && s.hostHuge() ? 2 : 1;
    }

    /** P17: the level of the SPTE. */
    boolean kvmMmuHugepageAdjust(HugePagesState s, int v) {
        if (s.faultStep(v) != FaultStep.LEVEL) {
            return false;
        }
        int gfn = s.faultGfn(v);
        s.setFaultGoalLevel(v, HugeHost.inBlock(gfn) && s.lpageMixed() ? 1 : fn.hostLevel.of(s, gfn));
        next(s, v);
        return true;
    }

    static int alignedPfn(int pfn) {
        return pfn % 2 == 0 ? pfn - 1 : pfn;
    }

    /** P18: a large entry replaces a table; on the way to a small one, a large one is split. */
    boolean kvmTdpMmuMap(HugePagesState s, int v) {
        if (s.faultStep(v) != FaultStep.MAP) {
            return false;
        }
        boolean huge = s.faultGoalLevel(v) == 2;
        int gfn = s.faultGfn(v);
        s.setSpte(gfn, s.faultPfn(v));
        if (huge) {
            int head = alignedPfn(s.faultPfn(v));
            s.setSpte(1, head);
            s.setSpte(2, head + 1);
        }
        s.setSpteHuge(huge || s.spteHuge() && !HugeHost.inBlock(gfn));
        s.setReadsMmuLock(v, false);
        s.setFaultStep(v, FaultStep.RELEASE);
        return true;
    }

    /** P19: the pfn as it was looked up. */
    boolean kvmReleasePfnClean(HugePagesState s, int v) {
        if (s.faultStep(v) != FaultStep.RELEASE) {
            return false;
        }
        pages.putPage(s, fn.releasedPfn.of(s, v));
        inGuest(s, v);
        return true;
    }

    // KVM_SET_MEMORY_ATTRIBUTES, under slots_lock

    private static void updaterIdle(HugePagesState s) {
        s.setUpdateStep(UpdateStep.IDLE);
        s.setUpdate(0, 0, false);
    }

    /** kvm_arch_pre_set_memory_attributes(): with the block of which only a part changes, unless it is mixed already. */
    static Range attributeRange(HugePagesState s, int first, int last) {
        return HugeHost.cutsBlock(first, last) && !s.lpageMixed()
                ? new Range(1, Math.max(last + 1, 3))
                : new Range(first, last + 1);
    }

    /** Begin, range, zap: of the changed gfns, which takes a huge SPTE along. */
    boolean kvmPreSetMemoryAttributes(HugePagesState s, int first, int last, boolean becomePrivate) {
        if (!mayChange(s, first, last, becomePrivate)) {
            return false;
        }
        Range range = fn.attributeRange.of(s, first, last);
        HugeHost.invalidateBegin(s, range.start(), range.end());
        zapAndGoOn(s, first, last, becomePrivate);
        return true;
    }

    /** The same without a range. */
    boolean preWithoutRange(HugePagesState s, int first, int last, boolean becomePrivate) {
        if (!mayChange(s, first, last, becomePrivate)) {
            return false;
        }
        MmuNotifier.kvmMmuInvalidateBegin(s);
        zapAndGoOn(s, first, last, becomePrivate);
        return true;
    }

    private boolean mayChange(HugePagesState s, int first, int last, boolean becomePrivate) {
        if (!attributes || s.updateStep() != UpdateStep.IDLE || !MmuNotifier.writeTrylock(s)) {
            return false;
        }
        for (int g = first; g <= last; g++) {
            if (s.attrPrivate(g) != becomePrivate) {
                return true;
            }
        }
        return false;
    }

    private void zapAndGoOn(HugePagesState s, int first, int last, boolean becomePrivate) {
        fn.zapLeafs.on(s, first, last);
        s.setUpdateStep(UpdateStep.STORE);
        s.setUpdate(first, last + 1, becomePrivate);
    }

    /** The attributes are stored. */
    boolean kvmVmSetMemAttributes(HugePagesState s) {
        if (s.updateStep() != UpdateStep.STORE) {
            return false;
        }
        for (int g = s.updateStart(); g < s.updateEnd(); g++) {
            s.setAttrPrivate(g, s.updatePrivate());
        }
        s.setUpdateStep(UpdateStep.POST);
        return true;
    }

    /** End, and the flag: one section of mmu_lock. */
    boolean kvmArchPostSetMemoryAttributes(HugePagesState s) {
        if (!postWithoutFlag(s)) {
            return false;
        }
        s.setLpageMixed(blockIsMixed(s));
        return true;
    }

    /** End alone. */
    boolean postWithoutFlag(HugePagesState s) {
        if (s.updateStep() != UpdateStep.POST || !MmuNotifier.writeTrylock(s)) {
            return false;
        }
        host.invalidateEnd(s);
        updaterIdle(s);
        return true;
    }

    static boolean blockIsMixed(HugePagesState s) {
        return s.attrPrivate(1) != s.attrPrivate(2);
    }
}
