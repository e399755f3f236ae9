package org.pfnproof.kernel.accesseddirty;

import static org.pfnproof.kernel.adpages.AdPagesState.NO_PFN;
import static org.pfnproof.kernel.notifier.NotifierState.NO_SEQ;

import org.pfnproof.kernel.accesseddirty.AccessedDirtyState.FaultStep;
import org.pfnproof.kernel.accesseddirty.AccessedDirtyState.InvalidationStep;
import org.pfnproof.kernel.accesseddirty.AccessedDirtyState.Root;
import org.pfnproof.kernel.adpages.AdPageClass;
import org.pfnproof.kernel.adpages.AdPages;
import org.pfnproof.kernel.notifier.MmuNotifier;

/**
 * The vCPU that maps, uses and marks a page: virt/kvm/kvm_main.c, arch/x86/kvm/mmu/tdp_mmu.c of Linux 6.12 and 6.13; the TLA+ module
 * {@code AccessedDirty}. Each method with a truth value is one atomic step; it says false, and changes nothing, where the step is not
 * enabled.
 */
final class AccessedDirty {

    private final Functions fn;
    private final Marking marking;
    private final AdPages pages;
    private final Setting setting;

    AccessedDirty(Functions fn, Marking marking, AdPages pages, Setting setting) {
        this.fn = fn;
        this.marking = marking;
        this.pages = pages;
        this.setting = setting;
    }

    /**
     * The bounds that do not change.
     *
     * @param invalidators how many host threads there are
     * @param backing what is behind the gfn
     * @param adBits the hardware keeps accessed and dirty bits
     * @param marksAtZap as in 6.12, or at the map, as in 6.13
     */
    record Setting(int invalidators, Backing backing, boolean adBits, boolean marksAtZap) {}

    void init(AccessedDirtyState s) {
        for (int pfn : pages.frames()) {
            AdPages.free(s, pfn);
        }
        if (setting.backing() == Backing.ZERO) {
            AdPages.allocate(s, 1, AdPageClass.ZERO, 1);
        } else if (setting.backing() == Backing.PFNMAP) {
            AdPages.allocate(s, 1, AdPageClass.SPECIAL, 0);
        }
        s.setHostPte(NO_PFN, false, false);
    }

    static void inGuest(AccessedDirtyState s, int v) {
        s.setFaultStep(v, FaultStep.GUEST);
        s.setFaultWrite(v, false);
        s.setFaultPfn(v, NO_PFN);
        s.setFaultWritable(v, false);
        s.setFaultRef(v, false);
        s.setFaultMmuSeq(v, NO_SEQ);
    }

    /** Access through the SPTE. */
    boolean guestAccess(AccessedDirtyState s, int v, boolean write) {
        Spte spte = s.spte(Root.CURRENT);
        if (s.faultStep(v) != FaultStep.GUEST || !spte.permits(write)) {
            return false;
        }
        s.setSpte(Root.CURRENT, spte.accessed(write || !setting.adBits() && spte.w()));
        if (write) {
            s.setUnsaved(spte.pfn(), true);
        }
        return true;
    }

    /** P4. */
    boolean kvmFaultinPfn(AccessedDirtyState s, int v, boolean write) {
        if (s.faultStep(v) != FaultStep.GUEST || s.spte(Root.CURRENT).permits(write)) {
            return false;
        }
        s.setFaultStep(v, FaultStep.LOOKUP);
        s.setFaultWrite(v, write);
        s.setFaultMmuSeq(v, s.mmuInvalidateSeq());
        s.setStale(v, false);
        return true;
    }

    /** The remapped path asks, and then get_page_unless_zero() looks at the page's own count. */
    GetResult remappedGet(AccessedDirtyState s, int pfn) {
        if (!fn.kvmPfnIsRefcounted.of(s, pfn)) {
            return GetResult.NONE;
        }
        return s.pageRefCount(pfn) != 0 ? GetResult.REF : GetResult.REFUSED;
    }

    /** GUP counts whatever KVM believes; the remapped path of 6.13 never does. */
    private GetResult getResult(AccessedDirtyState s, int pfn) {
        if (setting.backing() != Backing.PFNMAP) {
            return GetResult.REF;
        }
        return setting.marksAtZap() ? fn.remappedGet.of(s, pfn) : GetResult.NONE;
    }

    /** P10, the get decision. */
    boolean hvaToPfn(AccessedDirtyState s, int v) {
        int pfn = s.hostPtePfn();
        if (s.faultStep(v) != FaultStep.LOOKUP || pfn == NO_PFN || s.faultWrite(v) && !s.hostPteWritable()) {
            return false;
        }
        GetResult result = getResult(s, pfn);
        if (result == GetResult.REFUSED) {
            inGuest(s, v);
            return true;
        }
        if (result == GetResult.REF) {
            AdPages.get(s, pfn);
        }
        s.setFaultStep(v, FaultStep.MAP);
        s.setFaultPfn(v, pfn);
        s.setFaultWritable(v, s.hostPteWritable());
        s.setFaultRef(v, result == GetResult.REF);
        return true;
    }

    /** Cleaners keep the page locked, which page_mkwrite() waits for. */
    private boolean pageLocked(AccessedDirtyState s) {
        for (int n = 0; n < setting.invalidators(); n++) {
            InvalidationStep step = s.invStep(n);
            if (s.invOp(n) == HostOp.CLEAN && (step == InvalidationStep.END || step == InvalidationStep.CLEAR_DIRTY)) {
                return true;
            }
        }
        return false;
    }

