package org.pfnproof.kernel.lookup;

import static org.pfnproof.kernel.lookup.LookupRules.returned;
import static org.pfnproof.kernel.pages.PagesState.NO_PFN;

import java.util.List;
import java.util.function.Predicate;
import org.pfnproof.kernel.Rule;
import org.pfnproof.kernel.lookup.LookupState.Signal;
import org.pfnproof.kernel.lookup.LookupState.Slot;
import org.pfnproof.kernel.lookup.Outcome.Exit;
import org.pfnproof.kernel.lookup.Outcome.Gup;
import org.pfnproof.kernel.lookup.Outcome.Result;
import org.pfnproof.kernel.pages.PageClass;
import org.pfnproof.kernel.pages.StructPages;

/** The situations that lookups must reach, as the TLA+ module {@code LookupProperties} and the profiles have them. */
final class LookupWitnesses {

    private final Functions fn;
    private final StructPages pages;

    LookupWitnesses(Functions fn, StructPages pages) {
        this.fn = fn;
        this.pages = pages;
    }

    List<Rule<LookupState>> all() {
        return Rule.concat(Rule.concat(ofGup(), ofRemapped()), Rule.concat(ofErrors(), ofCallers()));
    }

    private static List<Rule<LookupState>> ofGup() {
        return List.of(
                new Rule.StepWitness<>(
                        "LookupFastFindsPage", (s, next) -> s.step() == LookupStep.FAST && next.result() == Result.PFN),
                found("LookupAtomicFindsPage", LookupState::atomic),
                new Rule.StepWitness<>("LookupAtomicGivesUp", (s, next) -> fails(s, next, LookupStep.FAST)),
                new Rule.StepWitness<>(
                        "LookupSlowFindsPage", (s, next) -> s.step() == LookupStep.SLOW && next.result() == Result.PFN),
                new Rule.StepWitness<>(
                        "LookupUpgradeSamePage",
                        (s, next) -> leavesUpgrade(s, next) && next.writable() && next.pfn() == s.first()),
                new Rule.StepWitness<>(
                        "LookupUpgradeOtherPage",
                        (s, next) -> leavesUpgrade(s, next) && next.writable() && next.pfn() != s.first()),
                new Rule.StepWitness<>(
                        "LookupUpgradeFreesFirstPage",
                        (s, next) -> leavesUpgrade(s, next) && s.first() != NO_PFN && next.inBuddy(s.first())),
                new Rule.StepWitness<>("LookupNotUpgraded", (s, next) -> leavesUpgrade(s, next) && !next.writable()),
                new Rule.StepWitness<>(
                        "LookupWaitedForIo",
                        (s, next) -> goes(s, next, LookupStep.WAIT_IO, LookupStep.SLOW)
                                && s.ptePfn() == LookupState.SWAP
                                && !s.pteWritable()));
    }

    private List<Rule<LookupState>> ofRemapped() {
        return List.of(
                found("LookupRemappedRefcounted", s -> pages.classOf(s.pfn()) == PageClass.SPECIAL_FIRST),
                found("LookupRemappedUncounted", s -> !fn.kvmPfnIsRefcounted.test(s.pfn())),
                found("LookupRemappedWithoutCount", s -> pages.classOf(s.pfn()) == PageClass.SPECIAL_LATER),
                new Rule.StepWitness<>(
                        "LookupRemappedCountIsZero",
                        (s, next) -> s.ptePresent()
                                && (fails(s, next, LookupStep.REMAPPED) || fails(s, next, LookupStep.SECOND_LOOK))),
                new Rule.StepWitness<>(
                        "LookupRemappedLoops",
                        (s, next) -> goes(s, next, LookupStep.FIXUP_UNLOCKED, LookupStep.VMA)
                                && s.vma().isPfnmap()),
                new Rule.StepWitness<>(
                        "LookupRemappedBecameOrdinary",
                        (s, next) -> goes(s, next, LookupStep.FIXUP_UNLOCKED, LookupStep.VMA)
                                && s.vma().isOrdinary()),
                new Rule.StepWitness<>(
                        "LookupSecondLookFails",
                        (s, next) -> fails(s, next, LookupStep.SECOND_LOOK) && !s.ptePresent()),
                new Rule.StepWitness<>("LookupReadOnlyEntry", LookupWitnesses::readOnlyEntry),
                new Rule.StepWitness<>(
                        "LookupReadOnlyEntryInWritableArea",
                        (s, next) -> readOnlyEntry(s, next) && s.vma().allowsWrite()));
    }

