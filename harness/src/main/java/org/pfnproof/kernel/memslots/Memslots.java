package org.pfnproof.kernel.memslots;

import static org.pfnproof.kernel.memslots.MemslotsState.NO_SLOT;
import static org.pfnproof.kernel.notifier.NotifierState.NO_SEQ;

import java.util.List;
import org.pfnproof.kernel.memslots.MemslotsState.FaultStep;
import org.pfnproof.kernel.memslots.MemslotsState.InvalidationStep;
import org.pfnproof.kernel.memslots.MemslotsState.Spte;
import org.pfnproof.kernel.memslots.MemslotsState.UpdateStep;
import org.pfnproof.kernel.notifier.MmuNotifier;

/**
 * A memslot is created, deleted and moved while vCPUs fault on it and the host invalidates what is behind it: virt/kvm/kvm_main.c,
 * arch/x86/kvm/mmu/mmu.c of Linux 6.12; the TLA+ module {@code Memslots}. Each method with a truth value is one atomic step; it says false,
 * and changes nothing, where the step is not enabled.
 */
final class Memslots {

    private final Functions fn;
    private final int vcpus;
    private final int invalidators;
    private final List<Integer> gfns;

    Memslots(Functions fn, int vcpus, int invalidators, List<Integer> gfns) {
        this.fn = fn;
        this.vcpus = vcpus;
        this.invalidators = invalidators;
        this.gfns = gfns;
    }

    void init(MemslotsState s) {
        MmuNotifier.init(s);
        s.setActiveCount(0);
        s.setSlot(1, false);
        idle(s);
        gfns.forEach(gfn -> s.setSpte(gfn, Spte.NONE));
        for (int v = 0; v < vcpus; v++) {
            inGuest(s, v);
        }
        for (int n = 0; n < invalidators; n++) {
            idle(s, n);
        }
    }

    private static void idle(MemslotsState s) {
        s.setUpdateStep(UpdateStep.IDLE);
        s.setUpdate(NO_SLOT, NO_SLOT);
        s.setUpdateFlushed(false);
    }

    private static void inGuest(MemslotsState s, int v) {
        s.setFaultStep(v, FaultStep.GUEST);
        s.setFaultGfn(v, 0);
        s.setFaultSlot(v, NO_SLOT, false);
        s.setFaultMmuSeq(v, NO_SEQ);
    }

    static void idle(MemslotsState s, int n) {
        s.setInvStep(n, InvalidationStep.IDLE);
        s.setInvHva(n, 0);
        s.setInvSlot(n, NO_SLOT, false);
        s.setInvBegun(n, false);
    }

    // SRCU

    /** A grace period waits for the readers that are inside when it begins. */
    private void graceBegins(MemslotsState s) {
        for (int v = 0; v < vcpus; v++) {
            s.setGraceWaitsFor(v, s.faultStep(v) != FaultStep.GUEST);
        }
        for (int n = 0; n < invalidators; n++) {
            s.setGraceWaitsFor(
                    vcpus + n, s.invStep(n) == InvalidationStep.BEGIN || s.invStep(n) == InvalidationStep.END);
        }
    }

    private static void srcuReadUnlock(MemslotsState s, int reader) {
        s.setGraceWaitsFor(reader, false);
    }

    // The thread inside kvm_set_memslot(), holding slots_lock

    /** The order of the steps. */
    static UpdateStep updateStepAfter(UpdateStep step) {
        return switch (step) {
            case IDLE -> UpdateStep.SWAP_INVALID;
            case SWAP_INVALID -> UpdateStep.SRCU_INVALID;
            case SRCU_INVALID -> UpdateStep.FLUSH;
            case FLUSH -> UpdateStep.SWAP;
            case SWAP -> UpdateStep.SRCU;
            case SRCU -> UpdateStep.IDLE;
        };
    }

    /** KVM_SET_USER_MEMORY_REGION that creates the memslot at a gfn. */
    boolean create(MemslotsState s, int gfn) {
        return s.slot() == NO_SLOT && update(s, UpdateStep.SWAP, gfn);
    }

    /** The same that deletes the memslot at a gfn. */
    boolean delete(MemslotsState s, int gfn) {
        return s.slot() == gfn && update(s, fn.updateStepAfter.apply(UpdateStep.IDLE), NO_SLOT);
    }

