package org.pfnproof.kernel.driver;

import static org.pfnproof.kernel.Quantifiers.some;
import static org.pfnproof.kernel.pages.PagesState.NO_PFN;

import java.util.List;
import java.util.function.IntPredicate;
import org.pfnproof.kernel.Rule;
import org.pfnproof.kernel.driver.DriverPagesState.FaultStep;
import org.pfnproof.kernel.pages.StructPages;

/** The situations that a run of {@link DriverPagesProtocol} must reach, as the TLA+ module {@code DriverPagesProperties} has them. */
final class DriverPagesWitnesses {

    private final int vcpus;
    private final StructPages pages;

    DriverPagesWitnesses(int vcpus, StructPages pages) {
        this.vcpus = vcpus;
        this.pages = pages;
    }

    List<Rule<DriverPagesState>> all() {
        return List.of(
                new Rule.Witness<>("DrvDeviceMemoryMapped", s -> s.spte() != NO_PFN && !pages.isRam(s.spte())),
                new Rule.Witness<>("DrvSystemMemoryMapped", s -> s.spte() != NO_PFN && pages.isRam(s.spte())),
                new Rule.StepWitness<>(
                        "DrvFreedWhileLookedUp",
                        (s, next) -> someVcpu(v -> sentBack(s, next, v) && s.drvFree(s.faultPfn(v)))),
                new Rule.StepWitness<>(
                        "DrvGivenAwayWhileLookedUp",
                        (s, next) -> s.drvPage() != NO_PFN
                                && someVcpu(v -> sentBack(s, next, v)
                                        && !pages.isRam(s.faultPfn(v))
                                        && s.faultPfn(v) != s.drvPage())),
                new Rule.StepWitness<>(
                        "DrvSameFrameAgain",
                        (s, next) -> s.hostPte() == s.drvPage()
                                && someVcpu(v -> sentBack(s, next, v) && s.faultPfn(v) == s.drvPage())),
                new Rule.Witness<>(
                        "DrvFaultHoldsLastReference",
                        s -> someVcpu(v -> s.faultPfn(v) != NO_PFN
                                && s.faultPfn(v) != s.drvPage()
                                && pages.isRam(s.faultPfn(v))
                                && StructPages.pageCount(s, s.faultPfn(v)) == 1)),
                new Rule.StepWitness<>(
                        "DrvFaultFreesPage",
                        (s, next) -> someVcpu(v ->
                                        s.faultStep(v) == FaultStep.RELEASE && next.faultStep(v) == FaultStep.GUEST)
                                && some(pages.frames(), f -> s.inBuddy(f) != next.inBuddy(f))));
    }

    private boolean someVcpu(IntPredicate holds) {
        return some(vcpus, holds);
    }

    private static boolean sentBack(DriverPagesState s, DriverPagesState next, int v) {
        return s.faultStep(v) == FaultStep.MAP
                && next.faultStep(v) == FaultStep.RELEASE
                && next.spte() != s.faultPfn(v);
    }
}
