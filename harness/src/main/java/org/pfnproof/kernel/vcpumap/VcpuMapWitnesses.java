package org.pfnproof.kernel.vcpumap;

import static org.pfnproof.kernel.pages.PagesState.NO_PFN;

import java.util.List;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import org.pfnproof.kernel.Rule;
import org.pfnproof.kernel.pages.StructPages;

/** What runs of {@link VcpuMapProtocol} must meet: the witnesses of the TLA+ module {@code VcpuMapProperties}. */
final class VcpuMapWitnesses {

    private final int vcpus;

    VcpuMapWitnesses(int vcpus) {
        this.vcpus = vcpus;
    }

    List<Rule<VcpuMapState>> all() {
        return List.of(
                new Rule.Witness<>(
                        "MapHoldsOtherPage",
                        s -> s.hostPte() != NO_PFN && anyHolder(s, v -> s.mapPfn(v) != s.hostPte())),
                new Rule.Witness<>("MapHoldsLastReference", s -> anyHolder(s, v -> s.pageRefcount(s.mapPfn(v)) == 1)),
                new Rule.StepWitness<>(
                        "MapLastPutFrees",
                        (s, next) -> anyHolder(s, v -> !s.inBuddy(s.mapPfn(v)) && next.inBuddy(s.mapPfn(v)))),
                new Rule.StepWitness<>(
                        "MapMigrationRefused",
                        (s, next) -> s.migrating() != NO_PFN
                                && StructPages.pageCount(s, s.migrating()) > 1
                                && next.hostPte() == s.migrating()),
                new Rule.StepWitness<>(
                        "MapMigrated",
                        (s, next) ->
                                s.migrating() != NO_PFN && next.hostPte() != NO_PFN && next.hostPte() != s.migrating()),
                new Rule.Witness<>("MapPageSharedWithChild", s -> anyHolder(s, v -> s.childPte() == s.mapPfn(v))),
                new Rule.Witness<>(
                        "MapTwoHoldDifferentPages",
                        s -> anyHolder(s, v -> anyHolder(s, w -> s.mapPfn(v) != s.mapPfn(w)))),
                new Rule.Witness<>("MapForkedBeforePin", s -> s.childPte() != NO_PFN && anyHolder(s, v -> true)));
    }

    /** Whether it is so of a vCPU that holds a page. */
    private boolean anyHolder(VcpuMapState s, IntPredicate is) {
        return IntStream.range(0, vcpus).anyMatch(v -> s.mapPfn(v) != NO_PFN && is.test(v));
    }
}
