package org.pfnproof.follow;

import java.util.function.Predicate;
import org.pfnproof.follow.VcpuThread.At;
import org.pfnproof.follow.VcpuThread.Root;
import org.pfnproof.follow.VcpuThread.Slot;
import org.pfnproof.kernel.mmu.LoggedKvm.RetryTest;
import org.pfnproof.log.LogKernel.Outcome;
import org.pfnproof.log.LogStep;
import org.pfnproof.log.SpecNumber;

/** Follows the lines of a vCPU's page fault from mmu_lock to its end. */
final class LockedLines {

    private final Followed known;
    private final EarlyStores early;

    LockedLines(Followed known, EarlyStores early) {
        this.known = known;
        this.early = early;
    }

    void stale(VcpuThread vcpu, LogStep step) throws Deviates, Undecided {
        FaultLines.expect(vcpu, step, At.READY);
        if (step.gfn() != vcpu.gfn
                || step.flag() != (vcpu.slot == Slot.VALID)
                || step.flag() && step.pfn() != vcpu.pfn) {
            throw new Deviates("the fault is on gfn " + Values.hex(vcpu.gfn) + " with pfn " + Values.hex(vcpu.pfn), "");
        }
        known.yieldsOfWalks();
        known.script.step("read_lock", vcpu.v);
        take(
                "read_lock_mmu_lock",
                c -> c.ahead == Candidate.NOBODY && known.kvm.readLockMmuLock(c.s, vcpu.v),
                vcpu,
                "mmu_lock is held for write",
                "");
        known.compare(step.event());
        if (step.event().has("snap") && vcpu.slot == Slot.VALID) {
            long logged = step.event().number("snap").orElse(-1);
            known.script.standsOf("snapshot", vcpu.v, SpecNumber.plain(logged));
            known.states.keep(
                    c -> c.s.faultMmuSeq(vcpu.v) == logged,
                    c -> "the log has the snapshot " + logged + " here, the protocol " + c.s.faultMmuSeq(vcpu.v),
                    "NoMappingInInvalidatedRange");
        }
        vcpu.at = At.STALE;
    }

    void verdict(VcpuThread vcpu, LogStep step) throws Deviates, Undecided {
        FaultLines.expect(vcpu, step, At.STALE);
        boolean stale = step.flag();
        if (vcpu.slot == Slot.NONE) {
            withoutSlot(vcpu, stale);
        } else if (stale) {
            isStale(vcpu);
        } else {
            isFresh(vcpu);
        }
        vcpu.at = stale ? At.UNLOCKED : At.FRESH;
        vcpu.outcome = stale ? Outcome.RETRY : Outcome.CONTINUE;
        if (stale) {
            unlock(vcpu);
        }
    }

    private void withoutSlot(VcpuThread vcpu, boolean stale) throws Deviates, Undecided {
        if (stale && vcpu.root == Root.VALID) {
            throw new Deviates("without a memslot nothing can be stale", "");
        }
        known.script.step(stale ? "obsolete" : "not_stale", vcpu.v);
        take(
                "is_page_fault_stale",
                c -> stale ? known.kvm.isObsoleteRoot(c.s, vcpu.v) : known.kvm.isNotStaleWithoutSlot(c.s, vcpu.v),
                vcpu,
                "is_page_fault_stale() is not due",
                "");
    }

    private void isStale(VcpuThread vcpu) throws Deviates, Undecided {
        Candidate any = known.states.any();
        RetryTest test = known.kvm.retryTest(any.s, vcpu.v);
        boolean obsolete = vcpu.root != Root.VALID;
        known.script.step("stale", vcpu.v).flag(true).x(SpecNumber.plain(obsolete ? 1 : 0));
        known.states.take(
                c -> obsolete && !known.kvm.retryTest(c.s, vcpu.v).stale()
                        ? known.kvm.isObsoleteRoot(c.s, vcpu.v)
                        : known.kvm.isPageFaultStale(c.s, vcpu.v, true),
                c -> explain(c, vcpu, "the log says stale"),
                "");
        known.coverage.action("is_page_fault_stale");
        // A state that was given up may have had other reasons.
        known.coverage.retry(
                "under mmu_lock, " + (test.stale() ? FaultLines.halves(test) : obsolete ? "obsolete root" : "by seq"));
    }

    private void isFresh(VcpuThread vcpu) throws Deviates, Undecided {
        if (vcpu.root == Root.OBSOLETE) {
            throw new Deviates(
                    "the vCPU's root became obsolete after its fault began, so is_page_fault_stale() is true",
                    "NothingMappedWithoutSlot");
        }
        known.script.step("stale", vcpu.v).flag(false).x(SpecNumber.plain(0));
        take(
                "is_page_fault_stale",
                c -> known.kvm.isPageFaultStale(c.s, vcpu.v, false),
                c -> explain(c, vcpu, "the log says not stale"),
                "NoMappingInInvalidatedRange");
    }

    private String explain(Candidate c, VcpuThread vcpu, String log) {
        RetryTest test = known.kvm.retryTest(c.s, vcpu.v);
        return log + ", and is_page_fault_stale() says " + (test.stale() ? "stale, " : "not stale, ")
                + FaultLines.halves(test) + ": snapshot " + c.s.faultMmuSeq(vcpu.v) + ", "
                + Values.counters(known.kvm, c.s) + "; the fault is on gfn " + Values.hex(vcpu.gfn) + ", hva "
                + Values.hex(vcpu.firstHva)
                + (!test.stale() || log.contains("not")
                        ? test.byInProgress() ? "; in_progress was ignored" : test.bySeq() ? "; seq was ignored" : ""
                        : "");
    }

