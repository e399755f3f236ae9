package org.pfnproof.kernel.followpfn;

import static java.util.Map.entry;
import static org.pfnproof.kernel.followpfn.FollowPfn.hasRefcountedStruct;
import static org.pfnproof.kernel.followpfn.FollowPfn.isReadOnly;
import static org.pfnproof.kernel.followpfn.FollowPfnState.KFP_CALLER;
import static org.pfnproof.kernel.followpfn.FollowPfnState.KFP_GOT;
import static org.pfnproof.kernel.followpfn.FollowPfnState.KFP_RETRY;

import java.util.Map;
import java.util.function.Consumer;
import org.pfnproof.kernel.Replacements;
import org.pfnproof.kernel.followpfn.FollowPfnState.Caller;
import org.pfnproof.kernel.followpfn.FollowPfnState.Result;
import org.pfnproof.kernel.followpfn.FollowPfnState.Spte;
import org.pfnproof.kernel.followpfn.FollowPfnState.Step;
import org.pfnproof.kernel.followpfn.Functions.Remapped;

/**
 * What the versions of the patch series make of {@link FollowPfn}, operator by operator: the twins of the TLA+ modules {@code FollowPfnV6} to
 * {@code V11} and {@code FollowPfn613}; and the variants.
 */
final class Versions {

    static final Replacements<Consumer<Functions>> ALL = new Replacements<>(
            Map.ofEntries(
                    // v6, and what later versions keep of it
                    entry("HasLateTest <- NoLateTest", fn -> fn.hasLateTest = false),
                    entry(
                            "Remapped <- RemappedV6",
                            fn -> fn.remapped = (s, caller, write) -> remappedV6(fn, s, caller, write)),
                    entry(
                            "ReleasePuts <- ReleasePutsV6",
                            fn -> fn.releasePuts = s -> isFault(s) ? s.flag(KFP_GOT) : hasRefcountedStruct(s)),
                    // v7
                    entry("FollGet <- NotByFaults", fn -> fn.follGet = caller -> caller == Caller.LEGACY),
                    entry("Guarded <- OnlyFaults", fn -> fn.guarded = Caller::isFault),
                    entry(
                            "RefusedAtOnce <- NeitherGetNorGuarded",
                            fn -> fn.refusedAtOnce = caller -> !fn.follGet.test(caller) && !fn.guarded.test(caller)),
                    entry("GupKeeps <- OnlyWithFollGet", fn -> fn.gupKeeps = caller -> fn.follGet.test(caller)),
                    entry(
                            "Remapped <- RemappedV7",
                            fn -> fn.remapped = (s, caller, write) -> remappedV7(fn, s, caller, write)),
                    entry(
                            "ReleasePuts <- ReleasePutsV7",
                            fn -> fn.releasePuts = s -> !isFault(s) && hasRefcountedStruct(s)),
                    entry(
                            "ReleaseMarks <- ReleaseMarksV7",
                            fn -> fn.releaseMarks = s -> isFault(s) ? s.flag(KFP_GOT) : hasRefcountedStruct(s)),
                    entry(
                            "SpteKind <- SpteKeepsBit",
                            fn -> fn.spteKind = s -> s.flag(KFP_GOT) ? Spte.COUNTED : Spte.UNCOUNTED),
                    // v8
                    entry(
                            "FollGet <- NotByTrackedFaults",
                            fn -> fn.follGet = caller -> caller != Caller.FAULT && caller != Caller.CARELESS),
                    entry(
                            "Remapped <- RemappedV8",
                            fn -> fn.remapped = (s, caller, write) -> remappedV8(fn, s, caller, write)),
                    entry("AfterLock <- ReleaseUnderLock", fn -> fn.afterLock = Step.RELEASE),
                    entry("AfterUnlock <- UnlockIsTheEnd", fn -> fn.afterUnlock = Step.IDLE),
                    // v9
                    entry(
                            "AllowsUncounted <- OnlyTrackedFaults",
                            fn -> fn.allowsUncounted = caller -> caller == Caller.FAULT),
                    entry(
                            "Remapped <- RemappedV9",
                            fn -> fn.remapped = (s, caller, write) -> remappedV9(fn, s, caller, write)),
                    entry(
                            "ReleasePuts <- ReleasePutsV9",
                            fn -> fn.releasePuts = s -> isFault(s) ? fn.faultPuts.test(s) : hasRefcountedStruct(s)),
                    // v11: as posted, older than the test
                    entry("HasLateTest <- LateTest", fn -> fn.hasLateTest = false),
                    // Linux 6.13
                    entry(
                            "Remapped <- Remapped613",
                            fn -> fn.remapped = (s, caller, write) -> remapped613(fn, s, caller, write)),
                    entry("LateExitPuts <- PutsIfPage", fn -> fn.lateExitPuts = s -> s.flag(KFP_GOT)),
                    entry("ReleasePuts <- PutsIfPage", fn -> fn.releasePuts = s -> s.flag(KFP_GOT)),
                    entry(
                            "ReleaseMarks <- MarksIfUsed",
                            fn -> fn.releaseMarks = s -> s.flag(KFP_GOT) && !s.flag(KFP_RETRY)),
                    entry("AfterLock <- FinishBeforeUnlock", fn -> fn.afterLock = Step.RELEASE),
                    entry("AfterUnlock <- UnlockEndsFault", fn -> fn.afterUnlock = Step.IDLE),
                    entry("SpteKind <- NoPageFromSpte", fn -> fn.spteKind = s -> Spte.UNCOUNTED)),
            Map.of(
                    "follow-pfn-get-zero", fn -> fn.tryGet = s -> true,
                    "follow-pfn-no-retry-test", fn -> fn.retryTestSaysStale = s -> false,
                    "follow-pfn-release-by-pfn", Versions::releaseByPfn,
                    "follow-pfn-release-forgotten", fn -> fn.releasePuts = s -> false,
                    "follow-pfn-release-twice", fn -> fn.putsOfOneRelease = 2,
                    "follow-pfn-v11-early-retry", fn -> fn.hasLateTest = true,
                    "follow-pfn-v9-as-posted", fn -> fn.faultPuts = s -> false,
                    "required-output-missing", fn -> fn.refusedAtOnce = caller -> caller == Caller.FAULT));

