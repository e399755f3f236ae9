package org.pfnproof.kernel.asyncpf;

import static org.pfnproof.kernel.asyncpf.AsyncPageFault.at;
import static org.pfnproof.kernel.asyncpf.AsyncPageFault.goes;
import static org.pfnproof.kernel.asyncpf.AsyncPageFault.noFault;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.pfnproof.kernel.asyncpf.AsyncPfState.FaultStep;
import org.pfnproof.kernel.asyncpf.AsyncPfState.Host;
import org.pfnproof.kernel.asyncpf.AsyncPfState.Work;

/**
 * The worker that faults the page in, "page ready" on the vCPU, and the end of a vCPU: virt/kvm/async_pf.c, arch/x86/kvm/x86.c of Linux
 * 6.12; the TLA+ module {@code AsyncPageReady}. Each method with a truth value is one atomic step; it says false, and changes nothing,
 * where the step is not enabled.
 */
final class AsyncPageReady {

    private final Functions fn;
    private final List<Integer> gfns;
    private final Set<UserOp> userOps;

    AsyncPageReady(Functions fn, List<Integer> gfns, Set<UserOp> userOps) {
        this.fn = fn;
        this.gfns = gfns;
        this.userOps = userOps;
    }

    // Between two stays in the guest

    /** vcpu_enter_guest() looks at "halt" first. */
    boolean vcpuEnterGuestHalts(AsyncPfState s, int v) {
        if (!at(s, v, FaultStep.GUEST) || !s.haltRequested(v) || !fn.haltFirst && s.readyRequested(v)) {
            return false;
        }
        s.setHaltRequested(v, false);
        return goes(s, v, FaultStep.HALTED);
    }

    /** vcpu_block(): a finished work makes it runnable. */
    boolean vcpuBlockWakes(AsyncPfState s, int v) {
        return at(s, v, FaultStep.HALTED) && !s.doneIsEmpty(v) && goes(s, v, FaultStep.GUEST);
    }

    /** vcpu_enter_guest() looks at "ready" only if it does not halt. */
    boolean vcpuEnterGuestReady(AsyncPfState s, int v) {
        if (!at(s, v, FaultStep.GUEST) || !s.readyRequested(v) || fn.haltFirst && s.haltRequested(v)) {
            return false;
        }
        s.setReadyRequested(v, false);
        return goes(s, v, FaultStep.COMPLETION);
    }

    /** The loop over what is done; with PV one token at a time. */
    boolean kvmCheckAsyncPfCompletion(AsyncPfState s, int v) {
        if (!at(s, v, FaultStep.COMPLETION)) {
            return false;
        }
        if (s.doneIsEmpty(v) || fn.tokenIsAwaited && s.readyToken(v) != 0) {
            return goes(s, v, FaultStep.GUEST);
        }
        List<Integer> done = s.done(v);
        noFault(s, v, FaultStep.SNAPSHOT, done.get(0));
        s.setFaultPrefetch(v, true);
        s.setDone(v, done.subList(1, done.size()));
        return true;
    }

    /** "Page ready": whether or not the prefetch has mapped anything. */
    boolean kvmArchAsyncPagePresent(AsyncPfState s, int v) {
        if (!at(s, v, FaultStep.READY)) {
            return false;
        }
        if (s.isWaiting(v, s.faultGfn(v))) {
            s.setReadyToken(v, s.faultGfn(v));
        }
        return goes(s, v, FaultStep.FLUSH_WORK);
    }

    /** Waits for the worker's last step. */
    boolean kvmFlushAndFreeAsyncPfWork(AsyncPfState s, int v) {
        int gfn = s.faultGfn(v);
        if (!at(s, v, FaultStep.FLUSH_WORK) || !fn.flushDone.of(s, v, gfn)) {
            return false;
        }
        s.setQueued(v, gfn, false);
        if (s.work(v, gfn) == Work.FINISHED) {
            s.setWork(v, gfn, Work.NONE);
        }
        return noFault(s, v, FaultStep.COMPLETION, 0);
    }