    private void unlock(VcpuThread vcpu) throws Deviates, Undecided {
        known.script.step("read_unlock", vcpu.v);
        take("read_unlock_mmu_lock", c -> known.kvm.readUnlockMmuLock(c.s, vcpu.v), vcpu, "mmu_lock is not held", "");
    }

    void map(VcpuThread vcpu, LogStep step) throws Deviates, Undecided {
        FaultLines.expect(vcpu, step, At.FRESH);
        if (step.gfn() != vcpu.gfn || step.flag() && step.pfn() != vcpu.pfn) {
            throw new Deviates("the fault is on gfn " + Values.hex(vcpu.gfn) + " with pfn " + Values.hex(vcpu.pfn), "");
        }
        known.compare(step.event());
        vcpu.mapped = false;
        vcpu.mappedEarly = false;
        vcpu.at = At.MAP;
    }

    /** In kvm_tdp_mmu_map() the leaf comes, or changes bits. */
    void install(VcpuThread vcpu, LogStep step) throws Deviates, Undecided {
        Leaves.Leaf leaf = new Leaves.Leaf(step.gfn(), (int) step.value(), step.pfn());
        if (!vcpu.wants(leaf) || vcpu.mapped && !vcpu.mappedEarly) {
            throw new Deviates(
                    "kvm_tdp_mmu_map() installs one SPTE: gfn " + Values.hex(vcpu.gfn) + " to pfn "
                            + Values.hex(vcpu.pfn) + (vcpu.mapped ? ", and has done so" : ""),
                    "GuestMapsWhatHostMaps");
        }
        if (!vcpu.mapped) {
            early.map(vcpu);
        }
        vcpu.mapped = true;
        vcpu.mappedEarly = false;
        if (leaf.level() > 1) {
            known.coverage.witness("large SPTE");
        }
    }

    void mapped(VcpuThread vcpu, LogStep step) throws Deviates, Undecided {
        FaultLines.expect(vcpu, step, At.MAP);
        Outcome outcome = step.outcome();
        boolean installed = vcpu.mapped && !vcpu.mappedEarly;
        boolean asSeen =
                switch (outcome) {
                    case FIXED -> installed;
                    case SPURIOUS ->
                        !installed && (known.leaves.ofGfn(vcpu.gfn).isPresent() || early.mayBeStored(vcpu));
                    case RETRY -> !installed;
                    case EMULATE -> !installed && vcpu.slot == Slot.NONE || installed;
                    default -> false;
                };
        if (!asSeen) {
            throw new Deviates(
                    "kvm_tdp_mmu_map() returns RET_PF_" + outcome + ", and "
                            + (installed ? "an SPTE was installed" : "no SPTE was installed") + "; for gfn "
                            + Values.hex(vcpu.gfn) + " there is "
                            + (known.leaves.ofGfn(vcpu.gfn).isPresent() ? "one" : "none"),
                    "");
        }
        if (!vcpu.mapped) {
            known.script.step("maps_nothing", vcpu.v);
            take("kvm_tdp_mmu_map", c -> known.kvm.kvmTdpMmuMapNothing(c.s, vcpu.v), vcpu, "the SPTE is not due", "");
        }
        if (outcome == Outcome.SPURIOUS) {
            known.coverage.witness("spurious fault");
        } else if (outcome == Outcome.RETRY) {
            known.coverage.retry("kvm_tdp_mmu_map(): another vCPU was at the SPTE");
        } else if (vcpu.slot == Slot.NONE) {
            known.coverage.witness("MMIO SPTE");
        }
        unlock(vcpu);
        vcpu.outcome = outcome;
        vcpu.at = At.UNLOCKED;
        early.leaves(vcpu);
    }

    void release(VcpuThread vcpu, LogStep step) throws Deviates, Undecided {
        FaultLines.expect(vcpu, step, At.UNLOCKED);
        samePage(vcpu, step);
        known.script.step("release", vcpu.v);
        take(
                "kvm_release_pfn_clean",
                c -> known.kvm.kvmReleasePfnClean(c.s, vcpu.v),
                vcpu,
                "nothing is to be released",
                "NoReferenceStolen");
        vcpu.at = At.ENDING;
    }

    static void samePage(VcpuThread vcpu, LogStep step) throws Deviates {
        if (step.flag() != (vcpu.slot == Slot.VALID) || step.flag() && step.pfn() != vcpu.pfn) {
            throw new Deviates("the page in hand is pfn " + Values.hex(vcpu.pfn), "NoReferenceStolen");
        }
    }

    private void take(String action, Predicate<Candidate> move, VcpuThread vcpu, String guard, String property)
            throws Deviates, Undecided {
        take(
                action,
                move,
                c -> guard + ": " + Values.counters(known.kvm, c.s) + "; " + Values.fault(c.s, vcpu.v, vcpu),
                property);
    }

    private void take(
            String action,
            Predicate<Candidate> move,
            java.util.function.Function<Candidate, String> guard,
            String property)
            throws Deviates, Undecided {
        known.states.take(move, guard, property);
        known.coverage.action(action);
    }
}
