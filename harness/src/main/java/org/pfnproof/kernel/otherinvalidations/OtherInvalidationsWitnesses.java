package org.pfnproof.kernel.otherinvalidations;

import static org.pfnproof.kernel.Quantifiers.count;
import static org.pfnproof.kernel.Quantifiers.some;

import java.util.List;
import java.util.function.IntPredicate;
import org.pfnproof.kernel.Rule;
import org.pfnproof.kernel.notifier.Mapped;
import org.pfnproof.kernel.otherinvalidations.OtherInvalidationsState.Fields;
import org.pfnproof.kernel.otherinvalidations.OtherInvalidationsState.InvalidationStep;
import org.pfnproof.kernel.otherinvalidations.OtherInvalidationsState.Operation;

/** The situations that a run of {@link OtherInvalidationsProtocol} must reach, as the TLA+ module {@code OtherInvalidationsProperties} has them. */
final class OtherInvalidationsWitnesses {

    private final OtherInvalidations code;
    private final Fields at;
    private final int vcpus;
    private final int invalidators;
    private final List<Integer> gfns;

    OtherInvalidationsWitnesses(OtherInvalidations code, Fields at, int vcpus, int invalidators, List<Integer> gfns) {
        this.code = code;
        this.at = at;
        this.vcpus = vcpus;
        this.invalidators = invalidators;
        this.gfns = gfns;
    }

    List<Rule<OtherInvalidationsState>> all() {
        return List.of(
                heldBack("OthHeldBackByAttributes", Operation.ATTRIBUTES),
                heldBack("OthHeldBackByPunchHole", Operation.PUNCH_HOLE),
                heldBack("OthHeldBackWhileZapYields", Operation.ZAP_GFN_RANGE),
                new Rule.StepWitness<>(
                        "OthRetriesAfterEnd",
                        (s, next) -> some(
                                vcpus,
                                v -> sentBack(s, next, v)
                                        && at.faults.pfn(s, v) == Mapped.STALE
                                        && at.faults.mmuSeq(s, v) != s.mmuInvalidateSeq())),
                new Rule.Witness<>("OthStaleBeforeZap", s -> some(gfns, g -> code.spte(s, g) == Mapped.STALE)),
                new Rule.Witness<>(
                        "OthTwoErrorsOverlap",
                        s -> count(invalidators, n -> code.op(s, n) == Operation.ERROR && s.flag(at.invBegun[n])) > 1),
                new Rule.Witness<>(
                        "OthNothingBound",
                        s -> !s.flag(at.bound)
                                && someThread(n -> code.is(s, n, InvalidationStep.BEGIN)
                                        && code.op(s, n) == Operation.PUNCH_HOLE)),
                new Rule.StepWitness<>(
                        "OthReleaseZaps",
                        (s, next) -> someThread(n -> code.op(s, n) == Operation.RELEASE)
                                && some(
                                        gfns,
                                        g -> code.spte(s, g) != Mapped.NONE && code.spte(next, g) == Mapped.NONE)),
                new Rule.Witness<>(
                        "OthDifferentKindsOverlap",
                        s -> someThread(n -> s.flag(at.invBegun[n])
                                && someThread(m -> s.flag(at.invBegun[m]) && code.op(s, n) != code.op(s, m)))));
    }

    private boolean someThread(IntPredicate holds) {
        return some(invalidators, holds);
    }

    private boolean sentBack(OtherInvalidationsState s, OtherInvalidationsState next, int v) {
        return at.faults.maps(s, v)
                && at.faults.isInGuest(next, v)
                && code.spte(next, at.faults.gfn(s, v)) == Mapped.NONE;
    }

    /** Some fault is sent back by the range, to which such an operation has added its gfn. */
    private Rule<OtherInvalidationsState> heldBack(String id, Operation op) {
        return new Rule.StepWitness<>(
                id,
                (s, next) -> some(
                        vcpus,
                        v -> sentBack(s, next, v)
                                && at.faults.mmuSeq(s, v) == s.mmuInvalidateSeq()
                                && someThread(n -> code.op(s, n) == op && code.within(s, n, at.faults.gfn(s, v)))));
    }
}
