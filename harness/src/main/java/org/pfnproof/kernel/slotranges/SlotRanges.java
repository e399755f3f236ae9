package org.pfnproof.kernel.slotranges;

import static org.pfnproof.kernel.notifier.NotifierState.NO_SEQ;
import static org.pfnproof.kernel.notifier.NotifierState.NO_WRITER;
import static org.pfnproof.kernel.slotranges.Slots.NO_PAGE;
import static org.pfnproof.kernel.slotranges.Slots.NO_SLOT;

import org.pfnproof.kernel.Quantifiers;
import org.pfnproof.kernel.notifier.Mapped;
import org.pfnproof.kernel.notifier.MmuNotifier;
import org.pfnproof.kernel.slotranges.SlotRangesState.FaultStep;
import org.pfnproof.kernel.slotranges.SlotRangesState.InvalidationStep;

/**
 * One invalidation meets several memslots: virt/kvm/kvm_main.c, arch/x86/kvm/mmu/tdp_mmu.c of Linux 6.12; the TLA+ module
 * {@code SlotRanges}. Each method with a truth value is one atomic step; it says false, and changes nothing, where the step is not enabled.
 */
final class SlotRanges {

    private final Functions fn;
    private final int vcpus;
    private final int invalidators;
    private final Slots slots;

    SlotRanges(Functions fn, int vcpus, int invalidators, Slots slots) {
        this.fn = fn;
        this.vcpus = vcpus;
        this.invalidators = invalidators;
        this.slots = slots;
    }

    void init(SlotRangesState s) {
        MmuNotifier.init(s);
        for (int p = 1; p <= slots.pageCount(); p++) {
            s.setSpte(p, Mapped.NONE);
        }
        for (int v = 0; v < vcpus; v++) {
            inGuest(s, v);
        }
        for (int n = 0; n < invalidators; n++) {
            idle(s, n);
        }
    }

    private static void inGuest(SlotRangesState s, int v) {
        s.setFaultStep(v, FaultStep.GUEST);
        s.setFaultPage(v, NO_PAGE);
        s.setFaultMmuSeq(v, NO_SEQ);
        s.setFaultPfn(v, Mapped.NONE);
    }

    private static void idle(SlotRangesState s, int n) {
        s.setInvStep(n, InvalidationStep.IDLE);
        s.setInvRange(n, 0, 0);
        s.setInvSlot(n, NO_SLOT);
        s.setInvNext(n, 0);
        s.setInvMayBlock(n, false);
    }

    // A vCPU's page fault

    /** The order of the steps; GUEST stands for the snapshot. */
    static FaultStep rngFaultStepAfter(FaultStep step) {
        return switch (step) {
            case GUEST -> FaultStep.EARLY;
            case EARLY -> FaultStep.LOOKUP;
            case LOOKUP -> FaultStep.LATE;
            case LATE -> FaultStep.MAP;
            case MAP -> throw new IllegalArgumentException("nothing is said of " + step);
        };
    }

    private void next(SlotRangesState s, int v) {
        s.setFaultStep(v, fn.rngFaultStepAfter.apply(s.faultStep(v)));
    }

    private int gfnOfFault(SlotRangesState s, int v) {
        return slots.page(s.faultPage(v)).gfn();
    }

    /** P0 the slot, P4 the snapshot. */
    boolean kvmFaultinPfn(SlotRangesState s, int v, int page) {
        if (s.faultStep(v) != FaultStep.GUEST || s.spte(page) != Mapped.NONE) {
            return false;
        }
        next(s, v);
        s.setFaultPage(v, page);
        s.setFaultMmuSeq(v, s.mmuInvalidateSeq());
        return true;
    }

    /** P9, without mmu_lock. */
    boolean mmuInvalidateRetryEarly(SlotRangesState s, int v) {
        return s.faultStep(v) == FaultStep.EARLY && testedLockless(s, v);
    }

    /** P14, without mmu_lock. */
    boolean mmuInvalidateRetryLate(SlotRangesState s, int v) {
        return s.faultStep(v) == FaultStep.LATE && testedLockless(s, v);
    }

    private boolean testedLockless(SlotRangesState s, int v) {
        if (MmuNotifier.mmuInvalidateRetryGfnUnsafe(s, s.faultMmuSeq(v), gfnOfFault(s, v))) {
            inGuest(s, v);
        } else {
            next(s, v);
        }
        return true;
    }

