package org.pfnproof.follow;

import java.util.Arrays;
import org.pfnproof.follow.VcpuThread.At;
import org.pfnproof.follow.VcpuThread.Root;
import org.pfnproof.follow.VcpuThread.Slot;
import org.pfnproof.kernel.mmu.FaultStep;
import org.pfnproof.kernel.mmu.LoggedKvm;
import org.pfnproof.log.LogEvent;
import org.pfnproof.log.LogKernel.Outcome;
import org.pfnproof.log.LogStep;
import org.pfnproof.log.SpecNumber;

/** Follows the lines of a vCPU's page fault up to mmu_lock; {@link LockedLines} goes on from there. */
final class FaultLines {

    private final Followed known;
    private final LocklessReads lockless;
    private final EarlyStores early;

    FaultLines(Followed known, LocklessReads lockless, EarlyStores early) {
        this.known = known;
        this.lockless = lockless;
        this.early = early;
    }

    /** A line must come where the kernel's code has it. */
    static void expect(VcpuThread vcpu, LogStep step, At... places) throws Deviates {
        if (!Arrays.asList(places).contains(vcpu.at)) {
            throw new Deviates(
                    "the thread's line before, " + vcpu.last.line() + " (" + vcpu.last.name()
                            + "), is not followed by this one in the kernel's code",
                    "");
        }
    }

    void fault(VcpuThread vcpu, LogStep step) throws Deviates, Undecided {
        expect(vcpu, step, At.OUT);
        vcpu.gfn = step.gfn();
        vcpu.spteWas = false;
        vcpu.faultLine = step.event().line();
        int gfn = Numbering.gfn(step.gfn());
        Candidate any = known.states.any();
        if (any.s.faultStep(vcpu.v) == FaultStep.REENTER) {
            known.coverage.action("vcpu_enter_guest");
        }
        known.script.step("fault", vcpu.v).x(SpecNumber.gfn(gfn)).flag(step.flag());
        take("kvm_tdp_page_fault", c -> known.kvm.kvmTdpPageFault(c.s, vcpu.v, gfn, step.flag()), vcpu);
        vcpu.at = At.FAULT;
    }

    void fastFault(VcpuThread vcpu, LogStep step) throws Deviates, Undecided {
        expect(vcpu, step, At.FAULT);
        // It looks without mmu_lock, at some time since its last line.
        if (known.leaves.ofGfn(vcpu.gfn).isEmpty() && !vcpu.spteWas && !early.mayBeStored(vcpu)) {
            throw new Deviates(
                    "fast_page_fault() can mend only an SPTE that is there, and gfn " + Values.hex(vcpu.gfn)
                            + " has none",
                    "GuestMapsWhatHostMaps");
        }
        known.script.step("leaves", vcpu.v);
        known.states.take(
                c -> {
                    known.kvm.fastPageFault(c.s, vcpu.v);
                    return true;
                },
                c -> "",
                "");
        known.coverage.witness("fast_page_fault");
        vcpu.at = At.FAST;
    }

    void faultin(VcpuThread vcpu, LogStep step, Slot slot) throws Deviates {
        expect(vcpu, step, At.FAULT);
        if (step.gfn() != vcpu.gfn) {
            throw new Deviates("the fault is on gfn " + Values.hex(vcpu.gfn), "");
        }
        vcpu.slot = slot;
        vcpu.at = At.FAULTIN;
        if (slot != Slot.VALID) {
            known.coverage.witness(slot == Slot.NONE ? "fault without memslot" : "fault on invalid memslot");
        }
    }

    void snapshot(VcpuThread vcpu, LogStep step) throws Deviates, Undecided {
        expect(vcpu, step, At.FAULTIN);
        lockless.someStore();
        readNow(vcpu, FaultStep.SNAPSHOT);
        vcpu.at = At.SNAPPED;
        known.coverage.action("kvm_faultin_pfn");
        compareSnapshot(vcpu, step.event());
    }

    private void compareSnapshot(VcpuThread vcpu, LogEvent event) throws Deviates {
        if (event.has("snap")) {
            long logged = event.number("snap").orElse(-1);
            known.script.standsOf("snapshot_or_none", vcpu.v, SpecNumber.plain(logged));
            known.states.keep(
                    // A test that has failed has dropped its snapshot.
                    c -> c.s.faultMmuSeq(vcpu.v) == logged || c.s.faultMmuSeq(vcpu.v) < 0,
                    c -> "the log has the snapshot " + logged + " here, the protocol " + c.s.faultMmuSeq(vcpu.v),
                    "NoMappingInInvalidatedRange");
        }
    }

