package org.pfnproof.kernel.apic;

import static org.pfnproof.kernel.Quantifiers.count;
import static org.pfnproof.kernel.Quantifiers.every;
import static org.pfnproof.kernel.pages.PagesState.NO_PFN;

import java.util.List;
import org.pfnproof.kernel.Rule;
import org.pfnproof.kernel.apic.ApicPageState.InvStep;
import org.pfnproof.kernel.apic.ApicPageState.VcpuStep;
import org.pfnproof.kernel.notifier.MmuNotifier;
import org.pfnproof.kernel.pages.StructPages;

/** What must hold of {@link ApicPageProtocol}: the twin of the TLA+ module {@code ApicPageProperties}. */
final class ApicPageRules {

    private final int vcpus;
    private final int invalidators;
    private final StructPages pages;

    ApicPageRules(int vcpus, int invalidators, StructPages pages) {
        this.vcpus = vcpus;
        this.invalidators = invalidators;
        this.pages = pages;
    }

    List<Rule<ApicPageState>> all() {
        return List.of(
                new Rule.Invariant<>("ApicTypeOK", this::typeOk),
                new Rule.Invariant<>(
                        "ApicGuestRunsWithHostsPage",
                        s -> every(vcpus, v -> !runsGuest(s, v) || s.vmcs(v) == s.hostPte())),
                new Rule.Invariant<>(
                        "ApicGuestRunsWithoutFreedPage",
                        s -> every(vcpus, v -> !runsGuest(s, v) || s.vmcs(v) == NO_PFN || !s.inBuddy(s.vmcs(v)))),
                new Rule.Invariant<>(
                        "ApicInProgressCountsRunning",
                        s -> s.mmuInvalidateInProgress()
                                == count(
                                        invalidators,
                                        n -> s.invStep(n) == InvStep.CLEAR || s.invStep(n) == InvStep.END)),
                new Rule.Invariant<>(
                        "ApicReferencesBalanced", s -> every(pages.frames(), f -> s.pageRefcount(f) == holders(s, f))));
    }

    private int holders(ApicPageState s, int frame) {
        return (s.hostPte() == frame ? 1 : 0)
                + count(vcpus, v -> s.vcpuPfn(v) == frame)
                + count(invalidators, n -> s.batch(n) == frame);
    }

    /** Whether the frames named are frames; the rest of its types is all that the fields can hold. */
    private boolean typeOk(ApicPageState s) {
        return pages.typeOk(s)
                && MmuNotifier.typeOk(s, invalidators)
                && pages.isFrameOrNone(s.hostPte())
                && every(vcpus, v -> pages.isFrameOrNone(s.vmcs(v)) && pages.isFrameOrNone(s.vcpuPfn(v)))
                && every(invalidators, n -> pages.isFrameOrNone(s.batch(n)));
    }

    static boolean runsGuest(ApicPageState s, int v) {
        return s.vcpuStep(v) == VcpuStep.GUEST;
    }
}
