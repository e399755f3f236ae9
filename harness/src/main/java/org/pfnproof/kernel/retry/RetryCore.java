package org.pfnproof.kernel.retry;

import static org.pfnproof.kernel.notifier.NotifierState.NO_SEQ;
import static org.pfnproof.kernel.retry.RetryState.NO_PFN;

import java.util.List;
import org.pfnproof.kernel.notifier.MmuNotifier;
import org.pfnproof.kernel.retry.RetryState.FaultStep;

/**
 * What a page fault and an invalidation owe to each other: arch/x86/kvm/mmu/mmu.c, virt/kvm/kvm_main.c of Linux 6.12; the TLA+ module
 * {@code RetryProtocol}. Each method with a truth value is one atomic step; it says false, and changes nothing, where the step is not
 * enabled.
 */
final class RetryCore {

    private final RetryCounter counter;
    private final int vcpus;
    private final int invalidators;
    private final List<Integer> gfns;

    RetryCore(RetryCounter counter, int vcpus, int invalidators, List<Integer> gfns) {
        this.counter = counter;
        this.vcpus = vcpus;
        this.invalidators = invalidators;
        this.gfns = gfns;
    }

    void init(RetryState s) {
        MmuNotifier.init(s);
        s.setMmuInvalidateSeq(counter.first());
        for (int gfn : gfns) {
            s.setHostPfn(gfn, NO_PFN);
            s.setSptePfn(gfn, NO_PFN);
        }
        for (int n = 0; n < invalidators; n++) {
            s.setRunning(n, 0, 0);
        }
        for (int v = 0; v < vcpus; v++) {
            inGuest(s, v);
        }
    }

    private static void inGuest(RetryState s, int v) {
        s.setFaultStep(v, FaultStep.GUEST);
        s.setFaultGfn(v, 0);
        s.setFaultMmuSeq(v, NO_SEQ);
        s.setFaultPfn(v, NO_PFN);
        s.setCompleted(v, 0);
    }

    // A vCPU

    /** P0 and P4: the slot, then the snapshot. */
    boolean kvmFaultinPfn(RetryState s, int v, int gfn) {
        if (s.faultStep(v) != FaultStep.GUEST) {
            return false;
        }
        s.setFaultStep(v, FaultStep.LOOKUP);
        s.setFaultGfn(v, gfn);
        s.setFaultMmuSeq(v, s.mmuInvalidateSeq());
        return true;
    }

    /** P10: the host's entry is read. From here on it may change. */
    boolean hvaToPfn(RetryState s, int v) {
        if (s.faultStep(v) != FaultStep.LOOKUP || s.hostPfn(s.faultGfn(v)) == NO_PFN) {
            return false;
        }
        s.setFaultPfn(v, s.hostPfn(s.faultGfn(v)));
        s.setFaultStep(v, FaultStep.STALE);
        return true;
    }

    /** P9 and P14, or an error of the lookup: the fault ends without mapping. */
    boolean mmuInvalidateRetryGfnUnsafeSaysRetry(RetryState s, int v) {
        if (s.faultStep(v) != FaultStep.LOOKUP && s.faultStep(v) != FaultStep.STALE) {
            return false;
        }
        inGuest(s, v);
        return true;
    }

    /** P15 and P16: mmu_lock for read, then the test that counts. */
    boolean isPageFaultStale(RetryState s, int v) {
        if (s.faultStep(v) != FaultStep.STALE || !MmuNotifier.readTrylock(s)) {
            return false;
        }
        if (MmuNotifier.mmuInvalidateRetryGfn(s, s.faultMmuSeq(v), s.faultGfn(v))) {
            inGuest(s, v);
        } else {
            s.setFaultStep(v, FaultStep.MAP);
            s.setFaultMmuSeq(v, NO_SEQ);
            s.setCompleted(v, 0);
            s.setReadsMmuLock(v, true);
        }
        return true;
    }

    /** P18 and P19: installs, drops mmu_lock. */
    boolean kvmTdpMmuMap(RetryState s, int v) {
        if (s.faultStep(v) != FaultStep.MAP) {
            return false;
        }
        s.setSptePfn(s.faultGfn(v), s.faultPfn(v));
        s.setReadsMmuLock(v, false);
        inGuest(s, v);
        return true;
    }

    // The host

    /** S3a to S3c, under mmu_lock held for write: in_progress++, the range grows, the SPTEs of the range go. */
    boolean kvmMmuNotifierInvalidateRangeStart(RetryState s, int n, int start, int end) {
        if (s.isRunning(n) || !MmuNotifier.writeTrylock(s)) {
            return false;
        }
        s.setRunning(n, start, end);
        s.setMmuInvalidateInProgress(s.mmuInvalidateInProgress() + 1);
        MmuNotifier.rangeAdded(s, start, end);
        for (int gfn = start; gfn < end; gfn++) {
            s.setSptePfn(gfn, NO_PFN);
        }
        return true;
    }

    /** Between start and end: an entry is cleared. */
    boolean zapPteRange(RetryState s, int n, int gfn) {
        if (!s.inRunning(n, gfn) || s.hostPfn(gfn) == NO_PFN) {
            return false;
        }
        s.setHostPfn(gfn, NO_PFN);
        return true;
    }

    /** An empty entry is filled: by a vCPU's lookup, or for anybody else. */
    boolean handleMmFault(RetryState s, int gfn, int pfn) {
        if (s.hostPfn(gfn) != NO_PFN) {
            return false;
        }
        s.setHostPfn(gfn, pfn);
        return true;
    }

    /** E1, under mmu_lock held for write: seq++, in_progress--. */
    boolean kvmMmuNotifierInvalidateRangeEnd(RetryState s, int n) {
        if (!s.isRunning(n) || !MmuNotifier.writeTrylock(s)) {
            return false;
        }
        s.setRunning(n, 0, 0);
        s.setMmuInvalidateSeq(counter.nextSeq().applyAsInt(s));
        MmuNotifier.kvmMmuInvalidateEndDec(s);
        for (int v = 0; v < vcpus; v++) {
            if (s.isLive(v)) {
                s.setCompleted(v, Math.min(s.completed(v) + 1, counter.completedCap()));
            }
        }
        return true;
    }

    /** The same, unless {@code limit} of them have completed within some fault. */
    boolean kvmMmuNotifierInvalidateRangeEndWithinLimit(RetryState s, int n, int limit) {
        for (int v = 0; v < vcpus; v++) {
            if (s.isLive(v) && s.completed(v) >= limit) {
                return false;
            }
        }
        return kvmMmuNotifierInvalidateRangeEnd(s, n);
    }
}
