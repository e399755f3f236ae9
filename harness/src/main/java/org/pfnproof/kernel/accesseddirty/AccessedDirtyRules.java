package org.pfnproof.kernel.accesseddirty;

import static org.pfnproof.kernel.adpages.AdPagesState.NO_PFN;

import java.util.List;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import org.pfnproof.kernel.Rule;
import org.pfnproof.kernel.accesseddirty.AccessedDirtyState.FaultStep;
import org.pfnproof.kernel.accesseddirty.AccessedDirtyState.InvalidationStep;
import org.pfnproof.kernel.accesseddirty.AccessedDirtyState.Root;
import org.pfnproof.kernel.adpages.AdPageClass;
import org.pfnproof.kernel.adpages.AdPages;

/** What must hold of {@link AccessedDirtyProtocol}: the twin of the TLA+ module {@code AccessedDirtyProperties}. */
final class AccessedDirtyRules {

    private final int vcpus;
    private final int invalidators;
    private final List<Integer> frames;

    AccessedDirtyRules(int vcpus, int invalidators, List<Integer> frames) {
        this.vcpus = vcpus;
        this.invalidators = invalidators;
        this.frames = frames;
    }

    List<Rule<AccessedDirtyState>> all() {
        return List.of(
                // A value outside its type does not fit its field, which ends the search with an error.
                new Rule.Invariant<>("AdTypeOK", s -> true),
                new Rule.Invariant<>("AdMarksOnlyLivePages", s -> !s.badMark()),
                new Rule.Invariant<>("AdNoFreedPageMapped", s -> !s.isStale(s.holder(Root.CURRENT))),
                new Rule.Invariant<>("AdRefsBalanced", s -> frames.stream()
                        .allMatch(f -> s.pageClass(f) == AdPageClass.TAIL || s.pageRefCount(f) == holders(s, f))),
                new Rule.StepRule<>("AdPutMatchesGet", this::putMatchesGet),
                new Rule.Invariant<>("AdDiscardedPageIsSaved", s -> IntStream.range(0, invalidators)
                        .noneMatch(n -> s.invStep(n) == InvalidationStep.DISCARD && s.isUnsaved(s.invPfn(n)))),
                new Rule.Invariant<>("AdCleanPageHasNoWritableSpte", s -> {
                    Spte spte = s.spte(Root.CURRENT);
                    return !spte.w()
                            || !AccessedDirtyHost.isCounted(s, spte.pfn())
                            || s.pageDirty(AdPages.head(s, spte.pfn()));
                }),
                new Rule.Invariant<>("AdDriversPageIsNotMarked", s -> notMarked(s, AdPageClass.SPECIAL)),
                new Rule.Invariant<>("AdZeroPageIsNotMarked", s -> notMarked(s, AdPageClass.ZERO)),
                new Rule.Invariant<>("AdDriversPageIsRefused", s -> {
                    Spte spte = s.spte(Root.CURRENT);
                    return !spte.isPresent()
                            || s.pageClass(spte.pfn()) != AdPageClass.SPECIAL
                            || s.isStale(s.holder(Root.CURRENT));
                }));
    }

    private boolean notMarked(AccessedDirtyState s, AdPageClass which) {
        return frames.stream().noneMatch(f -> s.pageClass(f) == which && (s.pageDirty(f) || s.pageAccessed(f)));
    }

    private static int count(int threads, IntPredicate which) {
        return (int) IntStream.range(0, threads).filter(which).count();
    }

    private int holders(AccessedDirtyState s, int frame) {
        int host = s.hostPtePfn();
        boolean mapped = host != NO_PFN && AccessedDirtyHost.isCounted(s, host) && AdPages.head(s, host) == frame;
        return (s.pageClass(frame) == AdPageClass.ZERO ? 1 : 0)
                + (mapped ? 1 : 0)
                + (s.othersHave(frame) ? 1 : 0)
                + count(vcpus, v -> s.faultRef(v) && AdPages.head(s, s.faultPfn(v)) == frame)
                + count(invalidators, n -> s.invRef(n) && AdPages.head(s, s.invPfn(n)) == frame);
    }

    private boolean putMatchesGet(AccessedDirtyState s, AccessedDirtyState next) {
        return IntStream.range(0, vcpus).allMatch(v -> {
            FaultStep step = s.faultStep(v);
            if (step != FaultStep.MAP && step != FaultStep.RELEASE || next.faultStep(v) != FaultStep.GUEST) {
                return true;
            }
            int head = AdPages.head(s, s.faultPfn(v));
            return next.pageRefCount(head) == s.pageRefCount(head) - (s.faultRef(v) ? 1 : 0);
        });
    }
}
