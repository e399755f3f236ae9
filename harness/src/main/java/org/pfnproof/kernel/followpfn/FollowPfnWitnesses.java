package org.pfnproof.kernel.followpfn;

import static org.pfnproof.kernel.followpfn.FollowPfn.at;
import static org.pfnproof.kernel.followpfn.FollowPfnRules.failed;
import static org.pfnproof.kernel.followpfn.FollowPfnRules.ownersCount;
import static org.pfnproof.kernel.followpfn.FollowPfnState.COUNT;
import static org.pfnproof.kernel.followpfn.FollowPfnState.HOST_MAPS;
import static org.pfnproof.kernel.followpfn.FollowPfnState.KFP_CALLER;
import static org.pfnproof.kernel.followpfn.FollowPfnState.KFP_GOT;
import static org.pfnproof.kernel.followpfn.FollowPfnState.KFP_PC;
import static org.pfnproof.kernel.followpfn.FollowPfnState.KFP_RESULT;
import static org.pfnproof.kernel.followpfn.FollowPfnState.KFP_RETRY;
import static org.pfnproof.kernel.followpfn.FollowPfnState.KFP_STALE;
import static org.pfnproof.kernel.followpfn.FollowPfnState.KFP_WRITE;
import static org.pfnproof.kernel.followpfn.FollowPfnState.PAGE;
import static org.pfnproof.kernel.followpfn.FollowPfnState.SPTE;

import java.util.List;
import java.util.function.BiPredicate;
import java.util.function.Predicate;
import org.pfnproof.kernel.Rule;
import org.pfnproof.kernel.followpfn.FollowPfnState.Caller;
import org.pfnproof.kernel.followpfn.FollowPfnState.Page;
import org.pfnproof.kernel.followpfn.FollowPfnState.Result;
import org.pfnproof.kernel.followpfn.FollowPfnState.Spte;
import org.pfnproof.kernel.followpfn.FollowPfnState.Step;

/** What runs of {@link FollowPfnProtocol} must meet: the witnesses of the TLA+ module {@code FollowPfnProperties}. */
final class FollowPfnWitnesses {

    private FollowPfnWitnesses() {}

    static List<Rule<FollowPfnState>> all() {
        return List.of(
                state(
                        "KfpFaultReleases",
                        s -> at(s, Step.RELEASE) && s.get(KFP_CALLER).isFault()),
                step("KfpErrorIsReturned", (s, next) -> failed(s) && next.get(KFP_PC) == Step.IDLE),
                step(
                        "KfpUnmappedAfterError",
                        (s, next) -> at(s, Step.UNLOCK)
                                && s.get(KFP_CALLER) == Caller.FAULT
                                && s.get(KFP_RESULT) != Result.PFN
                                && s.flag(HOST_MAPS)
                                && !next.flag(HOST_MAPS)),
                step("KfpRamComesBack", (s, next) -> comesBack(s, next, Page.RAM)),
                step("KfpDriverPageComesBack", (s, next) -> comesBack(s, next, Page.FIRST)),
                state(
                        "KfpAbsentIsReported",
                        s -> at(s, Step.UNLOCK)
                                && is(s, Page.RAM)
                                && !s.flag(KFP_WRITE)
                                && !s.flag(HOST_MAPS)
                                && s.get(KFP_RESULT) == Result.ERR_FAULT),
                state("KfpFaultMapsRam", s -> is(s, Page.RAM) && s.get(SPTE) != Spte.NONE),
                state("KfpFaultMapsUncounted", s -> is(s, Page.LATER) && s.get(SPTE) != Spte.NONE),
                state("KfpFaultRetries", s -> s.flag(KFP_RETRY)),
                state("KfpLateTestRetries", s -> at(s, Step.RETRY_LATE) && s.flag(KFP_STALE)),
                state("KfpReadOnlyEntryMet", FollowPfnRules::readOnlyEntryMet),
                state("KfpHeldPageIsUnmapped", s -> at(s, Step.RELEASE) && is(s, Page.RAM) && !s.flag(HOST_MAPS)),
                state(
                        "KfpLegacyUsesMmio",
                        s -> at(s, Step.RELEASE) && s.get(KFP_CALLER) == Caller.LEGACY && is(s, Page.MMIO)),
                state(
                        "KfpUsedWithoutReference",
                        s -> at(s, Step.LOCK) && is(s, Page.RAM) && s.flag(KFP_GOT) && s.get(COUNT) == ownersCount(s)));
    }

    private static Rule<FollowPfnState> state(String id, Predicate<FollowPfnState> seen) {
        return new Rule.Witness<>(id, seen);
    }

    private static Rule<FollowPfnState> step(String id, BiPredicate<FollowPfnState, FollowPfnState> seen) {
        return new Rule.StepWitness<>(id, seen);
    }

    private static boolean is(FollowPfnState s, Page page) {
        return s.get(PAGE) == page;
    }

    private static boolean comesBack(FollowPfnState s, FollowPfnState next, Page page) {
        return is(s, page) && !s.flag(HOST_MAPS) && next.flag(HOST_MAPS);
    }
}
