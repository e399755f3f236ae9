package org.pfnproof.follow;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.pfnproof.follow.VcpuThread.At;
import org.pfnproof.follow.VcpuThread.Slot;
import org.pfnproof.kernel.mmu.LoggedKvm;
import org.pfnproof.log.LogEvent;
import org.pfnproof.log.LogFormatException;
import org.pfnproof.log.LogStep;
import org.pfnproof.log.SpecScript;

/**
 * Takes a log's steps, one after the other, in every state in which the protocol could be. The protocol runs on states of its own: what the
 * log says of KVM's counters is compared with them, where it says anything, and never taken over.
 */
final class Follower {

    private static final int STATES_SHOWN = 4;

    private final String log;
    private final Followed known;
    private final FaultLines faults;
    private final LockedLines locked;
    private final InvalidationLines invalidations;
    private final MemslotLines memslots;
    private final HostLines host;
    private final History history = new History();
    private final Map<Long, Integer> threadOfVcpu = new HashMap<>();
    private long kvmPointer;

    Follower(String log, LoggedKvm kvm, SpecScript script) {
        this.log = log;
        known = new Followed(kvm, script);
        LocklessReads lockless = new LocklessReads(known);
        EarlyStores early = new EarlyStores(known);
        faults = new FaultLines(known, lockless, early);
        locked = new LockedLines(known, early);
        memslots = new MemslotLines(known);
        invalidations = new InvalidationLines(known, lockless, memslots);
        host = new HostLines(known, locked, early, invalidations);
    }

    /**
     * Takes the next step.
     *
     * @return why it is not allowed, if it is not
     */
    Optional<Deviation> follow(LogStep step) throws LogFormatException, Undecided {
        oneVm(step);
        known.script.line(step.event().line());
        try {
            take(step);
        } catch (Deviates e) {
            needsBeginning();
            return Optional.of(explain(step, e));
        }
        history.add(step.event());
        return Optional.empty();
    }

    /** Lines do not say which virtual machine they belong to, unless somebody has added that. */
    private void oneVm(LogStep step) throws LogFormatException {
        if (step.event().has("kvm")) {
            long pointer = step.event().number("kvm").orElse(0);
            if (kvmPointer != 0 && pointer != kvmPointer) {
                throw severalVms(step, "kvm=" + Values.hex(kvmPointer) + " and kvm=" + Values.hex(pointer));
            }
            kvmPointer = pointer;
        }
        if (step.kind() == LogStep.Kind.FAULT) {
            Integer other = threadOfVcpu.putIfAbsent(step.value(), step.thread());
            if (other != null && other != step.thread()) {
                throw severalVms(step, "threads " + other + " and " + step.thread() + " are both vCPU " + step.value());
            }
        }
        if (step.event().name().equals("spte_clear")) {
            throw new LogFormatException(
                    log,
                    step.event().line(),
                    "this kernel's KVM runs with the shadow MMU (tdp_mmu=0), which is not followed;"
                            + " load kvm with tdp_mmu=1");
        }
    }

    private LogFormatException severalVms(LogStep step, String how) {
        return new LogFormatException(
                log,
                step.event().line(),
                "lines of several virtual machines are mixed (" + how
                        + "); run one only, or trace one process only (set_event_pid)");
    }

    private void take(LogStep step) throws Deviates, Undecided {
        switch (step.kind()) {
            case FAULT -> fault(step);
            case INV_START -> invalidations.start(step);
            case INV_BEGIN -> {
                needsBeginning();
                invalidations.begin(step);
            }
            case UNMAP -> invalidations.unmap(step);
            case UNMAPPED -> invalidations.unmapped(step);
            case FLUSH -> invalidations.flush(step);
            case INV_STARTED -> invalidations.started(step);
            case INV_STOP -> invalidations.stop(step);
            case INV_END_BEGINS -> invalidations.endBegins(step);
            case INV_END -> invalidations.end(step);
            case INV_STOPPED -> invalidations.stopped(step);
            case CHANGE_PTE -> invalidations.changePte(step);
            case SPTE_SET -> host.set(step);
            case SPTE_CLEARED -> host.cleared(step);
            case SPTE_BITS -> host.bits(step);
            case SPTE_REPLACED -> host.replaced(step);
            case SPTE_SPLIT -> host.split(step);
            case SPTE_MMIO, SPTE_TABLE, NOTE -> {
                // Not part of the protocol.
            }
            case PAGE_NEW -> host.allocated(step);
            case PAGE_FREE -> host.freed(step);
            case SLOTS_CHANGE -> memslots.change(step);
            case SLOTS_SWAP -> memslots.swap(step);
            case SLOT_FLUSH -> memslots.flush(step);
            case ROOTS_OBSOLETE -> memslots.rootsObsolete(step);
            case SLOTS_CHANGED -> memslots.changed(step);
            case UNKNOWN -> known.coverage.unknown(step.event().name());
            default -> vcpu(step);
        }
    }

