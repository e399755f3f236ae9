package org.pfnproof.kernel.followpfn;

import static org.pfnproof.kernel.followpfn.FollowPfn.at;
import static org.pfnproof.kernel.followpfn.FollowPfn.isReadOnly;
import static org.pfnproof.kernel.followpfn.FollowPfnState.COUNT;
import static org.pfnproof.kernel.followpfn.FollowPfnState.DEAD_MARK;
import static org.pfnproof.kernel.followpfn.FollowPfnState.HOST_MAPS;
import static org.pfnproof.kernel.followpfn.FollowPfnState.KFP_CALLER;
import static org.pfnproof.kernel.followpfn.FollowPfnState.KFP_GOT;
import static org.pfnproof.kernel.followpfn.FollowPfnState.KFP_PC;
import static org.pfnproof.kernel.followpfn.FollowPfnState.KFP_READ_ONLY;
import static org.pfnproof.kernel.followpfn.FollowPfnState.KFP_RESULT;
import static org.pfnproof.kernel.followpfn.FollowPfnState.KFP_RETRY;
import static org.pfnproof.kernel.followpfn.FollowPfnState.KFP_STALE;
import static org.pfnproof.kernel.followpfn.FollowPfnState.KFP_WRITE;
import static org.pfnproof.kernel.followpfn.FollowPfnState.PAGE;
import static org.pfnproof.kernel.followpfn.FollowPfnState.SPTE;

import java.util.Collection;
import java.util.List;
import org.pfnproof.kernel.Rule;
import org.pfnproof.kernel.followpfn.FollowPfnState.Caller;
import org.pfnproof.kernel.followpfn.FollowPfnState.Page;
import org.pfnproof.kernel.followpfn.FollowPfnState.Result;
import org.pfnproof.kernel.followpfn.FollowPfnState.Spte;
import org.pfnproof.kernel.followpfn.FollowPfnState.Step;

/** What must hold of {@link FollowPfnProtocol}: the twin of the TLA+ module {@code FollowPfnProperties}. */
final class FollowPfnRules {

    private FollowPfnRules() {}

    static List<Rule<FollowPfnState>> all(Collection<Caller> callers, Collection<Page> pages) {
        return List.of(
                // Each field has the values of its type; some of them are not within the bounds.
                new Rule.Invariant<>(
                        "KfpTypeOK",
                        s -> pages.contains(s.get(PAGE))
                                && (s.get(KFP_CALLER) == Caller.NONE || callers.contains(s.get(KFP_CALLER)))),
                new Rule.Invariant<>("KfpNoReferenceLeaked", s -> !at(s, Step.IDLE) || s.get(COUNT) <= ownersCount(s)),
                new Rule.Invariant<>("KfpNoReferenceStolen", s -> s.get(COUNT) >= ownersCount(s)),
                new Rule.Invariant<>("KfpMarksOnlyCountedPages", s -> !s.flag(DEAD_MARK)),
                new Rule.Invariant<>("KfpReadOnlyIsReported", FollowPfnRules::readOnlyIsReported),
                new Rule.Invariant<>(
                        "KfpMmioIsServed",
                        s -> s.get(KFP_RESULT) != Result.ERR_FAULT
                                || s.get(PAGE) != Page.MMIO
                                || !s.flag(HOST_MAPS)
                                || s.flag(KFP_STALE)),
                new Rule.Invariant<>(
                        "KfpUserHoldsOrHears",
                        s -> !at(s, Step.RELEASE) || s.get(KFP_CALLER).isFault() || s.flag(KFP_GOT)),
                new Rule.Invariant<>("KfpUncountedIsRefused", s -> s.get(PAGE) != Page.LATER || !found(s)),
                new Rule.Invariant<>("KfpSpteOnlyWhileHostMaps", s -> s.get(SPTE) == Spte.NONE || s.flag(HOST_MAPS)),
                new Rule.StepRule<>(
                        "KfpFindsOnlyWhatHostMaps",
                        (s, next) -> !at(s, Step.LOOKUP) || !found(next) || s.flag(HOST_MAPS) && !isRefusedWrite(s)),
                new Rule.Invariant<>("KfpAllowedAccessIsServed", FollowPfnRules::allowedAccessIsServed),
                new Rule.Invariant<>(
                        "KfpRoFaultIsOfPfnmap",
                        s -> s.get(KFP_RESULT) != Result.ERR_RO_FAULT || isRefusedWrite(s) && s.get(PAGE) != Page.RAM),
                new Rule.Invariant<>("KfpOneReferencePerCall", s -> s.get(COUNT) <= ownersCount(s) + 1),
                new Rule.StepRule<>("KfpStepsInOrder", FollowPfnRules::stepsInOrder),
                new Rule.StepRule<>(
                        "KfpLockKeepsInvalidationsOut",
                        (s, next) -> !at(s, Step.UNLOCK)
                                || !found(s)
                                || s.get(KFP_CALLER) != Caller.FAULT
                                || s.flag(HOST_MAPS) == next.flag(HOST_MAPS)),
                new Rule.Invariant<>("KfpIdleKeepsNothing", FollowPfnRules::idleKeepsNothing));
    }

