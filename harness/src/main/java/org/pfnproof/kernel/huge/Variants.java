package org.pfnproof.kernel.huge;

import java.util.Map;
import java.util.function.Consumer;
import org.pfnproof.kernel.Replacements;
import org.pfnproof.kernel.huge.Functions.Range;
import org.pfnproof.kernel.huge.HugePagesState.FaultStep;
import org.pfnproof.kernel.huge.HugePagesState.InvalidationStep;
import org.pfnproof.kernel.huge.HugePagesState.Operation;

/** The twins of the variants of {@code HugePages}: each replaces the functions that its TLA+ module replaces. */
final class Variants {

    static final Replacements<Consumer<Parts>> ALL = Replacements.ofVariants(Map.ofEntries(
            Map.entry(
                    "huge-attribute-checked-before-snapshot",
                    k -> k.fn().hugeStepAfter = step -> switch (step) {
                        case GUEST -> FaultStep.PRIVATE;
                        case PRIVATE -> FaultStep.SNAPSHOT;
                        case SNAPSHOT -> FaultStep.LOOKUP;
                        default -> k.code().hugeStepAfter(step);
                    }),
            Map.entry("huge-attributes-no-range", k -> k.fn().kvmPreSetMemoryAttributes = k.code()::preWithoutRange),
            Map.entry(
                    "huge-attributes-range-exact",
                    k -> k.fn().attributeRange = (s, first, last) -> new Range(first, last + 1)),
            Map.entry("huge-collapse-not-notified", Variants::collapseNotNotified),
            Map.entry("huge-host-level-ignored", k -> k.fn().hostLevel = (s, gfn) -> HugeHost.inBlock(gfn) ? 2 : 1),
            Map.entry(
                    "huge-level-before-lock",
                    k -> k.fn().hugeStepAfter = step -> switch (step) {
                        case LOOKUP -> FaultStep.LEVEL;
                        case LEVEL -> FaultStep.STALE;
                        case STALE -> FaultStep.MAP;
                        default -> k.code().hugeStepAfter(step);
                    }),
            Map.entry(
                    "huge-level-before-snapshot",
                    k -> k.fn().hugeStepAfter = step -> switch (step) {
                        case GUEST -> FaultStep.LEVEL;
                        case LEVEL -> FaultStep.SNAPSHOT;
                        case SNAPSHOT -> FaultStep.LOOKUP;
                        case STALE -> FaultStep.MAP;
                        default -> k.code().hugeStepAfter(step);
                    }),
            Map.entry("huge-mixed-forgotten", k -> k.fn().kvmArchPostSetMemoryAttributes = k.code()::postWithoutFlag),
            Map.entry(
                    "huge-nested-end-forgotten",
                    k -> k.fn().splitHugePmdEnd = (s, n) -> {
                        if (!k.host().splitEndUnnoticed(s, n)) {
                            return false;
                        }
                        s.setInvBegun(n, 1);
                        return true;
                    }),
            Map.entry("huge-nested-split-not-notified", k -> {
                k.fn().zapPmdRange = k.host()::splitUnnoticed;
                k.fn().splitHugePmdEnd = k.host()::splitEndUnnoticed;
            }),
            Map.entry("huge-release-aligned", Variants::releaseAligned),
            Map.entry("huge-release-aligned-of-compound", Variants::releaseAligned),
            Map.entry("huge-zap-skips-larger", Variants::zapSkipsLarger),
            Map.entry("huge-zap-skips-larger-without-attributes", Variants::zapSkipsLarger)));

    private Variants() {}

    /**
     * What a variant may change.
     *
     * @param fn the functions
     * @param host the host's side
     * @param code KVM's side
     */
    record Parts(Functions fn, HugeHost host, HugePages code) {}

    /** What a variant does; empty if it has no twin. */
    private static void collapseNotNotified(Parts k) {
        k.fn().kvmMmuInvalidateRangeStart = (s, n, op, first, last) -> op == Operation.COLLAPSE
                ? k.host().startUnnoticed(s, n, op, first, last)
                : k.host().kvmMmuInvalidateRangeStart(s, n, op, first, last);
        k.fn().kvmMmuInvalidateEnd = (s, n) -> {
            if (s.invOp(n) != Operation.COLLAPSE) {
                return k.host().kvmMmuInvalidateEnd(s, n);
            }
            if (s.invStep(n) != InvalidationStep.END) {
                return false;
            }
            s.setInvStep(n, InvalidationStep.COLLAPSE);
            return true;
        };
    }

    private static void releaseAligned(Parts k) {
        k.fn().releasedPfn = (s, v) -> s.faultGoalLevel(v) == 2 ? HugePages.alignedPfn(s.faultPfn(v)) : s.faultPfn(v);
    }

    private static void zapSkipsLarger(Parts k) {
        k.fn().zapLeafs = (s, first, last) -> {
            if (s.spteHuge() && !(first == 1 && last >= 2)) {
                HugeHost.zap(s, Math.max(first, 3), last);
            } else {
                k.host().zapLeafs(s, first, last);
            }
        };
    }
}
