package org.pfnproof.kernel.asyncpf;

import java.util.Set;
import org.pfnproof.kernel.asyncpf.AsyncPfState.Host;
import org.pfnproof.kernel.asyncpf.AsyncPfState.InvalidationStep;
import org.pfnproof.kernel.notifier.MmuNotifier;

/**
 * The host: reclaim and munmap tell KVM, mmap need not; the last part of the TLA+ module {@code AsyncPageReady}. Each method with a truth
 * value is one atomic step; it says false, and changes nothing, where the step is not enabled.
 */
final class HostSide {

    private final Functions fn;
    private final Set<Operation> hostOps;

    HostSide(Functions fn, Set<Operation> hostOps) {
        this.fn = fn;
        this.hostOps = hostOps;
    }

    static void idle(AsyncPfState s, int n) {
        s.setInvStep(n, InvalidationStep.IDLE);
        s.setInvOp(n, Operation.NONE);
        s.setInvGfn(n, 0);
    }

    private static boolean hasWhatItTakes(AsyncPfState s, Operation op, int gfn) {
        return op == Operation.RECLAIM ? s.host(gfn) == Host.PRESENT : s.host(gfn) != Host.NONE;
    }

    /** S3: begin, range, zap. */
    boolean kvmMmuInvalidateRangeStart(AsyncPfState s, int n, Operation op, int gfn) {
        if (s.invStep(n) != InvalidationStep.IDLE || op == Operation.MMAP || !hasWhatItTakes(s, op, gfn)) {
            return false;
        }
        s.setMmuInvalidateInProgress(s.mmuInvalidateInProgress() + 1);
        MmuNotifier.rangeAdded(s, gfn, gfn + 1);
        s.setMapped(gfn, false);
        s.setInvStep(n, InvalidationStep.MODIFY);
        s.setInvOp(n, op);
        s.setInvGfn(n, gfn);
        return true;
    }

    /** The host's entry goes. */
    boolean zapPteRange(AsyncPfState s, int n) {
        if (s.invStep(n) != InvalidationStep.MODIFY) {
            return false;
        }
        int gfn = s.invGfn(n);
        if (s.host(gfn) != Host.NONE) {
            s.setHost(gfn, s.invOp(n) == Operation.RECLAIM ? Host.SWAPPED : Host.NONE);
        }
        s.setInvStep(n, InvalidationStep.END);
        return true;
    }

    /** E1. */
    boolean kvmMmuInvalidateEnd(AsyncPfState s, int n) {
        if (s.invStep(n) != InvalidationStep.END) {
            return false;
        }
        s.setMmuInvalidateSeq(fn.nextSeq.applyAsInt(s));
        MmuNotifier.kvmMmuInvalidateEndDec(s);
        idle(s, n);
        return true;
    }

    /** An area comes back. */
    boolean doMmap(AsyncPfState s, int gfn) {
        if (!hostOps.contains(Operation.MMAP) || s.host(gfn) != Host.NONE) {
            return false;
        }
        s.setHost(gfn, Host.SWAPPED);
        return true;
    }
}
