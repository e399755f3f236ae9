package org.pfnproof.kernel.apic;

import static org.pfnproof.kernel.pages.PagesState.NO_PFN;

import java.util.List;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import org.pfnproof.kernel.Rule;
import org.pfnproof.kernel.apic.ApicPageState.InvStep;
import org.pfnproof.kernel.apic.ApicPageState.VcpuStep;

/** What must hold of {@link ApicPageProtocol}: the twin of the TLA+ module {@code ApicPageProperties}. */
final class ApicPageRules {

    private final int vcpus;
    private final int invalidators;
    private final List<Integer> frames;

    ApicPageRules(int vcpus, int invalidators, List<Integer> frames) {
        this.vcpus = vcpus;
        this.invalidators = invalidators;
        this.frames = frames;
    }

    List<Rule<ApicPageState>> all() {
        return List.of(
                // A value outside its type does not fit its field, which ends the search with an error.
                new Rule.Invariant<>("ApicTypeOK", s -> true),
                new Rule.Invariant<>(
                        "ApicGuestRunsWithHostsPage",
                        s -> eachVcpu(v -> s.vcpuStep(v) != VcpuStep.GUEST || s.vmcs(v) == s.hostPte())),
                new Rule.Invariant<>(
                        "ApicGuestRunsWithoutFreedPage",
                        s -> eachVcpu(
                                v -> s.vcpuStep(v) != VcpuStep.GUEST || s.vmcs(v) == NO_PFN || !s.inBuddy(s.vmcs(v)))),
                new Rule.Invariant<>(
                        "ApicInProgressCountsRunning",
                        s -> s.mmuInvalidateInProgress()
                                == count(
                                        invalidators,
                                        n -> s.invStep(n) == InvStep.CLEAR || s.invStep(n) == InvStep.END)),
                new Rule.Invariant<>("ApicReferencesBalanced", s -> frames.stream()
                        .allMatch(f -> s.pageRefcount(f) == holders(s, f))));
    }

    private int holders(ApicPageState s, int frame) {
        return (s.hostPte() == frame ? 1 : 0)
                + count(vcpus, v -> s.vcpuPfn(v) == frame)
                + count(invalidators, n -> s.batch(n) == frame);
    }

    private static int count(int threads, IntPredicate which) {
        return (int) IntStream.range(0, threads).filter(which).count();
    }

    private boolean eachVcpu(IntPredicate holds) {
        return IntStream.range(0, vcpus).allMatch(holds);
    }
}