    private static boolean idleKeepsNothing(FollowPfnState s) {
        return !at(s, Step.IDLE)
                || s.get(KFP_CALLER) == Caller.NONE
                        && s.get(KFP_RESULT) == Result.NONE
                        && !s.flag(KFP_WRITE)
                        && !s.flag(KFP_GOT)
                        && !s.flag(KFP_STALE)
                        && !s.flag(KFP_RETRY)
                        && !s.flag(KFP_READ_ONLY);
    }

    static int ownersCount(FollowPfnState s) {
        return s.get(PAGE) == Page.FIRST || s.get(PAGE) == Page.RAM && s.flag(HOST_MAPS) ? 1 : 0;
    }

    static boolean found(FollowPfnState s) {
        return s.get(KFP_RESULT) == Result.PFN;
    }

    private static boolean isRefusedWrite(FollowPfnState s) {
        return isReadOnly(s, s.flag(KFP_WRITE));
    }

    /** The lookup has returned after it met a read-only entry of an area that a driver filled. */
    static boolean readOnlyEntryMet(FollowPfnState s) {
        return s.get(KFP_RESULT) != Result.NONE && s.flag(KFP_READ_ONLY) && s.get(PAGE) != Page.RAM;
    }

    private static boolean readOnlyIsReported(FollowPfnState s) {
        return !readOnlyEntryMet(s) || s.get(KFP_RESULT) == Result.ERR_RO_FAULT;
    }

    /** The lookup has returned an error. */
    static boolean failed(FollowPfnState s) {
        return s.get(KFP_RESULT) != Result.NONE && !found(s);
    }

    private static boolean allowedAccessIsServed(FollowPfnState s) {
        return !failed(s) || s.get(PAGE) == Page.LATER || !s.flag(HOST_MAPS) || s.flag(KFP_STALE) || isRefusedWrite(s);
    }

    private static boolean stepsInOrder(FollowPfnState s, FollowPfnState next) {
        Step to = next.get(KFP_PC);
        return switch (s.get(KFP_PC)) {
            case LOOKUP ->
                to != Step.IDLE
                        && (s.get(KFP_CALLER) != Caller.FAULT || to != Step.RELEASE)
                        && (s.get(KFP_CALLER).isFault() || to != Step.RETRY_LATE && to != Step.LOCK);
            case RETRY_LATE -> to == Step.RETRY_LATE || to == Step.LOCK || to == Step.IDLE;
            case LOCK -> to == Step.LOCK || to == Step.UNLOCK;
            case IDLE, UNLOCK, RELEASE -> true;
        };
    }
}
