package org.pfnproof.follow;

import java.util.Optional;
import java.util.function.Predicate;
import org.pfnproof.follow.Running.At;
import org.pfnproof.kernel.mmu.InvalidationStep;
import org.pfnproof.kernel.mmu.LoggedRules;
import org.pfnproof.log.LogStep;
import org.pfnproof.log.SpecNumber;

/** Follows the lines of an invalidation: mmu_notifier's start and end, and what KVM does in them. */
final class InvalidationLines {

    private final Followed known;
    private final LocklessReads lockless;
    private final MemslotLines memslots;

    InvalidationLines(Followed known, LocklessReads lockless, MemslotLines memslots) {
        this.known = known;
        this.lockless = lockless;
        this.memslots = memslots;
    }

    void start(LogStep step) throws Deviates, Undecided {
        Optional<Running> outer = known.innermost(step.thread());
        if (outer.isPresent() && outer.get().at != At.MODIFY) {
            throw new Deviates(
                    "the thread's invalidation since line " + outer.get().began.line() + " is at another step", "");
        }
        if (step.first() >= step.last() && step.last() >= 0) {
            throw new Deviates("the range is empty", "");
        }
        Running it = known.begin(step);
        int first = Numbering.hva(step.first());
        int last = Math.max(first, step.last() < 0 ? Integer.MAX_VALUE - 1 : Numbering.hva(step.last() - 1));
        known.script.step("start", it.n).x(SpecNumber.hva(first)).y(SpecNumber.hva(last + 1L));
        take("invalidate_range_start", c -> known.kvm.invalidateRangeStart(c.s, it.n, first, last), it, "");
        if (known.running().size() > 1) {
            known.coverage.witness("overlapping invalidations");
        }
    }

    private Running running(LogStep step, At... places) throws Deviates {
        Optional<Running> innermost = known.innermost(step.thread());
        if (innermost.isPresent()) {
            for (At place : places) {
                if (innermost.get().at == place) {
                    return innermost.get();
                }
            }
        }
        throw new Deviates(
                innermost
                        .map(it -> "the thread's invalidation since line " + it.began.line() + " is at another step ("
                                + it.at + ")")
                        .orElse("the thread is in no invalidation"),
                "");
    }

    void begin(LogStep step) throws Deviates, Undecided {
        Running it = running(step, At.START);
        it.met = true;
        memslots.activeFor(it);
        known.yieldsOfWalks();
        known.script.step("begin", it.n);
        if (known.kvm.rangeInHvas()) {
            known.script.step("range_of_hvas", it.n);
        }
        take(
                "kvm_mmu_invalidate_range_start",
                c -> c.ahead == Candidate.NOBODY && known.kvm.kvmMmuInvalidateRangeStart(c.s, it.n),
                it,
                "");
        it.at = At.BEGUN;
        known.compare(step.event());
    }

    void unmap(LogStep step) throws Deviates, Undecided {
        Running it = running(step, At.BEGUN, At.UNMAPPED);
        lockless.someRead();
        int start = Numbering.gfn(step.first());
        int end = Numbering.gfn(step.last());
        if (it.at == At.UNMAPPED) {
            known.script.step("next_memslot", it.n).flag(known.kvm.rangeInHvas());
        }
        if (!known.kvm.rangeInHvas()) {
            known.script.step("range_add", it.n).x(SpecNumber.gfn(start)).y(SpecNumber.gfn(end));
        }
        take("kvm_mmu_invalidate_range_add", c -> known.kvm.kvmMmuInvalidateRangeAdd(c.s, it.n, start, end), it, "");
        known.compare(step.event());
        it.gfnStart = step.first();
        it.gfnEnd = step.last();
        it.at = At.UNMAP;
    }

    /** The walk clears an SPTE. In an obsolete root that needs no flush: vCPUs flush when they leave it. */
    void cleared(Running it, LogStep step, boolean obsolete) throws Deviates, Undecided {
        resume(it);
        Leaves.Leaf leaf = new Leaves.Leaf(step.gfn(), (int) step.value(), step.pfn());
        if (leaf.gfn() + leaf.pages() <= it.gfnStart || it.gfnEnd <= leaf.gfn()) {
            throw new Deviates(
                    "the walk is over gfns [" + Values.hex(it.gfnStart) + ", " + Values.hex(it.gfnEnd) + ")", "");
        }
        it.owesFlush |= !obsolete;
    }

    private void resume(Running it) throws Deviates, Undecided {
        if (it.yielded) {
            known.yieldsOfWalks();
            known.script.step("walk_resumes", it.n);
            take(
                    "tdp_mmu_iter_resumes",
                    c -> c.ahead == Candidate.NOBODY && known.kvm.tdpMmuIterResumes(c.s, it.n),
                    it,
                    "");
            it.yielded = false;
        }
    }

    void unmapped(LogStep step) throws Deviates, Undecided {
        Running it = running(step, At.UNMAP);
        resume(it);
        Optional<Leaves.Leaf> left = known.leaves.within(it.gfnStart, it.gfnEnd);
        if (left.isPresent()) {
            throw new Deviates(
                    "the walk over gfns [" + Values.hex(it.gfnStart) + ", " + Values.hex(it.gfnEnd)
                            + ") has left the SPTE of gfn "
                            + Values.hex(left.get().gfn()) + ", which maps pfn "
                            + Values.hex(left.get().pfn()),
                    "NoMappingInInvalidatedRange");
        }
        if (it.owesFlush && !step.flag()) {
            throw new Deviates("SPTEs were cleared, and no flush is asked for", "NoMappingInInvalidatedRange");
        }
        known.script
                .step("walk_ends", it.n)
                .x(SpecNumber.gfn(Numbering.gfn(it.gfnStart)))
                .y(SpecNumber.gfn(Numbering.gfn(it.gfnEnd)));
        take("kvm_unmap_gfn_range", c -> known.kvm.kvmUnmapGfnRange(c.s, it.n), it, "");
        it.at = At.UNMAPPED;
    }