    /** Where the vCPU has not done its lockless read yet it does so now. */
    private void readNow(VcpuThread vcpu, FaultStep pending) throws Deviates, Undecided {
        known.script.step("has_read", vcpu.v).pc(LocklessReads.pc(pending));
        known.states.take(
                c -> c.s.faultStep(vcpu.v) != pending || lockless.read(c, vcpu),
                c -> Values.fault(c.s, vcpu.v, vcpu),
                "");
    }

    /** in_progress has been read; the test may have said "retry" by now, or go on. */
    void inProgressRead(VcpuThread vcpu, LogStep step, At from, At to) throws Deviates {
        expect(vcpu, step, from);
        if (!known.kvm.locklessTests() || vcpu.slot != Slot.VALID) {
            throw new Deviates("there is no lockless retry test here in this kernel", "");
        }
        vcpu.at = to;
    }

    /** Seq has been read: the test is over, its verdict is the next line's. */
    void seqRead(VcpuThread vcpu, LogStep step, At from, At to) throws Deviates, Undecided {
        expect(vcpu, step, from);
        compareSnapshot(vcpu, step.event());
        compareSeqRead(step.event());
        test(vcpu);
        vcpu.at = to;
    }

    /** A lockless read gives a value that seq has had since the snapshot, or has by now. */
    private void compareSeqRead(LogEvent event) throws Deviates {
        if (event.has("seq") && event.has("snap")) {
            long logged = event.number("seq").orElse(-1);
            long snapshot = event.number("snap").orElse(-1);
            boolean pending = known.running().stream().anyMatch(Running::mayEnd);
            if (snapshot <= logged) {
                known.script.stands("seq_by_now", SpecNumber.plain(logged - (pending ? 1 : 0)));
            } else {
                known.script.stands("never");
            }
            known.states.keep(
                    c -> snapshot <= logged && logged <= c.s.mmuInvalidateSeq() + (pending ? 1 : 0),
                    c -> "the log has read mmu_invalidate_seq " + logged + " here, the protocol has "
                            + c.s.mmuInvalidateSeq(),
                    "");
        }
    }

    private void test(VcpuThread vcpu) throws Deviates, Undecided {
        FaultStep pending = vcpu.at == At.SNAPPED || vcpu.at == At.EARLY ? FaultStep.RETRY_EARLY : FaultStep.RETRY_LATE;
        known.coverage.action(
                pending == FaultStep.RETRY_EARLY ? "mmu_invalidate_retry_early" : "mmu_invalidate_retry_late");
        lockless.someStore();
        boolean mixed = known.running().stream().anyMatch(it -> it.at == Running.At.START || it.at == Running.At.BEGUN);
        if (mixed) {
            known.script.step("mixed", vcpu.v);
            known.states.close(c -> {
                Candidate copy = c.copy();
                return known.kvm.retryForMixedRange(copy.s, vcpu.v) ? java.util.List.of(copy) : java.util.List.of();
            });
        }
        readNow(vcpu, pending);
    }

    void lookup(VcpuThread vcpu, LogStep step) throws Deviates, Undecided {
        expect(vcpu, step, At.SNAPPED, At.EARLY_OVER, At.LOOKUP_FAILED);
        if (vcpu.slot != Slot.VALID || vcpu.at == At.SNAPPED && known.kvm.locklessTests()) {
            throw new Deviates("a fault looks nothing up here: its memslot is " + vcpu.slot, "");
        }
        vcpu.firstHva = step.first();
        int hva = Numbering.guestMemory(step.first());
        int gfn = Numbering.gfn(vcpu.gfn);
        known.script.step("looks_up", vcpu.v).x(SpecNumber.gfn(gfn)).y(SpecNumber.hva(hva));
        known.states.keep(
                c -> c.s.faultStep(vcpu.v) == FaultStep.LOOKUP,
                c -> "the lockless retry test before it said 'retry': " + Values.counters(known.kvm, c.s),
                "");
        known.states.keep(
                c -> c.s.gfnToHva(gfn) == hva || c.s.gfnToHva(gfn) == 0 || c.s.sptePfn(gfn) == 0,
                c -> "gfn " + Values.hex(vcpu.gfn) + " is mapped, and was behind "
                        + Numbering.address(c.s.gfnToHva(gfn)),
                "GuestMapsWhatHostMaps");
        known.states.take(
                c -> {
                    known.kvm.gfnToHva(c.s, gfn, hva);
                    return true;
                },
                c -> "",
                "");
        vcpu.entryChanging = known.running().stream().anyMatch(it -> it.mayChange(step.first()));
        vcpu.at = At.LOOKUP;
    }

