package org.pfnproof.follow;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.pfnproof.kernel.mmu.FaultStep;
import org.pfnproof.kernel.mmu.InvalidationStep;
import org.pfnproof.log.SpecStep;

/**
 * What has happened although no line tells of it yet. A line and the memory access that it tells of are two steps, so a vCPU may have read
 * the counters at any time since its last line, and the stores of an invalidation's end may be visible to lockless readers before its line.
 * Under mmu_lock the order of lines is exact, so at most one invalidation is ahead of its line.
 */
final class LocklessReads {

    private final Followed known;

    LocklessReads(Followed known) {
        this.known = known;
    }

    /** Before a store: some of those that may read without lock have read the old value. */
    void someRead() throws Undecided {
        if (anybodyMayRead()) {
            mayRead();
            known.states.close(this::oneMoreRead);
        }
    }

    /** Before a read's line: stores may be visible already, and others may have read before, between, or not at all. */
    void someStore() throws Undecided {
        for (Running invalidation : known.running()) {
            if (invalidation.mayEnd()) {
                SpecStep silent = mayRead();
                known.running().stream().filter(Running::mayEnd).forEach(it -> silent.storer(it.n));
                known.states.close(c -> {
                    List<Candidate> next = oneMoreRead(c);
                    next.addAll(oneMoreStore(c));
                    return next;
                });
                return;
            }
        }
    }

    private SpecStep mayRead() {
        SpecStep silent = known.script.silent();
        for (VcpuThread vcpu : known.vcpus()) {
            pending(vcpu).ifPresent(step -> silent.reader(vcpu.v, pc(step)));
        }
        return silent;
    }

    /** The spec's word for the step of a lockless read. */
    static String pc(FaultStep read) {
        return switch (read) {
            case SNAPSHOT -> "snapshot";
            case RETRY_EARLY -> "retry_early";
            case RETRY_LATE -> "retry_late";
            default -> throw new IllegalArgumentException(read + " reads nothing without lock");
        };
    }

    /** Which lockless read a vCPU may be at, as its lines show it. */
    private static Optional<FaultStep> pending(VcpuThread vcpu) {
        return switch (vcpu.at) {
            case FAULTIN -> Optional.of(FaultStep.SNAPSHOT);
            case SNAPPED, EARLY ->
                vcpu.slot == VcpuThread.Slot.VALID ? Optional.of(FaultStep.RETRY_EARLY) : Optional.empty();
            case HELD, LATE -> Optional.of(FaultStep.RETRY_LATE);
            default -> Optional.empty();
        };
    }

    private boolean anybodyMayRead() {
        for (VcpuThread vcpu : known.vcpus()) {
            switch (vcpu.at) {
                case FAULTIN, SNAPPED, EARLY, HELD, LATE -> {
                    return true;
                }
                default -> {
                    // Reads nothing without lock.
                }
            }
        }
        return false;
    }

    private List<Candidate> oneMoreRead(Candidate candidate) {
        List<Candidate> next = new ArrayList<>();
        for (VcpuThread vcpu : known.vcpus()) {
            Candidate copy = candidate.copy();
            if (read(copy, vcpu)) {
                next.add(copy);
            }
        }
        return next;
    }

    /** The lockless read that a vCPU can do next; false if there is none. */
    boolean read(Candidate c, VcpuThread vcpu) {
        return switch (vcpu.at) {
            case FAULTIN -> c.s.faultStep(vcpu.v) == FaultStep.SNAPSHOT && known.kvm.kvmFaultinPfn(c.s, vcpu.v);
            case SNAPPED, EARLY ->
                vcpu.slot == VcpuThread.Slot.VALID
                        && c.s.faultStep(vcpu.v) == FaultStep.RETRY_EARLY
                        && known.kvm.mmuInvalidateRetryEarly(c.s, vcpu.v);
            case HELD, LATE ->
                c.s.faultStep(vcpu.v) == FaultStep.RETRY_LATE && known.kvm.mmuInvalidateRetryLate(c.s, vcpu.v);
            default -> false;
        };
    }

    private List<Candidate> oneMoreStore(Candidate candidate) {
        List<Candidate> next = new ArrayList<>();
        for (Running invalidation : known.running()) {
            Candidate copy = candidate.copy();
            if (invalidation.mayEnd() && store(copy, invalidation)) {
                next.add(copy);
            }
        }
        return next;
    }

    /** The store of end that an invalidation can do next; false if there is none. */
    boolean store(Candidate c, Running invalidation) {
        int n = invalidation.n;
        if (c.ahead == Candidate.NOBODY) {
            c.ahead = n;
            return known.kvm.kvmMmuInvalidateEnd(c.s, n);
        }
        return c.ahead == n
                && c.s.invStep(n) == InvalidationStep.IN_PROGRESS_DEC
                && known.kvm.mmuInvalidateInProgressDec(c.s, n);
    }
}