    /** P10: an empty host entry is filled on the way. */
    boolean hvaToPfn(SlotRangesState s, int v) {
        if (s.faultStep(v) != FaultStep.LOOKUP) {
            return false;
        }
        next(s, v);
        s.setFaultPfn(v, Mapped.CURRENT);
        return true;
    }

    /** P16: the test that counts, under mmu_lock. */
    boolean rngRetry(SlotRangesState s, int v) {
        return MmuNotifier.mmuInvalidateRetryGfn(s, s.faultMmuSeq(v), gfnOfFault(s, v));
    }

    /** The same, which takes the range's end for a part of it. */
    boolean rngRetryUpToEnd(SlotRangesState s, int v) {
        return rngRetry(s, v) || s.mmuInvalidateInProgress() != 0 && gfnOfFault(s, v) == s.mmuInvalidateRangeEnd();
    }

    /** P15 to P19. */
    boolean kvmTdpMmuMap(SlotRangesState s, int v) {
        if (s.faultStep(v) != FaultStep.MAP || !MmuNotifier.readTrylock(s)) {
            return false;
        }
        if (!fn.rngRetry.test(s, v)) {
            s.setSpte(s.faultPage(v), s.faultPfn(v));
        }
        inGuest(s, v);
        return true;
    }

    // mmu_notifier_invalidate_range_start()

    /** The next slot that the walk comes to. */
    int nextSlotAhead(SlotRangesState s, int n) {
        return slots.nextMet(s.invSlot(n), s.invStart(n), s.invEnd(n));
    }

    private int gfnStart(SlotRangesState s, int n) {
        return slots.gfnStart(s.invSlot(n), s.invStart(n));
    }

    private int gfnEnd(SlotRangesState s, int n) {
        return slots.gfnEnd(s.invSlot(n), s.invEnd(n));
    }

    /** Without a slot nothing is locked and nothing counted. */
    boolean kvmMmuNotifierInvalidateRangeStart(SlotRangesState s, int n, int first, int last, boolean mayBlock) {
        if (s.invStep(n) != InvalidationStep.IDLE || first > last) {
            return false;
        }
        s.setInvRange(n, first, last + 1);
        s.setInvMayBlock(n, mayBlock);
        s.setInvStep(n, meetsSlot(s, n) ? InvalidationStep.BEGIN : InvalidationStep.MODIFY);
        return true;
    }

    private boolean meetsSlot(SlotRangesState s, int n) {
        return slots.nextMet(NO_SLOT, s.invStart(n), s.invEnd(n)) != NO_SLOT;
    }

    /** What on_lock() does. */
    static void rngBegin(SlotRangesState s, int n) {
        MmuNotifier.kvmMmuInvalidateBegin(s);
    }

    /** S3a: on_lock(), once an invalidation. */
    boolean kvmMmuInvalidateRangeStart(SlotRangesState s, int n) {
        if (s.invStep(n) != InvalidationStep.BEGIN || !MmuNotifier.writeTrylock(s)) {
            return false;
        }
        s.setMmuLockWriter(n);
        fn.rngBegin.on(s, n);
        s.setInvStep(n, InvalidationStep.RANGE_ADD);
        s.setInvSlot(n, fn.nextSlotAhead.of(s, n));
        return true;
    }

    /** The gfns of the slot at hand join the range. */
    void rngAdded(SlotRangesState s, int n) {
        MmuNotifier.rangeAdded(s, gfnStart(s, n), gfnEnd(s, n));
    }

    /** The same, which takes the range's end for a part of it. */
    void rngAddedAsLast(SlotRangesState s, int n) {
        MmuNotifier.rangeAdded(s, gfnStart(s, n), gfnEnd(s, n) - 1);
    }

    /** S3b, kvm_mmu_unmap_gfn_range(): first half. */
    boolean kvmMmuInvalidateRangeAdd(SlotRangesState s, int n) {
        if (s.invStep(n) != InvalidationStep.RANGE_ADD) {
            return false;
        }
        fn.rngAdded.on(s, n);
        s.setInvStep(n, InvalidationStep.UNMAP);
        s.setInvNext(n, gfnStart(s, n));
        return true;
    }

    private void zap(SlotRangesState s, int n, int end) {
        for (int g = s.invNext(n); g < end; g++) {
            s.setSpte(slots.pageAt(s.invSlot(n), g), Mapped.NONE);
        }
    }

