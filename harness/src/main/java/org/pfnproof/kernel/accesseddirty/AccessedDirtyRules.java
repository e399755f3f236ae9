package org.pfnproof.kernel.accesseddirty;

import static org.pfnproof.kernel.Quantifiers.count;
import static org.pfnproof.kernel.Quantifiers.every;
import static org.pfnproof.kernel.Quantifiers.some;
import static org.pfnproof.kernel.adpages.AdPagesState.NO_PFN;

import java.util.List;
import org.pfnproof.kernel.Rule;
import org.pfnproof.kernel.accesseddirty.AccessedDirtyState.FaultStep;
import org.pfnproof.kernel.accesseddirty.AccessedDirtyState.InvalidationStep;
import org.pfnproof.kernel.accesseddirty.AccessedDirtyState.Root;
import org.pfnproof.kernel.adpages.AdPageClass;
import org.pfnproof.kernel.adpages.AdPages;
import org.pfnproof.kernel.notifier.MmuNotifier;

/** What must hold of {@link AccessedDirtyProtocol}: the twin of the TLA+ module {@code AccessedDirtyProperties}. */
final class AccessedDirtyRules {

    private final int vcpus;
    private final int invalidators;
    private final AdPages pages;
    private final List<Integer> frames;

    AccessedDirtyRules(int vcpus, int invalidators, AdPages pages) {
        this.vcpus = vcpus;
        this.invalidators = invalidators;
        this.pages = pages;
        this.frames = pages.frames();
    }

    List<Rule<AccessedDirtyState>> all() {
        return List.of(
                new Rule.Invariant<>("AdTypeOK", this::typeOk),
                new Rule.Invariant<>("AdMarksOnlyLivePages", s -> !s.badMark()),
                new Rule.Invariant<>("AdNoFreedPageMapped", s -> !s.isStale(s.holder(Root.CURRENT))),
                new Rule.Invariant<>(
                        "AdRefsBalanced",
                        s -> every(
                                frames, f -> s.pageClass(f) == AdPageClass.TAIL || s.pageRefCount(f) == holders(s, f))),
                new Rule.StepRule<>("AdPutMatchesGet", this::putMatchesGet),
                new Rule.Invariant<>(
                        "AdDiscardedPageIsSaved",
                        s -> !some(
                                invalidators,
                                n -> s.invStep(n) == InvalidationStep.DISCARD && s.isUnsaved(s.invPfn(n)))),
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

    /** Whether the frames named are frames; the rest of its types is all that the fields can hold. */
    private boolean typeOk(AccessedDirtyState s) {
        int last = frames.size();
        return MmuNotifier.typeOk(s, invalidators)
                && pages.typeOk(s)
                && s.hostPtePfn() <= last
                && s.spte(Root.CURRENT).pfn() <= last
                && s.spte(Root.OLD).pfn() <= last
                && every(vcpus, v -> s.faultPfn(v) <= last)
                && every(invalidators, n -> s.invPfn(n) <= last);
    }

    private boolean notMarked(AccessedDirtyState s, AdPageClass which) {
        return !some(frames, f -> s.pageClass(f) == which && (s.pageDirty(f) || s.pageAccessed(f)));
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

    /** Whether a fault is between its lookup and its end. */
    static boolean hasLookedUp(AccessedDirtyState s, int v) {
        FaultStep step = s.faultStep(v);
        return step == FaultStep.MAP || step == FaultStep.RELEASE;
    }

    private boolean putMatchesGet(AccessedDirtyState s, AccessedDirtyState next) {
        return every(vcpus, v -> {
            if (!hasLookedUp(s, v) || next.faultStep(v) != FaultStep.GUEST) {
                return true;
            }
            int head = AdPages.head(s, s.faultPfn(v));
            return next.pageRefCount(head) == s.pageRefCount(head) - (s.faultRef(v) ? 1 : 0);
        });
    }
}
