package org.pfnproof.kernel.aging;

import java.util.stream.IntStream;
import org.pfnproof.kernel.aging.AgingState.Callback;
import org.pfnproof.kernel.aging.AgingState.Fields;
import org.pfnproof.kernel.aging.AgingState.InvalidationStep;
import org.pfnproof.kernel.aging.AgingState.Operation;
import org.pfnproof.kernel.notifier.Mapped;
import org.pfnproof.kernel.notifier.MmuNotifier;
import org.pfnproof.kernel.state.Field;

/**
 * Aging, and change_pte of Linux 6.1, beside page faults and invalidations: virt/kvm/kvm_main.c, arch/x86/kvm/mmu/tdp_mmu.c; the TLA+ module
 * {@code AgingAndChangePte}. Each method that the package's table names is one atomic step; it says false, and changes nothing, where the
 * step is not enabled.
 */
final class Aging {

    /** The one gfn. */
    static final int THE_GFN = 1;

    private final Functions fn;
    private final Fields at;
    private final int invalidators;

    Aging(Functions fn, Fields at, int invalidators) {
        this.fn = fn;
        this.at = at;
        this.invalidators = invalidators;
    }

    void init(AgingState s) {
        MmuNotifier.init(s);
        s.setActiveCount(0);
        setSpte(s, Mapped.NONE, false);
        flush(s);
        at.faults.init(s);
        for (int n = 0; n < invalidators; n++) {
            idle(s, n);
        }
        s.setFlag(at.used, false);
    }

    void idle(AgingState s, int n) {
        setStep(s, n, InvalidationStep.IDLE);
        s.set(at.invOp.get(n), Operation.NONE);
    }

    boolean is(AgingState s, int n, InvalidationStep step) {
        return s.get(at.invStep.get(n)) == step;
    }

    private void setStep(AgingState s, int n, InvalidationStep step) {
        s.set(at.invStep.get(n), step);
    }

    private void setSpte(AgingState s, Mapped pfn, boolean young) {
        s.set(at.sptePfn, pfn);
        s.setFlag(at.spteYoung, young);
    }

    private boolean noSpte(AgingState s) {
        return s.get(at.sptePfn) == Mapped.NONE && !s.flag(at.spteYoung);
    }

    void zap(AgingState s) {
        setSpte(s, Mapped.NONE, false);
    }

    /** kvm_flush_remote_tlbs() */
    void flush(AgingState s) {
        for (Field vcpu : at.tlb) {
            s.setFlag(vcpu, false);
        }
    }

    // The guest, and its page fault

    /** The hardware sets the accessed bit when it walks the table, not when the TLB has the translation. */
    boolean guestAccess(AgingState s, int v) {
        if (noSpte(s) || !at.faults.isInGuest(s, v)) {
            return false;
        }
        if (!s.flag(at.tlb[v])) {
            s.setFlag(at.spteYoung, true);
        }
        s.setFlag(at.tlb[v], true);
        s.setFlag(at.used, true);
        return true;
    }

    boolean kvmFaultinPfn(AgingState s, int v) {
        return noSpte(s) && at.faults.snapshot(s, v, 0);
    }

    /** Whether the host holds the page-table lock with the entry cleared. */
    private boolean pteLocked(AgingState s) {
        return IntStream.range(0, invalidators)
                .anyMatch(n -> is(s, n, InvalidationStep.CHANGE_PTE) || is(s, n, InvalidationStep.SET));
    }

    boolean hvaToPfn(AgingState s, int v) {
        return !pteLocked(s) && at.faults.lookup(s, v);
    }

    boolean kvmTdpMmuMap(AgingState s, int v) {
        if (!at.faults.maps(s, v)) {
            return false;
        }
        if (!MmuNotifier.mmuInvalidateRetryGfn(s, at.faults.mmuSeq(s, v), THE_GFN)) {
            setSpte(s, at.faults.pfn(s, v), true);
        }
        at.faults.inGuest(s, v);
        return true;
    }

    // Aging

    /** The host holds the page-table lock. */
    boolean ageGfnRange(AgingState s, Callback callback) {
        if (pteLocked(s) || !s.flag(at.spteYoung)) {
            return false;
        }
        s.setFlag(at.spteYoung, false);
        if (fn.flushes.test(callback)) {
            flush(s);
        }
        s.setFlag(at.used, false);
        return true;
    }

    // The host takes the page away, or puts another one in its place

    void clears(AgingState s, int n, Operation op) {
        setStep(s, n, InvalidationStep.CLEAR);
        s.set(at.invOp.get(n), op);
    }

    boolean kvmMmuNotifierInvalidateRangeStart(AgingState s, int n, Operation op) {
        if (!is(s, n, InvalidationStep.IDLE)) {
            return false;
        }
        s.activeCountInc();
        s.setMmuInvalidateInProgress(s.mmuInvalidateInProgress() + 1);
        MmuNotifier.rangeAdded(s, THE_GFN, THE_GFN + 1);
        fn.zappedByStart.accept(s);
        fn.flushedByStart.accept(s);
        s.setFlag(at.used, false);
        clears(s, n, op);
        return true;
    }

    boolean ptepClearFlush(AgingState s, int n) {
        if (!is(s, n, InvalidationStep.CLEAR) || pteLocked(s)) {
            return false;
        }
        if (!noSpte(s)) {
            s.set(at.sptePfn, Mapped.STALE);
        }
        at.faults.makeStale(s, gfn -> true);
        boolean replace = s.get(at.invOp.get(n)) == Operation.REPLACE;
        setStep(s, n, replace ? InvalidationStep.CHANGE_PTE : InvalidationStep.END);
        return true;
    }

    /** A read-only page is mapped at once, another one only unmapped. */
    boolean kvmMmuNotifierChangePte(AgingState s, int n, boolean writable) {
        if (!is(s, n, InvalidationStep.CHANGE_PTE)) {
            return false;
        }
        if (!fn.nothingInProgress.test(s) && !noSpte(s)) {
            setSpte(s, writable ? Mapped.NONE : Mapped.CURRENT, false);
            flush(s);
        }
        setStep(s, n, InvalidationStep.SET);
        return true;
    }

    boolean setPteAt(AgingState s, int n) {
        if (!is(s, n, InvalidationStep.SET)) {
            return false;
        }
        setStep(s, n, InvalidationStep.END);
        return true;
    }

    boolean kvmMmuNotifierInvalidateRangeEnd(AgingState s, int n) {
        if (!is(s, n, InvalidationStep.END)) {
            return false;
        }
        s.setMmuInvalidateSeq(fn.nextSeq.applyAsInt(s));
        MmuNotifier.kvmMmuInvalidateEndDec(s);
        s.activeCountDec();
        idle(s, n);
        return true;
    }
}
