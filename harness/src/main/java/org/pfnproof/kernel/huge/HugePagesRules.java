package org.pfnproof.kernel.huge;

import static org.pfnproof.kernel.Quantifiers.count;
import static org.pfnproof.kernel.Quantifiers.every;
import static org.pfnproof.kernel.pages.PagesState.NO_PFN;

import java.util.List;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import org.pfnproof.kernel.Rule;
import org.pfnproof.kernel.huge.HugePagesState.FaultStep;
import org.pfnproof.kernel.huge.HugePagesState.UpdateStep;
import org.pfnproof.kernel.notifier.MmuNotifier;
import org.pfnproof.kernel.pages.StructPages;

/** What must hold of {@link HugePagesProtocol}: the twin of the TLA+ module {@code HugePagesProperties}. */
final class HugePagesRules {

    private final int vcpus;
    private final int invalidators;
    private final List<Integer> gfns;
    private final StructPages pages;
    private final boolean pfnmap;

    HugePagesRules(int vcpus, int invalidators, List<Integer> gfns, StructPages pages, boolean pfnmap) {
        this.vcpus = vcpus;
        this.invalidators = invalidators;
        this.gfns = gfns;
        this.pages = pages;
        this.pfnmap = pfnmap;
    }

    List<Rule<HugePagesState>> all() {
        return List.of(
                new Rule.Invariant<>("HugeTypeOK", this::typeOk),
                new Rule.Invariant<>("HugeSpteWithinHostMapping", s -> !s.spteHuge() || s.hostHuge()),
                new Rule.Invariant<>(
                        "HugeMapsWhatHostMaps", s -> eachGfn(g -> s.spte(g) == NO_PFN || s.spte(g) == s.hostPte(g))),
                new Rule.Invariant<>(
                        "HugeNoFreedPageMapped",
                        s -> eachGfn(g -> !pages.frames().contains(s.spte(g)) || !s.inBuddy(s.spte(g)))),
                new Rule.Invariant<>("HugeNoMappingInInvalidatedRange", this::noMappingInInvalidatedRange),
                new Rule.Invariant<>("HugeGfnAndPfnAligned", this::gfnAndPfnAligned),
                new Rule.Invariant<>(
                        "HugeNoSharedMappingOfPrivate", s -> eachGfn(g -> !s.attrPrivate(g) || s.spte(g) == NO_PFN)),
                new Rule.Invariant<>(
                        "HugeMixedMeansMixed",
                        s -> s.updateStep() != UpdateStep.IDLE || s.lpageMixed() == HugePages.blockIsMixed(s)),
                new Rule.Invariant<>("HugeInProgressCountsRunning", this::inProgressCountsRunning),
                new Rule.Invariant<>("HugeReferencesBalanced", this::referencesBalanced));
    }

    /** Whether frames and gfns named are such, and starts are at most two; the rest of its types is all that the fields can hold. */
    private boolean typeOk(HugePagesState s) {
        return pages.typeOk(s)
                && MmuNotifier.typeOk(s, invalidators)
                && eachGfn(g -> pages.isFrameOrNone(s.spte(g)) && pages.isFrameOrNone(s.hostPte(g)))
                && s.updateStart() <= gfns.size()
                && every(vcpus, v -> s.faultGfn(v) <= gfns.size() && pages.isFrameOrNone(s.faultPfn(v)))
                && every(
                        invalidators,
                        n -> s.invStart(n) <= gfns.size()
                                && s.invBegun(n) <= 2
                                && pages.isFrameOrNone(s.invTable(n, 1))
                                && pages.isFrameOrNone(s.invTable(n, 2)));
    }

    private boolean eachGfn(IntPredicate holds) {
        return every(gfns, holds);
    }

    private boolean noMappingInInvalidatedRange(HugePagesState s) {
        return every(
                invalidators,
                n -> s.invBegun(n) == 0 || eachGfn(g -> g < s.invStart(n) || g >= s.invEnd(n) || s.spte(g) == NO_PFN));
    }

    private boolean gfnAndPfnAligned(HugePagesState s) {
        return every(
                vcpus,
                v -> s.faultStep(v) != FaultStep.MAP
                        || s.faultGoalLevel(v) != 2
                        || s.faultGfn(v) % 2 == s.faultPfn(v) % 2);
    }

    private boolean inProgressCountsRunning(HugePagesState s) {
        int begun = IntStream.range(0, invalidators).map(s::invBegun).sum();
        return s.mmuInvalidateInProgress() == begun + (s.updateStep() == UpdateStep.IDLE ? 0 : 1);
    }

    private boolean referencesBalanced(HugePagesState s) {
        return every(
                pages.frames(),
                f -> s.pageRefcount(f)
                        == (s.compoundHead(f) == f
                                ? pages.ownersRefs(f) + hostRefs(s, f) + invalidatorsRefs(s, f) + faultRefs(s, f)
                                : 0));
    }

    private static boolean isPartOf(HugePagesState s, int pfn, int head) {
        return pfn != NO_PFN && s.compoundHead(pfn) == head;
    }

    private int hostRefs(HugePagesState s, int head) {
        return pfnmap
                ? 0
                : (int) gfns.stream()
                        .filter(g -> isPartOf(s, s.hostPte(g), head) && !(s.hostHuge() && g == 2))
                        .count();
    }

    /** Of those who unmap, and of khugepaged. */
    private int invalidatorsRefs(HugePagesState s, int head) {
        int refs = 0;
        for (int n = 0; n < invalidators; n++) {
            for (int f : pages.frames()) {
                refs += s.invBatchHas(n, f) && isPartOf(s, f, head) ? 1 : 0;
            }
            refs += isPartOf(s, s.invTable(n, 1), head) ? 1 : 0;
            refs += isPartOf(s, s.invTable(n, 2), head) ? 1 : 0;
        }
        return refs;
    }

    private int faultRefs(HugePagesState s, int head) {
        return count(vcpus, v -> isPartOf(s, s.faultPfn(v), head));
    }
}
