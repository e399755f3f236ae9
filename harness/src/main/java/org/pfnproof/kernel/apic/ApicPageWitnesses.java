package org.pfnproof.kernel.apic;

import static org.pfnproof.kernel.Quantifiers.some;
import static org.pfnproof.kernel.pages.PagesState.NO_PFN;

import java.util.List;
import java.util.function.IntPredicate;
import org.pfnproof.kernel.Rule;
import org.pfnproof.kernel.apic.ApicPageState.InvStep;
import org.pfnproof.kernel.apic.ApicPageState.VcpuStep;
import org.pfnproof.kernel.pages.StructPages;

/** The situations that a run of {@link ApicPageProtocol} must reach, as the TLA+ module {@code ApicPageProperties} has them. */
final class ApicPageWitnesses {

    private final int vcpus;
    private final int invalidators;

    ApicPageWitnesses(int vcpus, int invalidators) {
        this.vcpus = vcpus;
        this.invalidators = invalidators;
    }

    List<Rule<ApicPageState>> all() {
        return List.of(
                new Rule.StepWitness<>(
                        "ApicVmcsWritten", (s, next) -> someVcpu(v -> tests(s, next, v) && next.vmcs(v) != s.vmcs(v))),
                new Rule.StepWitness<>(
                        "ApicReloadRetriesByInProgress",
                        (s, next) -> s.mmuInvalidateInProgress() != 0
                                && someVcpu(v -> tests(s, next, v) && next.hasRequest(v) && !s.hasRequest(v))),
                new Rule.StepWitness<>(
                        "ApicReloadRetriesBySeq",
                        (s, next) -> s.mmuInvalidateInProgress() == 0
                                && someVcpu(v -> tests(s, next, v) && s.vcpuMmuSeq(v) != s.mmuInvalidateSeq())
                                && !someVcpu(v -> next.vmcs(v) != s.vmcs(v))),
                new Rule.StepWitness<>(
                        "ApicVcpuKickedOut",
                        (s, next) -> someVcpu(v -> ApicPageRules.runsGuest(s, v))
                                && some(
                                        invalidators,
                                        n -> s.invStep(n) == InvStep.IDLE && next.invStep(n) == InvStep.CLEAR)),
                new Rule.Witness<>(
                        "ApicVmcsHasFreedPage", s -> someVcpu(v -> s.vmcs(v) != NO_PFN && s.inBuddy(s.vmcs(v)))),
                new Rule.Witness<>(
                        "ApicGuestRunsWithNewPage",
                        s -> someVcpu(v -> ApicPageRules.runsGuest(s, v) && s.vmcs(v) == 2)),
                new Rule.Witness<>(
                        "ApicReloadHoldsLastReference",
                        s -> someVcpu(v -> s.vcpuPfn(v) != NO_PFN
                                && StructPages.pageCount(s, s.vcpuPfn(v)) == 1
                                && s.hostPte() != s.vcpuPfn(v))));
    }

    private boolean someVcpu(IntPredicate holds) {
        return some(vcpus, holds);
    }

    private static boolean tests(ApicPageState s, ApicPageState next, int v) {
        return s.vcpuStep(v) == VcpuStep.TEST && next.vcpuStep(v) == VcpuStep.RELEASE;
    }
}