    /** Second half: the rest of this slot; after the last one flush, unlock (S3c). */
    boolean kvmUnmapGfnRange(SlotRangesState s, int n) {
        if (s.invStep(n) != InvalidationStep.UNMAP) {
            return false;
        }
        zap(s, n, gfnEnd(s, n));
        int slot = fn.nextSlotAhead.of(s, n);
        if (slot == NO_SLOT) {
            s.setInvStep(n, InvalidationStep.MODIFY);
            s.setInvMayBlock(n, false);
            s.setMmuLockWriter(NO_WRITER);
        } else {
            s.setInvStep(n, InvalidationStep.RANGE_ADD);
        }
        s.setInvSlot(n, slot);
        s.setInvNext(n, 0);
        return true;
    }

    /** Zap up to a gfn, flush, drop mmu_lock: only after progress, and only if the caller may sleep. */
    boolean tdpMmuIterCondResched(SlotRangesState s, int n, int gfn) {
        if (s.invStep(n) != InvalidationStep.UNMAP
                || !fn.mayYield.test(s, n)
                || s.invNext(n) >= gfn
                || gfn >= gfnEnd(s, n)) {
            return false;
        }
        zap(s, n, gfn);
        s.setInvStep(n, InvalidationStep.UNMAP_YIELDED);
        s.setInvNext(n, gfn);
        s.setMmuLockWriter(NO_WRITER);
        return true;
    }

    /** mmu_lock is taken again. */
    boolean tdpMmuIterResumes(SlotRangesState s, int n) {
        if (!MmuNotifier.writeTrylock(s) || !resumesUnlocked(s, n)) {
            return false;
        }
        s.setMmuLockWriter(n);
        return true;
    }

    /** Or it is not. */
    static boolean resumesUnlocked(SlotRangesState s, int n) {
        if (s.invStep(n) != InvalidationStep.UNMAP_YIELDED) {
            return false;
        }
        s.setInvStep(n, InvalidationStep.UNMAP);
        return true;
    }

    // The primary MMU, and mmu_notifier_invalidate_range_end()

    /** Whether a page is behind the hva range of an invalidation. */
    boolean isBehind(SlotRangesState s, int n, int page) {
        int hva = slots.page(page).hva();
        return s.invStart(n) <= hva && hva < s.invEnd(n);
    }

    /** Whether start has returned and end has not been called. */
    static boolean hasReturned(SlotRangesState s, int n) {
        return s.invStep(n) == InvalidationStep.MODIFY || s.invStep(n) == InvalidationStep.END;
    }

    boolean meetsMemory(SlotRangesState s, int n) {
        return Quantifiers.some(slots.pageCount(), i -> isBehind(s, n, i + 1));
    }

    /** Whether begin has been called and end has not. */
    boolean hasBegun(SlotRangesState s, int n) {
        return s.invStep(n) != InvalidationStep.IDLE && s.invStep(n) != InvalidationStep.BEGIN && meetsMemory(s, n);
    }

    /** The host's entries of the range are cleared. */
    boolean zapPteRange(SlotRangesState s, int n) {
        if (s.invStep(n) != InvalidationStep.MODIFY) {
            return false;
        }
        for (int p = 1; p <= slots.pageCount(); p++) {
            if (isBehind(s, n, p) && s.spte(p) != Mapped.NONE) {
                s.setSpte(p, Mapped.STALE);
            }
        }
        for (int v = 0; v < vcpus; v++) {
            if (s.faultPfn(v) == Mapped.CURRENT && isBehind(s, n, s.faultPage(v))) {
                s.setFaultPfn(v, Mapped.STALE);
            }
        }
        s.setInvStep(n, InvalidationStep.END);
        return true;
    }

    /** in_progress--. */
    static void rngEnd(SlotRangesState s, int n) {
        MmuNotifier.kvmMmuInvalidateEndDec(s);
    }

    /** E1; without a slot nothing again. */
    boolean kvmMmuNotifierInvalidateRangeEnd(SlotRangesState s, int n) {
        boolean counted = meetsSlot(s, n);
        if (s.invStep(n) != InvalidationStep.END || counted && !MmuNotifier.writeTrylock(s)) {
            return false;
        }
        if (counted) {
            s.setMmuInvalidateSeq(fn.nextSeq.applyAsInt(s));
            fn.rngEnd.on(s, n);
        }
        idle(s, n);
        return true;
    }
}