    /** The same that moves the memslot to a gfn. */
    boolean move(MemslotsState s, int gfn) {
        return s.slot() != NO_SLOT && s.slot() != gfn && update(s, fn.updateStepAfter.apply(UpdateStep.IDLE), gfn);
    }

    private static boolean update(MemslotsState s, UpdateStep first, int changed) {
        if (s.updateStep() != UpdateStep.IDLE) {
            return false;
        }
        s.setUpdateStep(first);
        s.setUpdate(s.slot(), changed);
        s.setUpdateFlushed(false);
        return true;
    }

    /** kvm_swap_active_memslots() sleeps until no invalidation is active. */
    static boolean noInvalidationActive(MemslotsState s) {
        return s.activeCount() == 0;
    }

    /** kvm_invalidate_memslot(): INVALID is published. */
    boolean kvmInvalidateMemslot(MemslotsState s) {
        if (s.updateStep() != UpdateStep.SWAP_INVALID || !fn.noInvalidationActive.test(s)) {
            return false;
        }
        s.setSlot(s.slot(), true);
        s.setUpdateStep(fn.updateStepAfter.apply(UpdateStep.SWAP_INVALID));
        graceBegins(s);
        return true;
    }

    /** kvm_swap_active_memslots(): the new memslots are published. */
    boolean kvmSwapActiveMemslots(MemslotsState s) {
        if (s.updateStep() != UpdateStep.SWAP || !fn.noInvalidationActive.test(s)) {
            return false;
        }
        s.setSlot(s.updateNew(), false);
        s.setUpdateStep(fn.updateStepAfter.apply(UpdateStep.SWAP));
        graceBegins(s);
        return true;
    }

    /** synchronize_srcu(): the grace period is over, and with it the generation of MMIO SPTEs. */
    boolean synchronizeSrcu(MemslotsState s) {
        UpdateStep step = s.updateStep();
        if (step != UpdateStep.SRCU_INVALID && step != UpdateStep.SRCU || !s.graceIsOver()) {
            return false;
        }
        for (int gfn : gfns) {
            if (s.spte(gfn) == Spte.MMIO) {
                s.setSpte(gfn, Spte.NONE);
            }
        }
        UpdateStep next = fn.updateStepAfter.apply(step);
        if (next == UpdateStep.IDLE) {
            idle(s);
        } else {
            s.setUpdateStep(next);
        }
        return true;
    }

    /** kvm_arch_flush_shadow_memslot(): the slot's SPTEs go, under mmu_lock. */
    boolean kvmArchFlushShadowMemslot(MemslotsState s) {
        if (s.updateStep() != UpdateStep.FLUSH) {
            return false;
        }
        s.setSpte(s.updateOld(), Spte.NONE);
        s.setUpdateStep(fn.updateStepAfter.apply(UpdateStep.FLUSH));
        s.setUpdateFlushed(true);
        return true;
    }

    // A vCPU's page fault

    /** P0: enters the srcu section, looks the memslot up. */
    boolean kvmTdpPageFault(MemslotsState s, int v, int gfn) {
        if (s.faultStep(v) != FaultStep.GUEST || s.spte(gfn) == Spte.RAM) {
            return false;
        }
        s.setFaultStep(v, FaultStep.FAULTIN);
        s.setFaultGfn(v, gfn);
        boolean found = s.slot() == gfn;
        s.setFaultSlot(v, found ? gfn : NO_SLOT, found && s.slotInvalid());
        s.setFaultMmuSeq(v, NO_SEQ);
        return true;
    }

    /** P4 snapshot; P6 no slot means MMIO; P7 an INVALID one means "again". */
    boolean kvmFaultinPfn(MemslotsState s, int v) {
        if (s.faultStep(v) != FaultStep.FAULTIN) {
            return false;
        }
        if (s.faultSlotInvalid(v) && fn.invalidSlotRetries) {
            inGuest(s, v);
            srcuReadUnlock(s, v);
            return true;
        }
        if (s.faultSlotInvalid(v)) {
            s.setFaultSlot(v, NO_SLOT, false);
        }
        s.setFaultStep(v, FaultStep.MAP);
        s.setFaultMmuSeq(v, s.faultSlot(v) == NO_SLOT ? NO_SEQ : s.mmuInvalidateSeq());
        return true;
    }

