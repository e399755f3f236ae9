package org.pfnproof.kernel.memslots;

import static org.pfnproof.kernel.Quantifiers.count;
import static org.pfnproof.kernel.Quantifiers.every;
import static org.pfnproof.kernel.memslots.MemslotsState.NO_SLOT;

import java.util.List;
import org.pfnproof.kernel.Rule;
import org.pfnproof.kernel.memslots.MemslotsState.InvalidationStep;
import org.pfnproof.kernel.memslots.MemslotsState.Spte;
import org.pfnproof.kernel.notifier.MmuNotifier;

/** What must hold of {@link MemslotsProtocol}: the twin of the TLA+ module {@code MemslotsProperties}. */
final class MemslotsRules {

    private final int vcpus;
    private final int invalidators;
    private final List<Integer> gfns;
    private final int hvas;

    MemslotsRules(int vcpus, int invalidators, List<Integer> gfns, int hvas) {
        this.vcpus = vcpus;
        this.invalidators = invalidators;
        this.gfns = gfns;
        this.hvas = hvas;
    }

    List<Rule<MemslotsState>> all() {
        return List.of(
                new Rule.Invariant<>("SlotTypeOK", this::typeOk),
                new Rule.Invariant<>(
                        "NothingInstalledAfterFlush", s -> !s.updateFlushed() || s.spte(s.updateOld()) != Spte.RAM),
                new Rule.Invariant<>(
                        "NothingMappedWithoutSlot", s -> every(gfns, g -> s.spte(g) != Spte.RAM || s.slot() == g)),
                new Rule.Invariant<>(
                        "SlotInProgressBalanced", s -> s.mmuInvalidateInProgress() == count(invalidators, s::invBegun)),
                new Rule.Invariant<>(
                        "NothingMappedWhileInvalidated",
                        s -> every(invalidators, n -> !isInvalidated(s, n)) || every(gfns, g -> s.spte(g) != Spte.RAM)),
                new Rule.Invariant<>(
                        "NoMmioUnderInvalidSlot",
                        s -> !s.slotInvalid() || s.slot() == NO_SLOT || s.spte(s.slot()) != Spte.MMIO),
                new Rule.StepRule<>(
                        "LiveSpteNotReplacedByMmio",
                        (s, next) -> every(gfns, g -> s.spte(g) != Spte.RAM || next.spte(g) != Spte.MMIO)));
    }

    /** Whether gfns and hvas named are such; the rest of its types is all that the fields can hold. */
    private boolean typeOk(MemslotsState s) {
        int last = gfns.size();
        return MmuNotifier.typeOk(s, invalidators)
                && s.slot() <= last
                && s.updateOld() <= last
                && s.updateNew() <= last
                && every(vcpus, v -> s.faultGfn(v) <= last)
                && every(invalidators, n -> s.invHva(n) <= hvas);
    }

    /** Whether the hva behind the memslot is between the return of start and end. */
    private static boolean isInvalidated(MemslotsState s, int n) {
        InvalidationStep step = s.invStep(n);
        return (step == InvalidationStep.MODIFY || step == InvalidationStep.END) && s.invHva(n) == 1;
    }
}