    /** The guest takes the token, and asks for the next one. */
    boolean kvmSetMsrAsyncPfAck(AsyncPfState s, int v) {
        if (!at(s, v, FaultStep.GUEST) || AsyncPageFault.isRequested(s, v) || s.readyToken(v) == 0) {
            return false;
        }
        s.setWaiting(v, s.readyToken(v), false);
        s.setReadyToken(v, 0);
        return goes(s, v, FaultStep.COMPLETION);
    }

    private static boolean isInUserSpace(AsyncPfState s, int v) {
        return at(s, v, FaultStep.EFAULT) || at(s, v, FaultStep.EINTR);
    }

    /** User space calls KVM_RUN again. */
    boolean kvmVcpuRun(AsyncPfState s, int v) {
        return isInUserSpace(s, v) && noFault(s, v, FaultStep.GUEST, 0);
    }

    /** A signal. */
    boolean vcpuRunInterrupted(AsyncPfState s, int v) {
        return !userOps.isEmpty()
                && (at(s, v, FaultStep.GUEST) || at(s, v, FaultStep.HALTED))
                && noFault(s, v, FaultStep.EINTR, 0);
    }

    private static boolean isCancelable(Work work) {
        return work == Work.SCHEDULED || work == Work.FINISHED;
    }

    /** kvm_clear_async_pf_completion_queue(): cancels what has not begun, waits for what has. */
    boolean kvmVcpuDestroy(AsyncPfState s, int v) {
        if (!userOps.contains(UserOp.DESTROY)
                || !isInUserSpace(s, v)
                || gfns.stream().anyMatch(gfn -> s.isQueued(v, gfn) && !isCancelable(s.work(v, gfn)))) {
            return false;
        }
        s.setHaltRequested(v, false);
        s.setReadyRequested(v, false);
        for (int gfn : gfns) {
            if (s.isQueued(v, gfn)) {
                s.setWork(v, gfn, Work.NONE);
                s.setQueued(v, gfn, false);
            }
        }
        s.setDone(v, List.of());
        return goes(s, v, FaultStep.GONE);
    }

    // The worker, async_pf_execute()

    /** The work begins. */
    boolean getUserPagesRemote(AsyncPfState s, int v, int gfn) {
        return s.work(v, gfn) == Work.SCHEDULED && works(s, v, gfn, Work.GUP);
    }

    private static boolean works(AsyncPfState s, int v, int gfn, Work next) {
        s.setWork(v, gfn, next);
        return true;
    }

    /** I/O is over, or there is no area: the vCPU is told in both cases. */
    boolean asyncPfDone(AsyncPfState s, int v, int gfn) {
        if (s.work(v, gfn) != Work.GUP) {
            return false;
        }
        if (s.host(gfn) == Host.SWAPPED) {
            s.setHost(gfn, Host.PRESENT);
        }
        List<Integer> done = new ArrayList<>(s.done(v));
        Work next = done.isEmpty() ? Work.FIRST : Work.LISTED;
        done.add(gfn);
        s.setDone(v, done);
        return works(s, v, gfn, next);
    }

    /** After the list: a request if it was empty. */
    boolean kvmArchAsyncPagePresentQueued(AsyncPfState s, int v, int gfn) {
        if (s.work(v, gfn) != Work.FIRST) {
            return false;
        }
        s.setReadyRequested(v, s.readyRequested(v) || fn.readyIsRequested);
        return works(s, v, gfn, Work.LISTED);
    }

    /** Then in any case a wake-up. */
    boolean kvmVcpuWakeUp(AsyncPfState s, int v, int gfn) {
        return s.work(v, gfn) == Work.LISTED && works(s, v, gfn, s.isQueued(v, gfn) ? Work.FINISHED : Work.NONE);
    }
}