    private Versions() {}

    private static void releaseByPfn(Functions fn) {
        fn.lateExitPuts = FollowPfn::hasRefcountedStruct;
        fn.releasePuts = FollowPfn::hasRefcountedStruct;
    }

    private static boolean isFault(FollowPfnState s) {
        return s.get(KFP_CALLER).isFault();
    }

    /** What one got is put at once without FOLL_GET. */
    private static Remapped got(Functions fn, Caller caller) {
        return new Remapped(Result.PFN, true, fn.follGet.test(caller) ? 1 : 0);
    }

    private static Remapped remappedV6(Functions fn, FollowPfnState s, Caller caller, boolean write) {
        if (!caller.isFault()) {
            return FollowPfn.remapped(fn, s, write);
        }
        return isReadOnly(s, write) ? Remapped.READ_ONLY : Remapped.UNCOUNTED;
    }

    private static Remapped remappedV7(Functions fn, FollowPfnState s, Caller caller, boolean write) {
        if (isReadOnly(s, write)) {
            return Remapped.READ_ONLY;
        }
        if (!hasRefcountedStruct(s)) {
            return Remapped.UNCOUNTED;
        }
        if (fn.tryGet.test(s)) {
            return got(fn, caller);
        }
        return fn.follGet.test(caller) ? Remapped.REFUSED : Remapped.UNCOUNTED;
    }

    /** One exit: what is neither refcounted nor guarded becomes ERR_FAULT, whatever it was. */
    private static Remapped remappedV8(Functions fn, FollowPfnState s, Caller caller, boolean write) {
        if (gets(fn, s, write)) {
            return got(fn, caller);
        }
        return fn.guarded.test(caller) ? notGot(s, write) : Remapped.REFUSED;
    }

    private static Remapped remappedV9(Functions fn, FollowPfnState s, Caller caller, boolean write) {
        if (gets(fn, s, write)) {
            return got(fn, caller);
        }
        boolean uncountedRefused = hasRefcountedStruct(s) && !fn.allowsUncounted.test(caller);
        boolean unsafeRefused = !fn.guarded.test(caller) && !fn.unsafe;
        return uncountedRefused || unsafeRefused ? Remapped.REFUSED : notGot(s, write);
    }

    private static boolean gets(Functions fn, FollowPfnState s, boolean write) {
        return !isReadOnly(s, write) && hasRefcountedStruct(s) && fn.tryGet.test(s);
    }

    private static Remapped notGot(FollowPfnState s, boolean write) {
        return isReadOnly(s, write) ? Remapped.READ_ONLY : Remapped.UNCOUNTED;
    }

    private static Remapped remapped613(Functions fn, FollowPfnState s, Caller caller, boolean write) {
        if (isReadOnly(s, write)) {
            return Remapped.READ_ONLY;
        }
        return caller.isFault() || fn.unsafe ? Remapped.UNCOUNTED : Remapped.REFUSED;
    }
}
