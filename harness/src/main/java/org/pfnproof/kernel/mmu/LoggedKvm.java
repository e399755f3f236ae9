package org.pfnproof.kernel.mmu;

import static org.pfnproof.kernel.mmu.KvmState.NO_PFN;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.pfnproof.kernel.mmu.Bounds.Operation;
import org.pfnproof.kernel.mmu.Bounds.Vma;
import org.pfnproof.kernel.notifier.MmuNotifier;
import org.pfnproof.kernel.notifier.SeqCounter;
import org.pfnproof.kernel.pages.PageClass;

/**
 * The steps of {@link KvmMmu} on a state without bounds, for following a log: the same methods, called with what the log says happened. A
 * step says false, and the state is then worth nothing, where the protocol does not allow it.
 *
 * <p>What a log does not show is left open here, always so that more is asked of KVM: an invalidation takes away every host entry of its
 * range as soon as start has returned, whatever it is for; an entry that was taken away may hold any page when it is next looked at.
 *
 * <p>Beyond {@link KvmMmu}: several memslots (as in the spec SlotRanges), faults without a valid memslot (as in the spec Memslots), roots
 * that become obsolete. What must hold after each step is in {@link LoggedRules}.
 */
public final class LoggedKvm {

    private final KvmMmu.Parts parts;
    private final boolean rangeInHvas;
    private final boolean locklessTests;

    private LoggedKvm(Profiles profile) {
        parts = new KvmMmu.Parts(anything(List.of(), List.of()), SeqCounter.COUNTING);
        parts.fn.opApplies = (s, op, first, last) -> true;
        parts.fn.meetsMemslot = (s, n) -> ((SparseKvmState) s).invMeetsMemslot(n);
        profile.change(parts);
        rangeInHvas = profile == Profiles.LINUX_6_1;
        locklessTests = profile != Profiles.LINUX_6_1;
    }

    /** No more than what the classes of steps need to be made: everything beyond is ordinary memory. */
    private static Bounds anything(List<String> vcpus, List<String> invalidators) {
        return new Bounds(
                vcpus,
                invalidators,
                List.of(1),
                List.of(1),
                List.of(1),
                Map.of(1, Vma.ANON),
                Map.of(1, PageClass.RAM),
                Map.of(1, 0),
                Set.of(Operation.ZAP),
                true,
                List.of(true, false));
    }

    /** The names of all actions of {@link KvmMmu}, whether a log can show them or not. */
    public static Set<String> actions() {
        Bounds one = anything(List.of("v"), List.of("n"));
        Set<String> names = new TreeSet<>();
        new KvmMmu(one, SeqCounter.COUNTING, Profiles.LINUX_6_12, parts -> {})
                .moves()
                .forEach(move -> names.add(move.action()));
        return names;
    }

    /** The steps of a profile; empty if its logs cannot be followed. */
    public static Optional<LoggedKvm> of(String profile) {
        return switch (profile) {
            case "linux-6.1" -> Optional.of(new LoggedKvm(Profiles.LINUX_6_1));
            case "linux-6.12" -> Optional.of(new LoggedKvm(Profiles.LINUX_6_12));
            default -> Optional.empty();
        };
    }

    /** Whether mmu_invalidate_range is one of host addresses, known when an invalidation begins; else of gfns, known at each memslot. */
    public boolean rangeInHvas() {
        return rangeInHvas;
    }

    /** Whether a fault looks at the counters before and after the lookup, too. */
    public boolean locklessTests() {
        return locklessTests;
    }

    // A vCPU's page fault

    /** P0. After RET_PF_RETRY the guest repeats the access, or does another first: an interrupt, a fetch. */
    public boolean kvmTdpPageFault(SparseKvmState s, int v, int gfn, boolean write) {
        if (s.faultStep(v) == FaultStep.REENTER) {
            PageFault.inGuest(s, v);
        }
        return parts.fault.kvmTdpPageFault(s, v, gfn, write);
    }

    /** fast_page_fault() was enough. */
    public boolean fastPageFault(SparseKvmState s, int v) {
        boolean there = s.faultStep(v) == FaultStep.SNAPSHOT && Sptes.isShadowPresentPte(s, s.faultGfn(v));
        PageFault.inGuest(s, v);
        return there;
    }

    /** P4. */
    public boolean kvmFaultinPfn(SparseKvmState s, int v) {
        return parts.fault.kvmFaultinPfn(s, v);
    }

    /** P9. */
    public boolean mmuInvalidateRetryEarly(SparseKvmState s, int v) {
        return parts.fault.mmuInvalidateRetryEarly(s, v);
    }

    /** P14. */
    public boolean mmuInvalidateRetryLate(SparseKvmState s, int v) {
        return parts.fault.mmuInvalidateRetryLate(s, v);
    }

