package org.pfnproof.kernel.driver;

import static org.pfnproof.kernel.Quantifiers.count;
import static org.pfnproof.kernel.Quantifiers.every;
import static org.pfnproof.kernel.pages.PagesState.NO_PFN;

import java.util.List;
import org.pfnproof.kernel.Rule;
import org.pfnproof.kernel.notifier.MmuNotifier;
import org.pfnproof.kernel.pages.StructPages;

/** What must hold of {@link DriverPagesProtocol}: the twin of the TLA+ module {@code DriverPagesProperties}. */
final class DriverPagesRules {

    private final int vcpus;
    private final int invalidators;
    private final StructPages pages;

    DriverPagesRules(int vcpus, int invalidators, StructPages pages) {
        this.vcpus = vcpus;
        this.invalidators = invalidators;
        this.pages = pages;
    }

    List<Rule<DriverPagesState>> all() {
        return List.of(
                new Rule.Invariant<>("DrvTypeOK", this::typeOk),
                new Rule.Invariant<>(
                        "DrvNoFreedPageMapped",
                        s -> s.spte() == NO_PFN || !s.inBuddy(s.spte()) && !s.drvFree(s.spte())),
                new Rule.Invariant<>("DrvMapsWhatHostMaps", s -> s.spte() == NO_PFN || s.spte() == s.hostPte()),
                new Rule.Invariant<>(
                        "DrvNoMappingInInvalidatedRange",
                        s -> s.spte() == NO_PFN || count(invalidators, s::drvBegun) == 0),
                new Rule.Invariant<>(
                        "DrvInProgressCountsRunning",
                        s -> s.mmuInvalidateInProgress() == count(invalidators, s::drvBegun)),
                new Rule.Invariant<>("DrvReferencesBalanced", this::referencesBalanced));
    }

    /** Whether the frames named are frames; the rest of its types is all that the fields can hold. */
    private boolean typeOk(DriverPagesState s) {
        return pages.typeOk(s)
                && MmuNotifier.typeOk(s, invalidators)
                && pages.isFrameOrNone(s.drvPage())
                && pages.isFrameOrNone(s.hostPte())
                && pages.isFrameOrNone(s.spte())
                && every(pages.frames(), f -> !s.drvFree(f) || !pages.isRam(f))
                && every(vcpus, v -> pages.isFrameOrNone(s.faultPfn(v)));
    }

    /** Device memory has no count at all. */
    private boolean referencesBalanced(DriverPagesState s) {
        return every(
                pages.frames(),
                f -> s.pageRefcount(f)
                        == (pages.isRam(f) ? (s.drvPage() == f ? 1 : 0) + count(vcpus, v -> s.faultPfn(v) == f) : 0));
    }
}