    private static List<Rule<LookupState>> ofErrors() {
        return List.of(
                returnedWith(Result.ERR_FAULT, "LookupErrorLeavesWritable", s -> s.writable() && !s.writeFault()),
                new Rule.StepWitness<>(
                        "LookupNoArea", (s, next) -> fails(s, next, LookupStep.VMA) && s.vma() == Vma.NONE),
                new Rule.Witness<>("LookupNeedsIo", s -> returned(s) && s.needsIo() && s.gup() == Gup.NOWAIT),
                new Rule.Witness<>("LookupNeedsIoWithoutIo", s -> returned(s) && s.needsIo() && s.gup() == Gup.EFAULT),
                returnedWith(Result.ERR_HWPOISON, "LookupPoisonByGup", s -> s.gup() == Gup.EHWPOISON),
                returnedWith(Result.ERR_HWPOISON, "LookupPoisonByProbe", s -> s.gup() != Gup.EHWPOISON),
                new Rule.StepWitness<>(
                        "LookupProbeFillsEntryForRead",
                        (s, next) -> goes(s, next, LookupStep.POISON, LookupStep.POISON)
                                && !s.writeFault()
                                && (s.ptePfn() != next.ptePfn() || s.pteWritable() != next.pteWritable())),
                returnedWith(Result.ERR_SIGPENDING, "LookupInterrupted", s -> s.signal() == Signal.PENDING),
                returnedWith(Result.ERR_SIGPENDING, "LookupKilled", s -> s.signal() == Signal.FATAL),
                returnedWith(Result.ERR_FAULT, "LookupKilledIsEfault", s -> s.gup() == Gup.EINTR && !s.needsIo()),
                returnedWith(Result.ERR_FAULT, "LookupSpuriousFault", s -> !s.atomic() && !s.needsIo() && s.served()));
    }

    private static List<Rule<LookupState>> ofCallers() {
        return List.of(
                found("LookupReadonlySlotRead", s -> s.slot() == Slot.READONLY && s.mapWritable()),
                returnedWith(Result.ERR_RO_FAULT, "LookupReadonlySlotWrite", s -> s.slot() == Slot.READONLY),
                new Rule.Witness<>("LookupNoSlot", s -> returned(s) && s.slot() == Slot.NONE),
                new Rule.Witness<>("LookupInvalidSlot", s -> returned(s) && s.slot() == Slot.INVALID),
                exitsWith(Exit.EFAULT, "LookupExitEfault"),
                exitsWith(Exit.EMULATE, "LookupExitEmulate"),
                exitsWith(Exit.SIGBUS, "LookupExitSigbus"),
                exitsWith(Exit.EINTR, "LookupExitEintr"),
                exitsWith(Exit.MMIO, "LookupExitMmio"),
                found("LookupSecondTryMaps", LookupState::interruptible));
    }

    private static Rule<LookupState> returnedWith(Result result, String id, Predicate<LookupState> holds) {
        return new Rule.Witness<>(id, s -> returned(s) && s.result() == result && holds.test(s));
    }

    private static Rule<LookupState> found(String id, Predicate<LookupState> holds) {
        return returnedWith(Result.PFN, id, holds);
    }

    private static Rule<LookupState> exitsWith(Exit exit, String id) {
        return new Rule.StepWitness<>(
                id, (s, next) -> goes(s, next, LookupStep.RETURN, LookupStep.IDLE) && next.exit() == exit);
    }

    private static boolean goes(LookupState s, LookupState next, LookupStep from, LookupStep to) {
        return s.step() == from && next.step() == to;
    }

    private static boolean fails(LookupState s, LookupState next, LookupStep from) {
        return goes(s, next, from, LookupStep.RETURN) && next.result() == Result.ERR_FAULT;
    }

    private static boolean leavesUpgrade(LookupState s, LookupState next) {
        return goes(s, next, LookupStep.UPGRADE, LookupStep.RETURN);
    }

    private static boolean readOnlyEntry(LookupState s, LookupState next) {
        return (s.step() == LookupStep.REMAPPED || s.step() == LookupStep.SECOND_LOOK)
                && next.result() == Result.ERR_RO_FAULT;
    }
}
