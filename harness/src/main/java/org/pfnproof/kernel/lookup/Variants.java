package org.pfnproof.kernel.lookup;

import java.util.Map;
import java.util.function.Consumer;
import org.pfnproof.kernel.Replacements;
import org.pfnproof.kernel.lookup.Outcome.Gup;
import org.pfnproof.kernel.lookup.Outcome.Result;
import org.pfnproof.kernel.pages.PageClass;
import org.pfnproof.kernel.pages.StructPages;

/** What profiles, models and variants put in the place of the functions of a lookup, each under the name of its TLA+ twin. */
final class Variants {

    static final Replacements<Consumer<Parts>> ALL = new Replacements<>(
            Map.of(
                    "GupErrorIsSignal <- NoGupErrorIsSignal", k -> k.fn().gupErrorIsSignal = error -> false,
                    "GupErrorIsSignal <- GupErrorIsSignalOrKill",
                            k -> k.fn().gupErrorIsSignal = error -> error == Gup.EINTR || error == Gup.EAGAIN,
                    "kvm_faultin_pfn <- kvm_faultin_pfn_uninterruptible", k -> k.fn().secondTryIsInterruptible = false,
                    "kvm_pfn_is_refcounted <- FromGup",
                            k -> k.fn().kvmPfnIsRefcounted =
                                    pfn -> k.pages().isRam(pfn) || k.pages().classOf(pfn) == PageClass.ZERO,
                    "ProbeFaults <- NoProbe", k -> k.fn().probeFaults = s -> false,
                    "ProbeSaysPoison <- NoProbe", k -> k.fn().probeSaysPoison = s -> false),
            Map.ofEntries(
                    Map.entry("lookup-async-is-a-bug", k -> k.fn().contradictory = (atomic, async) -> atomic || async),
                    Map.entry(
                            "lookup-async-without-asking",
                            k -> k.fn().asyncIsSet = s -> s.vma().allows(s.writeFault())),
                    Map.entry("lookup-atomic-goes-on", k -> k.fn().atomicGivesUp = s -> false),
                    Map.entry("lookup-driver-never-fills", k -> k.fn().driverFillsEntry = false),
                    Map.entry("lookup-fast-for-reads", k -> k.fn().fastGupTried = s -> true),
                    Map.entry("lookup-get-zero", k -> k.fn().tryGetSucceeds = (s, pfn) -> true),
                    Map.entry("lookup-no-second-try", k -> k.fn().secondTry = s -> false),
                    Map.entry("lookup-nowait-forgotten", k -> k.fn().noWait = s -> false),
                    Map.entry(
                            "lookup-nowait-is-signal",
                            k -> k.fn().gupErrorIsSignal = error -> error == Gup.EINTR || error == Gup.NOWAIT),
                    Map.entry(
                            "lookup-probe-trusts-any-error",
                            k -> k.fn().probeSaysPoison = s -> !s.async()
                                    && !(s.vma().isOrdinary()
                                            && s.vma().allowsWrite()
                                            && LookupGup.entryServes(s, true))),
                    Map.entry("lookup-pte-writable-ignored", k -> k.fn().remappedWritable = s -> true),
                    Map.entry("lookup-read-only-keeps-page", k -> k.fn().remappedReturns = s -> takesFirst(k.fn(), s)),
                    Map.entry("lookup-readonly-slot-upgraded", k -> k.fn().readonlySlotForbidsUpgrade = s -> false),
                    Map.entry("lookup-unlock-forgotten", k -> k.fn().unlockAndReturn = LookupGup::returnError),
                    Map.entry("lookup-upgrade-keeps-first", k -> k.fn().upgradeTakes = StructPages::getPage),
                    Map.entry(
                            "lookup-upgrade-puts-too-much",
                            k -> k.fn().notUpgraded = s -> k.pages().putPage(s, s.first()))));

    private Variants() {}

    /** What a change can refer to. */
    record Parts(Functions fn, StructPages pages) {}

    /** Page first, permission afterwards. */
    private static void takesFirst(Functions fn, LookupState s) {
        int pfn = s.ptePfn();
        boolean refcounted = fn.kvmPfnIsRefcounted.test(pfn);
        if (refcounted && !fn.tryGetSucceeds.of(s, pfn)) {
            LookupGup.returnError(s, Result.ERR_FAULT);
        } else {
            if (refcounted) {
                s.setPageRefcount(pfn, s.pageRefcount(pfn) + 1);
            }
            s.setStep(LookupStep.RETURN);
            s.setPfn(pfn);
            s.setResult(s.writeFault() && !s.pteWritable() ? Result.ERR_RO_FAULT : Result.PFN);
        }
        s.setMmapReadLocked(false);
    }
}