    void lookedUp(VcpuThread vcpu, LogStep step) throws Deviates, Undecided {
        expect(vcpu, step, At.LOOKUP);
        vcpu.pfn = step.pfn();
        int pfn = known.numbering.pfn(step.pfn());
        known.script.step("host_has", vcpu.v).x(SpecNumber.frame(pfn)).flag(vcpu.entryChanging);
        known.script.step("hva_to_pfn", vcpu.v);
        if (vcpu.entryChanging) {
            known.script.step("host_restores", vcpu.v);
        }
        take(
                "hva_to_pfn",
                c -> known.kvm.hvaToPfn(c.s, vcpu.v, pfn, vcpu.entryChanging),
                vcpu,
                "the host had another page there, and no invalidation since: host entry of "
                        + Values.hex(vcpu.firstHva),
                "GuestMapsWhatHostMaps");
        vcpu.at = At.HELD;
    }

    void lookupFailed(VcpuThread vcpu, LogStep step) throws Deviates {
        expect(vcpu, step, At.LOOKUP);
        vcpu.at = At.LOOKUP_FAILED;
        known.coverage.witness("lookup failed");
    }

    void releaseBeforeLock(VcpuThread vcpu, LogStep step) throws Deviates, Undecided {
        if (vcpu.at == At.LATE) {
            test(vcpu);
        }
        known.script.step("release", vcpu.v);
        known.states.keep(
                c -> c.s.faultStep(vcpu.v) == FaultStep.RELEASE,
                c -> "the lockless retry test after the lookup did not say 'retry': " + Values.counters(known.kvm, c.s)
                        + "; " + Values.fault(c.s, vcpu.v, vcpu),
                "");
        known.coverage.retry("lockless, after the lookup");
        LockedLines.samePage(vcpu, step);
        take("kvm_release_pfn_clean", c -> known.kvm.kvmReleasePfnClean(c.s, vcpu.v), vcpu);
        vcpu.at = At.GIVEN_BACK;
    }

    void faultinDone(VcpuThread vcpu, LogStep step) throws Deviates, Undecided {
        expect(vcpu, step, At.SNAPPED, At.EARLY, At.EARLY_OVER, At.LOOKUP_FAILED, At.HELD, At.LATE_OVER, At.GIVEN_BACK);
        Outcome outcome = step.outcome();
        if (outcome == Outcome.CONTINUE) {
            goesOn(vcpu);
        } else if (vcpu.at == At.GIVEN_BACK || vcpu.at == At.EARLY || vcpu.at == At.EARLY_OVER) {
            retries(vcpu, outcome);
        } else if (vcpu.at == At.HELD || vcpu.at == At.LATE_OVER) {
            throw new Deviates("the fault has a page in hand, which must be released first", "NoReferenceLeaked");
        } else {
            leaves(vcpu, outcome);
        }
    }

    /** On to mmu_lock: with a page, or (MMIO) without. */
    private void goesOn(VcpuThread vcpu) throws Deviates, Undecided {
        if (vcpu.at == At.LOOKUP_FAILED && !known.kvm.locklessTests()) {
            // 6.1 looks at the error only now, in handle_abnormal_pfn().
            leaveWithoutPage(vcpu);
            vcpu.at = At.ABNORMAL;
            return;
        }
        if (vcpu.slot == Slot.NONE && vcpu.at == At.SNAPPED) {
            known.script.step("no_slot", vcpu.v);
            take("kvm_handle_noslot_fault", c -> known.kvm.kvmHandleNoslotFault(c.s, vcpu.v), vcpu);
        } else if (vcpu.slot == Slot.VALID && vcpu.at == (known.kvm.locklessTests() ? At.LATE_OVER : At.HELD)) {
            known.script.at(vcpu.v, "lock");
            known.states.keep(
                    c -> c.s.faultStep(vcpu.v) == FaultStep.LOCK,
                    c -> "the lockless retry test after the lookup said 'retry': " + Values.counters(known.kvm, c.s),
                    "");
        } else {
            throw new Deviates("the fault has no page yet: memslot " + vcpu.slot, "NoMappingInInvalidatedRange");
        }
        vcpu.at = At.READY;
        vcpu.outcome = Outcome.CONTINUE;
    }

