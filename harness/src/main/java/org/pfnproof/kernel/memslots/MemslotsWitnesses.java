package org.pfnproof.kernel.memslots;

import static org.pfnproof.kernel.Quantifiers.some;
import static org.pfnproof.kernel.memslots.MemslotsState.NO_SLOT;

import java.util.List;
import java.util.function.IntPredicate;
import org.pfnproof.kernel.Rule;
import org.pfnproof.kernel.memslots.MemslotsState.FaultStep;
import org.pfnproof.kernel.memslots.MemslotsState.InvalidationStep;
import org.pfnproof.kernel.memslots.MemslotsState.Spte;
import org.pfnproof.kernel.memslots.MemslotsState.UpdateStep;

/** The situations that a run of {@link MemslotsProtocol} must reach, as the TLA+ module {@code MemslotsProperties} has them. */
final class MemslotsWitnesses {

    private final int vcpus;
    private final int invalidators;
    private final List<Integer> gfns;

    MemslotsWitnesses(int vcpus, int invalidators, List<Integer> gfns) {
        this.vcpus = vcpus;
        this.invalidators = invalidators;
        this.gfns = gfns;
    }

    List<Rule<MemslotsState>> all() {
        return List.of(
                new Rule.StepWitness<>(
                        "SlotFaultRetriesInvalid",
                        (s, next) -> someVcpu(v -> ends(s, next, v, FaultStep.FAULTIN) && s.faultSlotInvalid(v))),
                new Rule.StepWitness<>(
                        "SlotFaultOutlivesPublication",
                        (s, next) -> s.slotInvalid()
                                && someVcpu(v -> ends(s, next, v, FaultStep.MAP)
                                        && s.spte(s.faultGfn(v)) != Spte.RAM
                                        && next.spte(s.faultGfn(v)) == Spte.RAM)),
                new Rule.StepWitness<>(
                        "SlotFaultRetriesByNotifier",
                        (s, next) -> someVcpu(v -> ends(s, next, v, FaultStep.MAP)
                                && (s.faultSlot(v) != NO_SLOT || s.faultSlotInvalid(v))
                                && next.spte(s.faultGfn(v)) != Spte.RAM)),
                new Rule.Witness<>(
                        "SlotUpdaterWaitsForInvalidation",
                        s -> updates(s, UpdateStep.SWAP_INVALID, UpdateStep.SWAP) && s.activeCount() != 0),
                new Rule.Witness<>(
                        "SlotUpdaterWaitsForReaders",
                        s -> updates(s, UpdateStep.SRCU_INVALID, UpdateStep.SRCU) && !s.graceIsOver()),
                new Rule.StepWitness<>(
                        "SlotFlushZaps",
                        (s, next) -> s.updateStep() == UpdateStep.FLUSH
                                && next.updateStep() != UpdateStep.FLUSH
                                && s.spte(s.updateOld()) == Spte.RAM),
                new Rule.Witness<>("SlotMmioInstalled", s -> some(gfns, g -> s.spte(g) == Spte.MMIO)),
                new Rule.Witness<>("SlotMovedAndMapped", s -> some(gfns, g -> g != 1 && s.spte(g) == Spte.RAM)),
                new Rule.Witness<>("SlotInvalidationOfInvalidSlot", s -> someBegins(s, n -> s.invSlotInvalid(n))),
                new Rule.Witness<>(
                        "SlotInvalidationBetweenSlots",
                        s -> someBegins(s, n -> s.invHva(n) == 1 && s.invSlot(n) == NO_SLOT)));
    }

    private boolean someVcpu(IntPredicate holds) {
        return some(vcpus, holds);
    }

    /** Of one that is about to begin. */
    private boolean someBegins(MemslotsState s, IntPredicate holds) {
        return some(invalidators, n -> s.invStep(n) == InvalidationStep.BEGIN && holds.test(n));
    }

    private static boolean ends(MemslotsState s, MemslotsState next, int v, FaultStep from) {
        return s.faultStep(v) == from && next.faultStep(v) == FaultStep.GUEST;
    }

    private static boolean updates(MemslotsState s, UpdateStep one, UpdateStep other) {
        return s.updateStep() == one || s.updateStep() == other;
    }
}