    private void needsBeginning() throws Undecided {
        if (!memslots.sawCreation()) {
            throw new Undecided(
                    "the log does not begin with the virtual machine's first memslot, so the state in which it"
                            + " begins is not known; begin to record before the virtual machine is created");
        }
    }

    private void fault(LogStep step) throws Deviates, Undecided {
        needsBeginning();
        VcpuThread vcpu = known.vcpu(step.thread()).orElseGet(() -> known.newVcpu(step.thread()));
        vcpu.vcpuId = step.value();
        faults.fault(vcpu, step);
        vcpu.last = step.event();
    }

    private void vcpu(LogStep step) throws Deviates, Undecided {
        Optional<VcpuThread> thread = known.vcpu(step.thread()).filter(vcpu -> vcpu.at != At.OUT);
        if (thread.isEmpty()) {
            if (step.kind() == LogStep.Kind.LOOKUP
                    || step.kind() == LogStep.Kind.LOOKED_UP
                    || step.kind() == LogStep.Kind.LOOKUP_FAILED
                    || step.kind() == LogStep.Kind.RELEASE) {
                // Others look pages up, too: pfncache, kvm_vcpu_map().
                return;
            }
            throw new Deviates("the thread is in no page fault", "");
        }
        step(thread.get(), step);
        thread.get().last = step.event();
    }

    private void step(VcpuThread vcpu, LogStep step) throws Deviates, Undecided {
        switch (step.kind()) {
            case FAST_FAULT -> faults.fastFault(vcpu, step);
            case FAULTIN -> {
                memslots.found(vcpu, step);
                faults.faultin(vcpu, step, Slot.VALID);
            }
            case FAULTIN_INVALID_SLOT -> faults.faultin(vcpu, step, Slot.INVALID);
            case FAULTIN_NO_SLOT -> faults.faultin(vcpu, step, Slot.NONE);
            case SNAPSHOT -> faults.snapshot(vcpu, step);
            case EARLY_IN_PROGRESS -> faults.inProgressRead(vcpu, step, At.SNAPPED, At.EARLY);
            case EARLY_SEQ -> faults.seqRead(vcpu, step, At.EARLY, At.EARLY_OVER);
            case LOOKUP -> faults.lookup(vcpu, step);
            case LOOKED_UP -> faults.lookedUp(vcpu, step);
            case LOOKUP_FAILED -> faults.lookupFailed(vcpu, step);
            case LATE_IN_PROGRESS -> faults.inProgressRead(vcpu, step, At.HELD, At.LATE);
            case LATE_SEQ -> faults.seqRead(vcpu, step, At.LATE, At.LATE_OVER);
            case FAULTIN_DONE -> faults.faultinDone(vcpu, step);
            case STALE -> locked.stale(vcpu, step);
            case STALE_VERDICT -> locked.verdict(vcpu, step);
            case MAP -> locked.map(vcpu, step);
            case MAPPED -> locked.mapped(vcpu, step);
            case RELEASE -> {
                if (vcpu.at == At.LATE || vcpu.at == At.LATE_OVER) {
                    faults.releaseBeforeLock(vcpu, step);
                } else {
                    locked.release(vcpu, step);
                }
            }
            case FAULT_DONE -> faults.faultDone(vcpu, step);
            default -> throw new IllegalStateException(step.kind() + " is no step of a fault");
        }
    }

    private Deviation explain(LogStep step, Deviates why) {
        LogEvent event = step.event();
        Set<Integer> threads = new HashSet<>(Set.of(event.pid()));
        long since = known.vcpu(event.pid())
                .filter(vcpu -> vcpu.at != At.OUT)
                .map(vcpu -> vcpu.faultLine)
                .orElse(0L);
        for (Running it : known.running()) {
            threads.add(it.pid);
            since = Math.min(since, it.began.line());
        }
        List<Deviation.Line> lines = new ArrayList<>(history.of(threads, since));
        return new Deviation(
                event.line(), event.text().strip(), event.thread(), why.getMessage(), why.property(), states(), lines);
    }

    private List<String> states() {
        List<String> texts = new ArrayList<>();
        for (Candidate c : known.states.all()) {
            if (texts.size() == STATES_SHOWN) {
                texts.add("... " + (known.states.all().size() - STATES_SHOWN) + " more");
                break;
            }
            StringBuilder text = new StringBuilder(Values.counters(known.kvm, c.s));
            for (VcpuThread vcpu : known.vcpus()) {
                text.append("; ").append(Values.fault(c.s, vcpu.v, vcpu));
            }
            for (Running it : known.running()) {
                text.append("; ").append(Values.invalidation(c.s, it));
            }
            texts.add(text.toString());
        }
        return texts;
    }

    Coverage coverage() {
        return known.coverage;
    }

    int mostStates() {
        return known.states.most();
    }
}