    private void retries(VcpuThread vcpu, Outcome outcome) throws Deviates, Undecided {
        if (outcome != Outcome.RETRY) {
            throw new Deviates("after a retry test that says 'retry' the fault ends in RET_PF_RETRY", "");
        }
        if (vcpu.at == At.EARLY) {
            test(vcpu);
        }
        known.script.at(vcpu.v, "reenter");
        known.states.keep(
                c -> c.s.faultStep(vcpu.v) == FaultStep.REENTER,
                c -> "the lockless retry test did not say 'retry': " + Values.counters(known.kvm, c.s) + "; "
                        + Values.fault(c.s, vcpu.v, vcpu),
                "");
        if (vcpu.at != At.GIVEN_BACK) {
            known.coverage.retry("lockless, before the lookup");
        }
        vcpu.outcome = outcome;
        vcpu.at = At.ENDING;
    }

    /** INVALID memslot, no page to be had, MMIO. */
    private void leaves(VcpuThread vcpu, Outcome outcome) throws Deviates, Undecided {
        boolean may =
                switch (vcpu.slot) {
                    case INVALID -> vcpu.at == At.SNAPPED;
                    case NONE -> vcpu.at == At.SNAPPED && outcome != Outcome.RETRY;
                    // The APIC access page is emulated without a lookup.
                    case VALID -> vcpu.at == At.LOOKUP_FAILED || vcpu.at == At.SNAPPED && outcome == Outcome.EMULATE;
                };
        if (!may) {
            throw new Deviates("no reason is seen for leaving the fault here: memslot " + vcpu.slot, "");
        }
        if (vcpu.slot == Slot.INVALID && outcome == Outcome.RETRY) {
            known.coverage.retry("invalid memslot");
        }
        leaveWithoutPage(vcpu);
        vcpu.outcome = outcome;
        vcpu.at = At.ENDING;
    }

    void faultDone(VcpuThread vcpu, LogStep step) throws Deviates, Undecided {
        if (vcpu.at == At.READY && vcpu.slot == Slot.NONE && step.outcome() == Outcome.EMULATE) {
            // MMIO that is not cached in an SPTE.
            leaveWithoutPage(vcpu);
            vcpu.at = At.ABNORMAL;
        }
        expect(vcpu, step, At.FAULT, At.FAST, At.ABNORMAL, At.ENDING);
        boolean fixed = step.outcome() == Outcome.FIXED || step.outcome() == Outcome.SPURIOUS;
        if (vcpu.at == At.FAST != fixed && vcpu.at != At.ENDING
                || vcpu.at == At.ENDING && step.outcome() != vcpu.outcome) {
            throw new Deviates(
                    "the fault ends in " + (vcpu.at == At.ENDING ? vcpu.outcome : "what fast_page_fault() has done"),
                    "");
        }
        if (vcpu.at == At.FAULT) {
            leaveWithoutPage(vcpu);
        }
        vcpu.root = Root.VALID;
        vcpu.at = At.OUT;
    }

    private void leaveWithoutPage(VcpuThread vcpu) throws Deviates, Undecided {
        known.script.step("leaves_without_page", vcpu.v);
        take("leaves_without_page", c -> known.kvm.leavesWithoutPage(c.s, vcpu.v), vcpu);
    }

    private void take(String action, java.util.function.Predicate<Candidate> move, VcpuThread vcpu)
            throws Deviates, Undecided {
        take(action, move, vcpu, "the vCPU is at another step", "");
    }

    private void take(
            String action, java.util.function.Predicate<Candidate> move, VcpuThread vcpu, String guard, String property)
            throws Deviates, Undecided {
        known.states.take(move, c -> guard + "; " + Values.fault(c.s, vcpu.v, vcpu), property);
        known.coverage.action(action);
    }

    /** The halves of the test under mmu_lock, for those who explain. */
    static String halves(LoggedKvm.RetryTest test) {
        if (test.bySeq() && test.byInProgress()) {
            return "by seq and by in_progress";
        }
        return test.bySeq() ? "by seq" : test.byInProgress() ? "by in_progress" : "neither by seq nor by in_progress";
    }
}