    /** P9 or P14 while begin stores the counter and the range one after the other: a mixture of old and new may say "retry". */
    public boolean retryForMixedRange(SparseKvmState s, int v) {
        if (s.faultStep(v) != FaultStep.RETRY_EARLY && s.faultStep(v) != FaultStep.RETRY_LATE) {
            return false;
        }
        parts.fn.retry.on(s, v);
        return true;
    }

    /** A fault leaves kvm_faultin_pfn() without a page, and not by a retry test: INVALID memslot, error, MMIO that is not cached. */
    public boolean leavesWithoutPage(SparseKvmState s, int v) {
        boolean early = s.faultPfn(v) == NO_PFN && s.faultStep(v) != FaultStep.GUEST;
        PageFault.inGuest(s, v);
        return early;
    }

    /** P6: no memslot. There will be an SPTE for MMIO; nothing to look up, nothing that could be stale. */
    public boolean kvmHandleNoslotFault(SparseKvmState s, int v) {
        boolean snapped = s.faultStep(v) == afterSnapshot();
        s.setFaultStep(v, FaultStep.LOCK);
        return snapped;
    }

    private FaultStep afterSnapshot() {
        return parts.fn.faultStepAfter.apply(FaultStep.SNAPSHOT);
    }

    /** The memslot tells the host address of a gfn. */
    public void gfnToHva(SparseKvmState s, int gfn, int hva) {
        s.setGfnToHva(gfn, hva);
    }

    /**
     * P10: the lookup finds a page.
     *
     * @param changing whether an invalidation was free to change the entry at some time during the lookup
     */
    public boolean hvaToPfn(SparseKvmState s, int v, int pfn, boolean changing) {
        int hva = PageFault.hvaOfFault(s, v);
        int known = s.hostPfn(hva);
        boolean knownWritable = s.hostWritable(hva);
        if (!changing && known != NO_PFN && known != pfn) {
            return false;
        }
        comesIntoUse(s, pfn);
        s.setHostPte(hva, pfn, s.faultWrite(v) || known == pfn && knownWritable);
        boolean done = parts.fn.hvaToPfn.take(s, v);
        if (changing) {
            s.setHostPte(hva, known, knownWritable);
        }
        return done;
    }

    /** Somebody has allocated the page, if it was free. */
    private static void comesIntoUse(SparseKvmState s, int pfn) {
        if (s.pageRefcount(pfn) == 0) {
            s.setInBuddy(pfn, false);
            s.setPageRefcount(pfn, 1);
        }
    }

    /** P15. */
    public boolean readLockMmuLock(SparseKvmState s, int v) {
        return parts.fault.readLockMmuLock(s, v);
    }

    /** P16, which says what the log says. */
    public boolean isPageFaultStale(SparseKvmState s, int v, boolean stale) {
        return parts.fault.isPageFaultStale(s, v) && s.faultRetry(v) == stale;
    }

    /** P16 of a vCPU whose root is obsolete: stale, whatever the counters say. */
    public boolean isObsoleteRoot(SparseKvmState s, int v) {
        boolean due = s.faultStep(v) == FaultStep.STALE;
        s.setFaultRetry(v, true);
        s.setFaultMmuSeq(v, KvmState.NO_SEQ);
        s.setFaultStep(v, parts.fn.faultStepAfter.apply(FaultStep.MAP));
        return due;
    }

    /** P16 of a fault without memslot: not stale. */
    public boolean isNotStaleWithoutSlot(SparseKvmState s, int v) {
        boolean due = s.faultStep(v) == FaultStep.STALE;
        s.setFaultStep(v, FaultStep.MAP);
        return due;
    }

    /** P18. */
    public boolean kvmTdpMmuMap(SparseKvmState s, int v) {
        return parts.fault.kvmTdpMmuMap(s, v);
    }

    /** P18 that installs nothing: it was there, somebody else was at it, or it is one for MMIO. */
    public boolean kvmTdpMmuMapNothing(SparseKvmState s, int v) {
        boolean due = s.faultStep(v) == FaultStep.MAP;
        s.setFaultStep(v, parts.fn.faultStepAfter.apply(FaultStep.MAP));
        return due;
    }

    /** P19. */
    public boolean readUnlockMmuLock(SparseKvmState s, int v) {
        return parts.fn.readUnlockMmuLock.take(s, v);
    }

    /** P19. */
    public boolean kvmReleasePfnClean(SparseKvmState s, int v) {
        return parts.fn.kvmReleasePfnClean.take(s, v);
    }

    // An invalidation

    /** mmu_notifier_invalidate_range_start() of host addresses first..last. */
    public boolean invalidateRangeStart(SparseKvmState s, int n, int first, int last) {
        s.setInvMeetsMemslot(n, false);
        return parts.invalidation.invalidateRangeStart(s, n, Operation.ZAP, first, last);
    }

