package org.pfnproof.kernel.accesseddirty;

import static org.pfnproof.kernel.Quantifiers.some;
import static org.pfnproof.kernel.adpages.AdPagesState.NO_PFN;

import java.util.List;
import java.util.function.IntPredicate;
import org.pfnproof.kernel.Rule;
import org.pfnproof.kernel.accesseddirty.AccessedDirtyState.FaultStep;
import org.pfnproof.kernel.accesseddirty.AccessedDirtyState.InvalidationStep;
import org.pfnproof.kernel.accesseddirty.AccessedDirtyState.Root;
import org.pfnproof.kernel.adpages.AdPageClass;
import org.pfnproof.kernel.adpages.AdPages;

/** The situations that a run of {@link AccessedDirtyProtocol} must reach, as the TLA+ module {@code AccessedDirtyProperties} has them. */
final class AccessedDirtyWitnesses {

    private final int vcpus;
    private final int invalidators;
    private final AdPages pages;

    AccessedDirtyWitnesses(int vcpus, int invalidators, AdPages pages) {
        this.vcpus = vcpus;
        this.invalidators = invalidators;
        this.pages = pages;
    }

    List<Rule<AccessedDirtyState>> all() {
        return List.of(
                new Rule.StepWitness<>("AdZapMarksDirty", this::zapMarksDirty),
                new Rule.Witness<>(
                        "AdGuestWriteSaved",
                        s -> someThread(n -> s.invStep(n) == InvalidationStep.PAGEOUT && hasUnsaved(s, s.invPfn(n)))),
                new Rule.Witness<>("AdOnlyKvmKnowsOfWrite", s -> {
                    int pfn = s.spte(Root.CURRENT).pfn();
                    return hasUnsaved(s, pfn) && !s.hostPteDirty() && !s.pageDirty(AdPages.head(s, pfn));
                }),
                new Rule.StepWitness<>(
                        "AdCleanPageDiscarded",
                        (s, next) -> someThread(n -> s.invStep(n) == InvalidationStep.DECIDE
                                && next.invStep(n) == InvalidationStep.DISCARD)),
                new Rule.Witness<>(
                        "AdCleanerMeetsFault",
                        s -> someThread(n -> s.invStep(n) == InvalidationStep.CLEAR_DIRTY)
                                && someVcpu(v -> AccessedDirtyRules.hasLookedUp(s, v))),
                new Rule.StepWitness<>(
                        "AdRetryAfterClean",
                        (s, next) -> someVcpu(v -> s.faultStep(v) == FaultStep.MAP
                                        && next.faultStep(v) != FaultStep.MAP
                                        && s.faultMmuSeq(v) != s.mmuInvalidateSeq())
                                && next.spte(Root.CURRENT).equals(s.spte(Root.CURRENT))),
                new Rule.StepWitness<>(
                        "AdLastReferenceIsTheFaults",
                        (s, next) -> someVcpu(v -> AccessedDirtyRules.hasLookedUp(s, v)
                                && next.faultStep(v) == FaultStep.GUEST
                                && s.pageClass(s.faultPfn(v)) != AdPageClass.FREE
                                && next.pageClass(s.faultPfn(v)) == AdPageClass.FREE)),
                new Rule.Witness<>(
                        "AdOldRootOutlivesMapping",
                        s -> s.spte(Root.OLD).isPresent()
                                && s.spte(Root.CURRENT).isPresent()),
                new Rule.StepWitness<>(
                        "AdZapOfOldRootMarks",
                        (s, next) -> !s.spte(Root.OLD).equals(Spte.NONE)
                                && next.spte(Root.OLD).equals(Spte.NONE)
                                && !pages.same(s, next)),
                new Rule.StepWitness<>("AdAgingMarksDirty", this::agingMarksDirty),
                new Rule.Witness<>("AdFrameHasNewOwner", s -> some(pages.frames(), s::othersHave)),
                new Rule.Witness<>("AdZeroPageMapped", s -> maps(s, AdPageClass.ZERO)),
                new Rule.Witness<>("AdTailMapped", s -> maps(s, AdPageClass.TAIL)),
                new Rule.Witness<>("AdDriversPageMapped", s -> maps(s, AdPageClass.SPECIAL)),
                new Rule.StepWitness<>(
                        "AdLookupRefused",
                        (s, next) -> someVcpu(
                                v -> s.faultStep(v) == FaultStep.LOOKUP && next.faultStep(v) == FaultStep.GUEST)),
                new Rule.Witness<>(
                        "AdFrameOfUncountedFaultIsTaken",
                        s -> someVcpu(v -> s.faultStep(v) == FaultStep.RELEASE
                                && !s.faultRef(v)
                                && s.faultPfn(v) != NO_PFN
                                && s.othersHave(s.faultPfn(v)))));
    }

    private boolean someVcpu(IntPredicate holds) {
        return some(vcpus, holds);
    }

    private boolean someThread(IntPredicate holds) {
        return some(invalidators, holds);
    }

    private static boolean hasUnsaved(AccessedDirtyState s, int pfn) {
        return pfn != NO_PFN && s.isUnsaved(pfn);
    }

    private static boolean maps(AccessedDirtyState s, AdPageClass which) {
        Spte spte = s.spte(Root.CURRENT);
        return spte.isPresent() && s.pageClass(spte.pfn()) == which;
    }

    private boolean zapMarksDirty(AccessedDirtyState s, AccessedDirtyState next) {
        return s.spte(Root.CURRENT).isPresent()
                && !next.spte(Root.CURRENT).isPresent()
                && some(pages.frames(), f -> !s.pageDirty(f) && next.pageDirty(f));
    }

    private boolean agingMarksDirty(AccessedDirtyState s, AccessedDirtyState next) {
        Spte before = s.spte(Root.CURRENT);
        Spte after = next.spte(Root.CURRENT);
        return before.a() && !after.a() && after.pfn() == before.pfn() && !pages.same(s, next);
    }
}