    private static boolean isFree(AccessedDirtyState s, int pfn) {
        return s.pageClass(pfn) == AdPageClass.FREE;
    }

    /** A driver maps its block, or another one once that is gone; not while it is taken back. */
    private boolean driverMayMap(AccessedDirtyState s, int pfn) {
        boolean block = s.pageClass(pfn) == AdPageClass.SPECIAL
                || isFree(s, pfn)
                        && pages.frames().stream().noneMatch(other -> s.pageClass(other) == AdPageClass.SPECIAL);
        for (int n = 0; n < setting.invalidators(); n++) {
            block &= s.invPfn(n) != pfn;
        }
        return block;
    }

    private boolean newEntry(AccessedDirtyState s, int pfn, boolean write) {
        boolean possible =
                switch (setting.backing()) {
                    case ANON -> isFree(s, pfn);
                    case THP -> (pfn & 1) == 0 && isFree(s, pfn) && isFree(s, pfn - 1);
                    case ZERO -> s.pageClass(pfn) == AdPageClass.ZERO;
                    case PFNMAP -> driverMayMap(s, pfn);
                };
        if (!possible) {
            return false;
        }
        switch (setting.backing()) {
            case ANON -> AdPages.allocate(s, pfn, AdPageClass.RAM, 1);
            case THP -> {
                AdPages.allocate(s, pfn - 1, AdPageClass.HEAD, 1);
                AdPages.allocate(s, pfn, AdPageClass.TAIL, 0);
            }
            case PFNMAP -> AdPages.allocate(s, pfn, AdPageClass.SPECIAL, 0);
            case ZERO -> {}
        }
        boolean ordinary = setting.backing() == Backing.ANON || setting.backing() == Backing.THP;
        s.setHostPte(pfn, setting.backing() != Backing.ZERO, ordinary && write);
        return true;
    }

    /** The host fills its entry, or makes it writable. */
    boolean faultinPage(AccessedDirtyState s, int v, int pfn) {
        if (s.faultStep(v) != FaultStep.LOOKUP) {
            return false;
        }
        if (s.hostPtePfn() == NO_PFN) {
            return newEntry(s, pfn, s.faultWrite(v));
        }
        if (s.hostPtePfn() != pfn || !s.faultWrite(v) || s.hostPteWritable() || pageLocked(s)) {
            return false;
        }
        s.setHostPte(pfn, true, true);
        return true;
    }

    /** P15 to P18, under mmu_lock; 6.13 marks and puts here as well. */
    boolean kvmTdpMmuMap(AccessedDirtyState s, int v) {
        if (s.faultStep(v) != FaultStep.MAP) {
            return false;
        }
        int pfn = s.faultPfn(v);
        boolean retry = MmuNotifier.mmuInvalidateRetryGfn(s, s.faultMmuSeq(v), 1);
        boolean finishes = fn.finishesUnderLock.getAsBoolean();
        boolean stale = s.isStale(v);
        int freed = 0;
        if (finishes && s.faultRef(v)) {
            if (!retry) {
                fn.markedAtMap.on(s, v);
                s.setBadMark(s.badMark() || stale);
            }
            freed = pages.put(s, pfn);
        }
        if (!retry) {
            s.setSpte(Root.CURRENT, new Spte(pfn, s.faultWritable(v), true, s.faultWritable(v), s.faultRef(v)));
            s.setStale(s.holder(Root.CURRENT), stale || AdPages.has(freed, pfn));
        }
        marking.noteHolders(s, freed);
        if (AdPages.has(freed, s.spte(Root.OLD).pfn())) {
            s.setStale(s.holder(Root.OLD), true);
        }
        marking.forgetWrites(s, freed);
        if (finishes) {
            inGuest(s, v);
        } else {
            s.setFaultStep(v, FaultStep.RELEASE);
            s.setFaultMmuSeq(v, NO_SEQ);
        }
        return true;
    }

    /** P19 of 6.12, after mmu_lock was dropped, for a retry as well. */
    boolean kvmReleasePfnClean(AccessedDirtyState s, int v) {
        if (s.faultStep(v) != FaultStep.RELEASE) {
            return false;
        }
        if (fn.releasePuts.of(s, v)) {
            int pfn = s.faultPfn(v);
            s.setBadMark(s.badMark() || s.isStale(v) && fn.kvmIsAdTrackedPage.of(s, pfn));
            fn.markedAtRelease.on(s, v);
            marking.noteFreed(s, pages.put(s, pfn));
        }
        inGuest(s, v);
        return true;
    }

    /** The same by a variant: puts, then marks. */
    boolean putsThenMarks(AccessedDirtyState s, int v) {
        if (s.faultStep(v) != FaultStep.RELEASE) {
            return false;
        }
        int pfn = s.faultPfn(v);
        boolean marks = fn.kvmIsAdTrackedPage.of(s, pfn);
        boolean stale = s.isStale(v);
        int freed = pages.put(s, pfn);
        if (marks) {
            AdPages.flag(s, pfn, false, true);
        }
        marking.noteFreed(s, freed);
        s.setBadMark(s.badMark() || marks && (stale || freed != 0));
        inGuest(s, v);
        return true;
    }
}