    /** S3a. Where the range is one of host addresses it is known here, and stored in the same section of code. */
    public boolean kvmMmuInvalidateRangeStart(SparseKvmState s, int n) {
        s.setInvMeetsMemslot(n, true);
        if (!parts.invalidation.kvmMmuInvalidateRangeStart(s, n)) {
            return false;
        }
        if (rangeInHvas) {
            parts.fn.rangeAdded.add(s, s.invStart(n), s.invEnd(n));
            s.setInvStep(n, InvalidationStep.UNMAP);
        }
        return true;
    }

    /** S3b, first half, for one memslot: gfns start..end-1 of it. */
    public boolean kvmMmuInvalidateRangeAdd(SparseKvmState s, int n, int start, int end) {
        InvalidationStep step = s.invStep(n);
        if (step == InvalidationStep.MODIFY && MmuNotifier.writeTrylock(s)) {
            // Not over after the last memslot, as it seemed.
            s.setMmuLockWriter(n);
        } else if (step != InvalidationStep.RANGE_ADD && !(rangeInHvas && step == InvalidationStep.UNMAP)) {
            return false;
        }
        if (!rangeInHvas) {
            parts.fn.rangeAdded.add(s, start, end);
        }
        s.setInvGfns(n, start, end);
        s.setInvStep(n, InvalidationStep.UNMAP);
        return true;
    }

    /** tdp_mmu_iter_cond_resched(): the walk drops mmu_lock. */
    public boolean tdpMmuIterCondResched(SparseKvmState s, int n) {
        if (!parts.invalidation.walking(s, n)) {
            return false;
        }
        MmuNotifier.writeUnlock(s);
        s.setInvStep(n, InvalidationStep.UNMAP_YIELDED);
        return true;
    }

    /** The walk takes it again. */
    public boolean tdpMmuIterResumes(SparseKvmState s, int n) {
        return parts.invalidation.tdpMmuIterResumes(s, n);
    }

    /** S3b, second half, and S3c: the walk of a memslot is over, as far as can be seen the last one; mmu_lock is dropped. */
    public boolean kvmUnmapGfnRange(SparseKvmState s, int n) {
        if (!parts.invalidation.walking(s, n)) {
            return false;
        }
        MmuNotifier.writeUnlock(s);
        s.setInvStep(n, InvalidationStep.MODIFY);
        return true;
    }

    /** S3 without a memslot in the range. */
    public boolean rangeMeetsNoMemslot(SparseKvmState s, int n) {
        return parts.invalidation.rangeMeetsNoMemslot(s, n);
    }

    /** Start has returned: what entries of the range hold is not known any more. */
    public boolean changesEntries(SparseKvmState s, int n) {
        if (!Invalidation.at(s, n, InvalidationStep.MODIFY)) {
            return false;
        }
        for (int place = 0; place < s.hvas(); place++) {
            int hva = s.hva(place);
            if (s.invStart(n) <= hva && hva < s.invEnd(n)) {
                s.setHostPte(hva, NO_PFN, false);
            }
        }
        s.setInvNext(n, s.invEnd(n));
        return true;
    }

    /** E1, first store. */
    public boolean kvmMmuInvalidateEnd(SparseKvmState s, int n) {
        return parts.fn.kvmMmuInvalidateEnd.take(s, n);
    }

    /** E1, second store. */
    public boolean mmuInvalidateInProgressDec(SparseKvmState s, int n) {
        return parts.invalidation.mmuInvalidateInProgressDec(s, n);
    }

    /** E1 without a memslot. */
    public boolean endMeetsNoMemslot(SparseKvmState s, int n) {
        return parts.fn.endMeetsNoMemslot.take(s, n);
    }

    // The rest

    /** An SPTE is there now, or (NO_PFN) not any more. */
    public void spteChanged(SparseKvmState s, int gfn, int pfn) {
        s.setSpte(gfn, pfn, pfn != NO_PFN && s.spteWritable(gfn));
        s.setFreedUnder(gfn, false);
    }

    /** A page is freed: false if KVM holds a reference to it. */
    public boolean freePages(SparseKvmState s, int pfn) {
        boolean unused = s.pageRefcount(pfn) <= 1;
        s.setPageRefcount(pfn, 0);
        s.setInBuddy(pfn, true);
        return unused;
    }

    /** A page that was free is in use. */
    public void allocPages(SparseKvmState s, int pfn) {
        comesIntoUse(s, pfn);
    }

    /** The halves of the retry test under mmu_lock. */
    public record RetryTest(boolean bySeq, boolean byInProgress) {
        /** What they say together. */
        public boolean stale() {
            return bySeq || byInProgress;
        }
    }

    /** The test that a vCPU makes, taken apart. */
    public RetryTest retryTest(SparseKvmState s, int v) {
        boolean bySeq = s.faultMmuSeq(v) != s.mmuInvalidateSeq();
        // The same test with the snapshot of now: what is left is the other half.
        boolean byInProgress = parts.fn.mmuInvalidateRetryGfn.saysRetry(s, s.mmuInvalidateSeq(), s.faultGfn(v));
        return new RetryTest(bySeq, byInProgress);
    }
}