    /** P15 to P19. Without a slot there is nothing that could be stale. */
    boolean kvmTdpMmuMap(MemslotsState s, int v) {
        if (s.faultStep(v) != FaultStep.MAP) {
            return false;
        }
        int gfn = s.faultGfn(v);
        boolean noSlot = s.faultSlot(v) == NO_SLOT;
        if (noSlot || !MmuNotifier.mmuInvalidateRetryGfn(s, s.faultMmuSeq(v), gfn)) {
            s.setSpte(gfn, noSlot ? Spte.MMIO : Spte.RAM);
        }
        inGuest(s, v);
        srcuReadUnlock(s, v);
        return true;
    }

    // An invalidation of one hva

    /** S1. */
    boolean kvmMmuNotifierInvalidateRangeStart(MemslotsState s, int n, int hva) {
        if (s.invStep(n) != InvalidationStep.IDLE) {
            return false;
        }
        s.activeCountInc();
        s.setInvStep(n, InvalidationStep.START);
        s.setInvHva(n, hva);
        return true;
    }

    /** S3 and E1: the walk over the memslots; hva 1 backs the slot. */
    boolean kvmHandleHvaRange(MemslotsState s, int n) {
        InvalidationStep step = s.invStep(n);
        if (step != InvalidationStep.START && step != InvalidationStep.MODIFY) {
            return false;
        }
        boolean found = s.invHva(n) == 1;
        s.setInvStep(n, step == InvalidationStep.START ? InvalidationStep.BEGIN : InvalidationStep.END);
        s.setInvSlot(n, found ? s.slot() : NO_SLOT, found && s.slotInvalid());
        return true;
    }

    /** S3a to S3c: begin, range, zap, flush, in one section of mmu_lock. */
    boolean kvmMmuInvalidateRangeStart(MemslotsState s, int n) {
        int gfn = s.invSlot(n);
        if (s.invStep(n) != InvalidationStep.BEGIN || gfn == NO_SLOT) {
            return false;
        }
        s.setMmuInvalidateInProgress(s.mmuInvalidateInProgress() + 1);
        MmuNotifier.rangeAdded(s, gfn, gfn + 1);
        if (s.spte(gfn) == Spte.RAM) {
            s.setSpte(gfn, Spte.NONE);
        }
        s.setInvStep(n, InvalidationStep.MODIFY);
        s.setInvSlot(n, NO_SLOT, false);
        s.setInvBegun(n, true);
        srcuReadUnlock(s, vcpus + n);
        return true;
    }

    /** E1: seq++, in_progress--. */
    boolean kvmMmuInvalidateEnd(MemslotsState s, int n) {
        if (s.invStep(n) != InvalidationStep.END || s.invSlot(n) == NO_SLOT) {
            return false;
        }
        s.setMmuInvalidateSeq(fn.nextSeq.applyAsInt(s));
        MmuNotifier.kvmMmuInvalidateEndDec(s);
        s.setInvStep(n, InvalidationStep.COUNT_DEC);
        s.setInvSlot(n, NO_SLOT, false);
        s.setInvBegun(n, false);
        srcuReadUnlock(s, vcpus + n);
        return true;
    }

    /** Either of them, where the range meets no memslot. */
    boolean rangeMeetsNoMemslot(MemslotsState s, int n) {
        InvalidationStep step = s.invStep(n);
        if (step != InvalidationStep.BEGIN && step != InvalidationStep.END || s.invSlot(n) != NO_SLOT) {
            return false;
        }
        s.setInvStep(n, step == InvalidationStep.BEGIN ? InvalidationStep.MODIFY : InvalidationStep.COUNT_DEC);
        s.setInvBegun(n, false);
        srcuReadUnlock(s, vcpus + n);
        return true;
    }

    /** E2; 6.12 warns at zero and leaves it there. */
    boolean kvmMmuNotifierInvalidateRangeEnd(MemslotsState s, int n) {
        if (s.invStep(n) != InvalidationStep.COUNT_DEC) {
            return false;
        }
        s.activeCountDec();
        idle(s, n);
        return true;
    }
}