    /** Any thread may flush; what this one owes is paid. */
    void flush(LogStep step) {
        known.innermost(step.thread()).ifPresent(it -> it.owesFlush = false);
    }

    void started(LogStep step) throws Deviates, Undecided {
        Running it = running(step, At.START, At.UNMAPPED);
        if (it.owesFlush) {
            throw new Deviates(
                    "SPTEs were cleared, and TLBs are not flushed when start returns", "NoMappingInInvalidatedRange");
        }
        if (it.at == At.START) {
            memslots.activeFor(it);
            known.script.step("no_memslot", it.n);
            take("range_meets_no_memslot", c -> known.kvm.rangeMeetsNoMemslot(c.s, it.n), it, "");
        }
        known.script.step("host_changes", it.n);
        known.states.keep(
                c -> LoggedRules.mappedInInvalidatedRange(c.s, it.n) < 0,
                c -> "start has returned, and gfn "
                        + Values.hex(LoggedRules.mappedInInvalidatedRange(c.s, it.n))
                        + " of the range is still mapped" + (it.met ? "" : ": no memslot was met"),
                "NoMappingInInvalidatedRange");
        known.states.take(c -> known.kvm.changesEntries(c.s, it.n), c -> "start has not returned", "");
        it.at = At.MODIFY;
        known.vcpus().forEach(vcpu -> {
            if (vcpu.at == VcpuThread.At.LOOKUP && it.mayChange(vcpu.firstHva)) {
                vcpu.entryChanging = true;
            }
        });
    }

    void stop(LogStep step) throws Deviates {
        Running it = running(step, At.MODIFY);
        if (step.first() != it.first || step.last() != it.last) {
            throw new Deviates("start was called for [" + Values.hex(it.first) + ", " + Values.hex(it.last) + ")", "");
        }
        it.at = At.STOP;
        memslots.inactive(it);
    }

    /** It holds mmu_lock, and has stored nothing yet. */
    void endBegins(LogStep step) throws Deviates, Undecided {
        Optional<Running> innermost = known.innermost(step.thread());
        if (innermost.isEmpty()) {
            // Not mmu_notifier's: memory attributes, guest_memfd.
            return;
        }
        Running it = running(step, At.STOP);
        known.yieldsOfWalks();
        noReader();
        it.at = At.ENDING;
        known.compare(step.event());
    }

    private void noReader() throws Deviates {
        for (VcpuThread vcpu : known.vcpus()) {
            if (vcpu.readsMmuLock()) {
                throw new Deviates(
                        "mmu_lock is held for read by vCPU " + vcpu.vcpuId + " since line " + vcpu.last.line(), "");
            }
        }
    }

    void end(LogStep step) throws Deviates, Undecided {
        Running it = running(step, At.STOP, At.ENDING);
        known.yieldsOfWalks();
        lockless.someRead();
        known.script.step("end_seq", it.n);
        take(
                "kvm_mmu_invalidate_end",
                c -> c.ahead == it.n || c.ahead == Candidate.NOBODY && lockless.store(c, it),
                it,
                "NoMappingInInvalidatedRange");
        lockless.someRead();
        known.script.step("end_in_progress", it.n);
        take(
                "mmu_invalidate_in_progress_dec",
                c -> c.s.invStep(it.n) != InvalidationStep.IN_PROGRESS_DEC || lockless.store(c, it),
                it,
                "InProgressCountsRunning");
        known.states.take(
                c -> {
                    c.ahead = Candidate.NOBODY;
                    return true;
                },
                c -> "",
                "");
        it.at = At.ENDED;
        known.compare(step.event());
    }

    void stopped(LogStep step) throws Deviates, Undecided {
        Running it = running(step, At.STOP, At.ENDED);
        if (it.at == At.STOP) {
            if (it.met) {
                throw new Deviates(
                        "start has met a memslot and incremented in_progress; end has neither incremented seq nor"
                                + " decremented in_progress",
                        "InProgressCountsRunning");
            }
            known.script.step("end_without_memslot", it.n);
            take("end_meets_no_memslot", c -> known.kvm.endMeetsNoMemslot(c.s, it.n), it, "");
        }
        known.end(it);
        if (it.met) {
            known.coverage.witness("invalidation: " + event(it.event));
        }
    }

    void changePte(LogStep step) {
        known.coverage.action("kvm_mmu_notifier_change_pte");
    }

    /** enum mmu_notifier_event. */
    private static String event(long number) {
        String[] names = {
            "UNMAP", "CLEAR", "PROTECTION_VMA", "PROTECTION_PAGE", "SOFT_DIRTY", "RELEASE", "MIGRATE", "EXCLUSIVE"
        };
        return 0 <= number && number < names.length ? names[(int) number] : "event " + number;
    }

    private void take(String action, Predicate<Candidate> move, Running it, String property)
            throws Deviates, Undecided {
        known.states.take(
                move,
                c -> "the step " + action + " is not possible: " + Values.counters(known.kvm, c.s) + "; mmu_lock "
                        + (c.s.mmuLockHasReaders()
                                ? "is held for read"
                                : c.s.mmuLockWriter() >= 0 || c.ahead >= 0 ? "is held for write" : "is free")
                        + "; " + Values.invalidation(c.s, it),
                property);
        known.coverage.action(action);
    }
}
