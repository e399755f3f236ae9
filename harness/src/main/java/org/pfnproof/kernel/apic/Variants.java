package org.pfnproof.kernel.apic;

import static org.pfnproof.kernel.pages.PagesState.NO_PFN;

import java.util.Map;
import java.util.function.BiConsumer;
import org.pfnproof.kernel.Replacements;
import org.pfnproof.kernel.apic.ApicPageState.InvStep;
import org.pfnproof.kernel.apic.ApicPageState.VcpuStep;

/** The variants of {@link ApicPageProtocol}: each replaces the functions whose TLA+ twins it overrides in {@code specs/variants}. */
final class Variants {

    static final Replacements<BiConsumer<Functions, ApicPage>> ALL = Replacements.ofVariants(Map.of(
            "apic-as-in-6.1", Variants::asIn61,
            "apic-end-forgotten", Variants::endForgotten,
            "apic-no-kick", (fn, code) -> fn.makeAllCpusRequest = code::requestBits,
            "apic-no-retry-test", (fn, code) -> fn.reloadIsStale = (s, seq) -> false,
            "apic-put-forgotten", (fn, code) -> fn.kvmReleasePfnClean = (s, v) -> forget(s, v, code),
            "apic-request-before-begin", (fn, code) -> fn.kvmUnmapGfnRange = (s, n) -> requestThenBegin(s, n, fn),
            "apic-request-lost-on-retry", (fn, code) -> fn.requestAfterRetry = (s, v) -> false,
            "apic-seq-ignored", (fn, code) -> fn.reloadIsStale = (s, seq) -> s.mmuInvalidateInProgress() != 0));

    private Variants() {}

    private static void asIn61(Functions fn, ApicPage code) {
        fn.reloadIsStale = (s, seq) -> false;
        fn.kvmUnmapGfnRange = (s, n) -> {
            if (s.invStep(n) != InvStep.IDLE) {
                return false;
            }
            ApicPage.invalidateBegin(s);
            s.setInvStep(n, InvStep.CLEAR);
            return true;
        };
        fn.zapPteRange = (s, n) -> {
            if (s.invStep(n) != InvStep.UNMAPPED) {
                return ApicPage.clears(s, n, InvStep.UNMAPPED);
            }
            fn.makeAllCpusRequest.accept(s);
            s.setInvStep(n, InvStep.END);
            return true;
        };
    }

    private static void endForgotten(Functions fn, ApicPage code) {
        fn.kvmUnmapGfnRange = (s, n) -> s.mmuInvalidateInProgress() == 0 && code.kvmUnmapGfnRange(s, n);
        fn.kvmMmuInvalidateEnd = (s, n) -> {
            if (s.invStep(n) != InvStep.END || s.batch(n) != NO_PFN) {
                return false;
            }
            ApicPage.idle(s, n);
            return true;
        };
    }

    private static boolean forget(ApicPageState s, int v, ApicPage code) {
        if (s.vcpuStep(v) != VcpuStep.RELEASE) {
            return false;
        }
        if (!s.hasRequest(v)) {
            code.putPage(s, s.vcpuPfn(v));
        }
        ApicPage.outsideGuest(s, v);
        return true;
    }

    private static boolean requestThenBegin(ApicPageState s, int n, Functions fn) {
        if (s.invStep(n) == InvStep.IDLE) {
            fn.makeAllCpusRequest.accept(s);
            s.setInvStep(n, InvStep.EARLY);
            return true;
        }
        if (s.invStep(n) == InvStep.EARLY) {
            ApicPage.invalidateBegin(s);
            s.setInvStep(n, InvStep.CLEAR);
            return true;
        }
        return false;
    }
}
