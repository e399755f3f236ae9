package org.pfnproof.kernel.accesseddirty;

import java.util.Map;
import java.util.function.Consumer;
import org.pfnproof.kernel.Replacements;
import org.pfnproof.kernel.accesseddirty.Functions.PfnTest;
import org.pfnproof.kernel.adpages.AdPages;

/** What proposals and variants put in the place of the functions of {@link AccessedDirtyProtocol}, under the names of the TLA+ twins. */
final class Variants {

    private static final PfnTest REFCOUNTED_IF_COUNTED = (s, pfn) -> AdPages.pageCount(s, pfn) != 0;

    static final Replacements<Consumer<Parts>> ALL = new Replacements<>(
            Map.of(
                    "kvm_pfn_is_refcounted <- RefcountedIfCounted",
                    Variants::refcountedIfCounted,
                    "RemappedGet <- GetUnlessZero",
                    k -> k.fn().remappedGet = (s, pfn) -> s.pageRefCount(pfn) != 0 ? GetResult.REF : GetResult.NONE,
                    "ReleasePuts <- PutsWhatWasGot",
                    k -> k.fn().releasePuts = AccessedDirtyState::faultRef,
                    "SpteIsTracked <- TrackedByBit",
                    Variants::trackedByBit),
            Map.ofEntries(
                    Map.entry("ad-aging-forgets-dirty", k -> k.fn().agingMarks = (s, spte) -> false),
                    Map.entry(
                            "ad-assert-page-count",
                            k -> k.fn().kvmIsAdTrackedPage =
                                    (s, pfn) -> !AdPages.isReserved(s, pfn) && AdPages.pageCount(s, pfn) != 0),
                    Map.entry(
                            "ad-assert-page-ref-count",
                            k -> k.fn().kvmIsAdTrackedPage =
                                    (s, pfn) -> !AdPages.isReserved(s, pfn) && s.pageRefCount(pfn) != 0),
                    Map.entry("ad-count-zero-maps-special", Variants::refcountedIfCounted),
                    Map.entry("ad-count-zero-not-refcounted", Variants::refcountedIfCounted),
                    Map.entry("ad-count-zero-ordinary", Variants::refcountedIfCounted),
                    Map.entry("ad-mark-after-put", k -> k.fn().kvmReleasePfnClean = k.code()::putsThenMarks),
                    Map.entry("ad-mark-after-unlock", Variants::markAfterUnlock),
                    Map.entry(
                            "ad-no-dirty-at-map",
                            k -> k.fn().markedAtMap = (s, v) -> k.marking().mark(s, s.faultPfn(v), false, true)),
                    Map.entry(
                            "ad-own-count-zero-not-refcounted",
                            k -> k.fn().kvmPfnIsRefcounted = (s, pfn) -> s.pageRefCount(pfn) != 0),
                    Map.entry("ad-skipped-roots-harmless", k -> k.fn().startZapsOldSpte = false),
                    Map.entry("ad-spte-bit-unavailable", k -> k.fn().isRefcountedPagePte = spte -> true),
                    Map.entry("ad-start-does-not-zap", Variants::startDoesNotZap),
                    Map.entry("ad-start-skips-invalid-roots", k -> k.fn().startZapsOldSpte = false),
                    Map.entry("ad-zap-forgets-dirty", k -> k.fn().markedAtZap = Variants::accessedOnly),
                    Map.entry(
                            "ad-zero-page-leaked",
                            k -> k.fn().kvmPfnIsRefcounted = (s, pfn) -> !AdPages.isReserved(s, pfn)),
                    Map.entry("ad-zero-page-marked", k -> k.fn().kvmIsAdTrackedPage = (s, pfn) -> true)));

    private Variants() {}

    /** What a change can refer to. */
    record Parts(Functions fn, Marking marking, AccessedDirty code) {}

    private static void refcountedIfCounted(Parts k) {
        k.fn().kvmPfnIsRefcounted = REFCOUNTED_IF_COUNTED;
    }

    private static void trackedByBit(Parts k) {
        k.fn().spteIsTracked = (s, spte) -> k.fn().isRefcountedPagePte.test(spte)
                && k.fn().kvmIsAdTrackedPage.of(s, spte.pfn());
    }

    private static void markAfterUnlock(Parts k) {
        k.fn().finishesUnderLock = () -> false;
        k.fn().markedAtRelease = k.marking()::markedAtMap;
        k.fn().releasePuts = AccessedDirtyState::faultRef;
    }

    private static void startDoesNotZap(Parts k) {
        k.fn().startZapsSpte = false;
        k.fn().startZapsOldSpte = false;
    }

    private static void accessedOnly(AccessedDirtyState s, Spte spte) {
        if (spte.isPresent()) {
            AdPages.flag(s, spte.pfn(), false, spte.a());
        }
    }
}
