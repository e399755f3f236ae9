package org.pfnproof.kernel.tdp;

import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.pfnproof.kernel.Replacements;
import org.pfnproof.kernel.tdp.Steps.FaultStep;

/** The variants of {@link TdpMmuProtocol}: each replaces the functions whose TLA+ twins it overrides in {@code specs/variants}. */
final class Variants {

    private static final Replacements<Consumer<TdpMmuProtocol.Parts>> ALL = Replacements.ofVariants(Map.ofEntries(
            Map.entry("tdp-copy-before-flush", p -> p.fn.flushBeforeCopy = false),
            Map.entry("tdp-fast-pf-ignores-mmu-writable", p -> p.fn.fastPfMayWrite = spte -> true),
            Map.entry("tdp-fast-pf-logs-nothing", p -> p.fn.markPageDirtyInSlot = Variants::tellsNobody),
            Map.entry("tdp-fast-pf-plain-store", p -> p.fn.fastPfStores = (s, v) -> true),
            Map.entry("tdp-fault-plain-store", p -> p.fn.faultStores = (s, v) -> true),
            Map.entry("tdp-flush-forgotten-at-yield", p -> p.fn.iterYields = p.zap::yieldsWithOwnFlush),
            Map.entry("tdp-frozen-overwritten", p -> p.fn.faultLeavesSpte = p.fault::leavesIfSame),
            Map.entry("tdp-invalid-without-request", p -> p.fn.vcpusToReload = (s, v) -> false),
            Map.entry(
                    "tdp-iterator-skips-after-yield",
                    p -> p.fn.iterAfterYield =
                            (s, iter, end) -> p.zap.advanced(s, iter, p.firstGfn, end, root -> true, iter.flush())),
            Map.entry("tdp-no-obsolete-test", p -> p.fn.isObsoleteSp = (s, v) -> false),
            Map.entry("tdp-no-retry-test", p -> p.fn.mmuInvalidateRetryGfn = (s, seq, gfn) -> false),
            Map.entry("tdp-plain-write", p -> p.fn.kvmTdpMmuWriteSpte = (s, root, gfn, old) -> old),
            Map.entry("tdp-unmap-valid-roots-only", p -> p.fn.rootsToUnmap = (s, root) -> !s.isInvalid(root)),
            Map.entry("tdp-walk-holds-no-root", p -> p.fn.walksHoldRoots = false),
            Map.entry("tdp-zap-without-freeze", p -> p.fn.slotsFrozenValue = Spte.EMPTY)));

    private Variants() {}

    static Optional<Consumer<TdpMmuProtocol.Parts>> of(String id) {
        return ALL.ofVariant(id);
    }

    private static boolean tellsNobody(TdpState s, int v) {
        if (s.faultStep(v) != FaultStep.MARK_DIRTY) {
            return false;
        }
        TdpFault.inGuest(s, v);
        return true;
    }
}
