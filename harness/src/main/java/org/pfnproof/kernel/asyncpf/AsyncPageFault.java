package org.pfnproof.kernel.asyncpf;

import static org.pfnproof.kernel.notifier.NotifierState.NO_SEQ;

import java.util.Set;
import org.pfnproof.kernel.asyncpf.AsyncPfState.FaultStep;
import org.pfnproof.kernel.asyncpf.AsyncPfState.Host;
import org.pfnproof.kernel.asyncpf.AsyncPfState.Work;
import org.pfnproof.kernel.notifier.MmuNotifier;

/**
 * A fault whose page needs I/O: virt/kvm/async_pf.c, arch/x86/kvm/mmu/mmu.c, arch/x86/kvm/x86.c of Linux 6.12; the TLA+ module
 * {@code AsyncPageFault}. Each method with a truth value is one atomic step of vCPU v; it says false, and changes nothing, where the step
 * is not enabled.
 */
final class AsyncPageFault {

    private final Functions fn;
    private final boolean pv;
    private final boolean mayFail;
    private final Set<UserOp> userOps;

    AsyncPageFault(Functions fn, boolean pv, boolean mayFail, Set<UserOp> userOps) {
        this.fn = fn;
        this.pv = pv;
        this.mayFail = mayFail;
        this.userOps = userOps;
    }

    /** No fault, at a step. */
    static boolean noFault(AsyncPfState s, int v, FaultStep step, int gfn) {
        s.setFaultStep(v, step);
        s.setFaultGfn(v, gfn);
        s.setFaultPrefetch(v, false);
        s.setFaultMmuSeq(v, NO_SEQ);
        return true;
    }

    static boolean at(AsyncPfState s, int v, FaultStep step) {
        return s.faultStep(v) == step;
    }

    static boolean goes(AsyncPfState s, int v, FaultStep step) {
        s.setFaultStep(v, step);
        return true;
    }

    private static boolean faultEnds(AsyncPfState s, int v) {
        return s.faultPrefetch(v) ? noFault(s, v, FaultStep.READY, s.faultGfn(v)) : noFault(s, v, FaultStep.GUEST, 0);
    }

    static boolean isRequested(AsyncPfState s, int v) {
        return s.haltRequested(v) || s.readyRequested(v);
    }

    /** Requests are served before the guest runs. */
    boolean kvmTdpPageFault(AsyncPfState s, int v, int gfn) {
        return at(s, v, FaultStep.GUEST)
                && !isRequested(s, v)
                && !s.isMapped(gfn)
                && !s.isWaiting(v, gfn)
                && noFault(s, v, FaultStep.SNAPSHOT, gfn);
    }

    /** P4. */
    boolean kvmFaultinPfn(AsyncPfState s, int v) {
        if (!at(s, v, FaultStep.SNAPSHOT)) {
            return false;
        }
        s.setFaultMmuSeq(v, s.mmuInvalidateSeq());
        return goes(s, v, FaultStep.NOWAIT);
    }

    /** P10: FOLL_NOWAIT. */
    boolean hvaToPfnNowait(AsyncPfState s, int v) {
        return at(s, v, FaultStep.NOWAIT)
                && goes(
                        s,
                        v,
                        switch (s.host(s.faultGfn(v))) {
                            case PRESENT -> FaultStep.MAP;
                            case SWAPPED -> FaultStep.NEEDS_IO;
                            case NONE -> FaultStep.ERROR;
                        });
    }

    /** P11: a repeated fault on the same gfn halts; else a work is queued and the guest told, or the vCPU halts all the same. */
    boolean kvmArchSetupAsyncPf(AsyncPfState s, int v) {
        if (!at(s, v, FaultStep.NEEDS_IO) || s.faultPrefetch(v)) {
            return false;
        }
        int gfn = s.faultGfn(v);
        boolean repeated = s.isQueued(v, gfn);
        if (!repeated) {
            s.setQueued(v, gfn, true);
            s.setWork(v, gfn, Work.SCHEDULED);
        }
        if (!repeated && pv) {
            s.setWaiting(v, gfn, true);
        } else {
            s.setHaltRequested(v, true);
        }
        return noFault(s, v, FaultStep.GUEST, 0);
    }

    /** P11 does not apply, or fails. */
    boolean kvmSetupAsyncPfFails(AsyncPfState s, int v) {
        return at(s, v, FaultStep.NEEDS_IO) && (s.faultPrefetch(v) || mayFail) && goes(s, v, FaultStep.WAIT);
    }

    /** P12: waits; the page may have come, or the area gone, meanwhile. */
    boolean hvaToPfnWait(AsyncPfState s, int v) {
        if (!at(s, v, FaultStep.WAIT)) {
            return false;
        }
        int gfn = s.faultGfn(v);
        if (s.host(gfn) == Host.NONE) {
            return goes(s, v, FaultStep.ERROR);
        }
        s.setHost(gfn, Host.PRESENT);
        return goes(s, v, FaultStep.MAP);
    }

    /** P12 is interruptible. */
    boolean hvaToPfnSigpending(AsyncPfState s, int v) {
        if (!userOps.contains(UserOp.SIGNAL) || !at(s, v, FaultStep.WAIT)) {
            return false;
        }
        return s.faultPrefetch(v) ? faultEnds(s, v) : noFault(s, v, FaultStep.EINTR, 0);
    }

    /** P13: the error goes to user space as it is; of a prefetch it is dropped. */
    boolean kvmHandleErrorPfn(AsyncPfState s, int v) {
        if (!at(s, v, FaultStep.ERROR)) {
            return false;
        }
        return s.faultPrefetch(v) ? faultEnds(s, v) : noFault(s, v, FaultStep.EFAULT, s.faultGfn(v));
    }

    /** P15 to P19. */
    boolean kvmTdpMmuMap(AsyncPfState s, int v) {
        if (!at(s, v, FaultStep.MAP)) {
            return false;
        }
        int gfn = s.faultGfn(v);
        boolean tested = !s.faultPrefetch(v) || fn.prefetchIsTested;
        if (!tested || !MmuNotifier.mmuInvalidateRetryGfn(s, s.faultMmuSeq(v), gfn)) {
            s.setMapped(gfn, true);
        }
        return faultEnds(s, v);
    }
}
