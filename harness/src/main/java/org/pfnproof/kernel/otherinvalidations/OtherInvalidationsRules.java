package org.pfnproof.kernel.otherinvalidations;

import static org.pfnproof.kernel.Quantifiers.count;
import static org.pfnproof.kernel.Quantifiers.every;

import java.util.List;
import java.util.function.IntPredicate;
import org.pfnproof.kernel.Rule;
import org.pfnproof.kernel.notifier.Mapped;
import org.pfnproof.kernel.notifier.MmuNotifier;
import org.pfnproof.kernel.otherinvalidations.OtherInvalidationsState.Fields;
import org.pfnproof.kernel.otherinvalidations.OtherInvalidationsState.File;
import org.pfnproof.kernel.otherinvalidations.OtherInvalidationsState.InvalidationStep;
import org.pfnproof.kernel.otherinvalidations.OtherInvalidationsState.Operation;

/** What must hold of {@link OtherInvalidationsProtocol}: the twin of the TLA+ module {@code OtherInvalidationsProperties}. */
final class OtherInvalidationsRules {

    private final OtherInvalidations code;
    private final Fields at;
    private final int vcpus;
    private final int invalidators;
    private final List<Integer> gfns;
    private final List<Operation> ops;

    OtherInvalidationsRules(
            OtherInvalidations code, Fields at, int vcpus, int invalidators, List<Integer> gfns, List<Operation> ops) {
        this.code = code;
        this.at = at;
        this.vcpus = vcpus;
        this.ops = ops;
        this.invalidators = invalidators;
        this.gfns = gfns;
    }

    List<Rule<OtherInvalidationsState>> all() {
        return List.of(
                new Rule.Invariant<>("OthTypeOK", this::typeOk),
                new Rule.Invariant<>(
                        "OthNothingMappedWhileWritten",
                        s -> each(n -> !isAfterWriteBetween(s, n) || code.nothingToZap(s, n))),
                new Rule.Invariant<>(
                        "OthNothingStaleLeft",
                        s -> every(gfns, g -> code.spte(s, g) != Mapped.STALE || !each(n -> !isYetToZap(s, n, g)))),
                new Rule.Invariant<>(
                        "OthInProgressBalanced",
                        s -> s.mmuInvalidateInProgress() == count(invalidators, n -> s.flag(at.invBegun[n]))),
                new Rule.Invariant<>("OthRangeIsSet", s -> s.mmuInvalidateInProgress() == 0 || MmuNotifier.hasRange(s)),
                new Rule.Invariant<>(
                        "OthRangeCoversRunning", s -> each(n -> !s.flag(at.invBegun[n]) || isCovered(s, n))),
                new Rule.Invariant<>(
                        "OthNothingMappedFromClosedFile",
                        s -> s.get(at.file) != File.CLOSED || every(gfns, g -> code.spte(s, g) == Mapped.NONE)));
    }

    private boolean each(IntPredicate invalidator) {
        return every(invalidators, invalidator);
    }

    /** Whether gfns and operations named are such; the rest of its types is all that the fields can hold. */
    private boolean typeOk(OtherInvalidationsState s) {
        return MmuNotifier.typeOk(s, invalidators)
                && every(vcpus, v -> at.faults.gfn(s, v) <= gfns.size())
                && each(n -> code.op(s, n) == Operation.NONE || ops.contains(code.op(s, n)));
    }

    /** Whether the step is one of those between begin and end at which an operation writes, or has written. */
    private boolean isAfterWriteBetween(OtherInvalidationsState s, int n) {
        return s.flag(at.invBegun[n])
                && (code.op(s, n) == Operation.ATTRIBUTES || code.op(s, n) == Operation.PUNCH_HOLE)
                && (code.is(s, n, InvalidationStep.WRITE) || code.is(s, n, InvalidationStep.END));
    }

    private boolean isYetToZap(OtherInvalidationsState s, int n, int g) {
        return OtherInvalidations.writesFirst(code.op(s, n))
                && code.within(s, n, g)
                && (code.is(s, n, InvalidationStep.BEGIN)
                        || (code.is(s, n, InvalidationStep.UNMAP) || code.is(s, n, InvalidationStep.YIELDED))
                                && g >= s.get(at.invNext[n]));
    }

    private boolean isCovered(OtherInvalidationsState s, int n) {
        return s.mmuInvalidateRangeStart() <= s.get(at.invStart[n]) && s.get(at.invEnd[n]) <= s.mmuInvalidateRangeEnd();
    }
}
