package org.pfnproof.kernel.mmu;

import static org.pfnproof.kernel.notifier.NotifierState.NO_SEQ;

import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.pfnproof.kernel.Replacements;
import org.pfnproof.kernel.notifier.MmuNotifier;
import org.pfnproof.kernel.pages.StructPages;

/** The variants of {@link KvmMmu}: each replaces the functions whose TLA+ twins it overrides in {@code specs/variants}. */
final class Variants {

    private static final Replacements<Consumer<KvmMmu.Parts>> ALL = Replacements.ofVariants(Map.ofEntries(
            Map.entry("end-forgotten", Variants::endForgotten),
            Map.entry("end-unconditional", Variants::endUnconditional),
            Map.entry("get-zero-refcount", k -> k.fn.remappedPfnRefused = (s, pfn) -> false),
            Map.entry(
                    "in-progress-ignored",
                    k -> k.fn.mmuInvalidateRetryGfn = (s, seq, gfn) -> s.mmuInvalidateSeq() != seq),
            Map.entry("lookup-error-is-a-pfn", Variants::lookupErrorIsAPfn),
            Map.entry("mark-after-put", Variants::markAfterPut),
            Map.entry("no-retry-test", k -> k.fn.mmuInvalidateRetryGfn = (s, seq, gfn) -> false),
            Map.entry("pte-writable-ignored", k -> k.fn.remappedWritable = pteWritable -> true),
            Map.entry("range-after-zap", Variants::rangeAfterZap),
            Map.entry("range-overwritten", k -> k.fn.rangeAdded = KvmState::setMmuInvalidateRange),
            Map.entry("range-overwritten-6.1", k -> k.fn.rangeAdded = KvmState::setMmuInvalidateRange),
            Map.entry("reference-taken-twice", Variants::referenceTakenTwice),
            Map.entry("release-forgotten", Variants::releaseForgotten),
            Map.entry("release-after-unlock", Variants::releaseAfterUnlock),
            Map.entry("release-twice", Variants::releaseTwice),
            Map.entry("remapped-page-put", Variants::remappedPagePut),
            Map.entry("retry-late-keeps-page", Variants::retryLateKeepsPage),
            Map.entry("retry-test-always-passes", k -> k.fn.mmuInvalidateRetryGfn = (s, seq, gfn) -> false),
            Map.entry("seq-ignored", Variants::seqIgnored),
            Map.entry("seq-moves-after-unlock", Variants::seqMovesAfterUnlock),
            Map.entry("snapshot-after-lookup", Variants::snapshotAfterLookup),
            Map.entry("unmap-after-start", Variants::unmapAfterStart),
            Map.entry("zero-page-leaked", Variants::zeroPageLeaked)));

    private Variants() {}

    static Optional<Consumer<KvmMmu.Parts>> of(String id) {
        return ALL.ofVariant(id);
    }

    private static void endForgotten(KvmMmu.Parts k) {
        k.fn.kvmMmuInvalidateEnd = (s, n) -> {
            if (!k.invalidation.endIsDue(s, n) || !k.invalidation.meetsMemslot(s, n)) {
                return false;
            }
            // What the variant's TLA+ module says to stay finite: many running ones end as they should.
            if (s.mmuInvalidateInProgress() > k.bounds.invalidators().size()) {
                return k.invalidation.kvmMmuInvalidateEnd(s, n);
            }
            Invalidation.afterEnd(s, n);
            return true;
        };
    }

    private static void endUnconditional(KvmMmu.Parts k) {
        k.fn.endMeetsNoMemslot = (s, n) -> {
            if (!k.invalidation.endIsDue(s, n) || k.invalidation.meetsMemslot(s, n) || !MmuNotifier.writeTrylock(s)) {
                return false;
            }
            k.invalidation.endWithLock(s, n);
            return true;
        };
    }

    private static void lookupErrorIsAPfn(KvmMmu.Parts k) {
        int truncatedRoFault = 2;
        k.fn.lookupFails = (s, v) -> {
            if (s.pageRefcount(truncatedRoFault) >= 0) {
                k.fault.lookupDone(s, v, truncatedRoFault, true);
            } else {
                PageFault.inGuest(s, v);
            }
        };
    }

    private static void markAfterPut(KvmMmu.Parts k) {
        k.fn.releaseMarksDeadPage = (s, v) -> k.fn.holdsRef.of(s, v) && StructPages.pageCount(s, s.faultPfn(v)) <= 1;
    }

    private static void rangeAfterZap(KvmMmu.Parts k) {
        k.fn.kvmMmuInvalidateRangeAdd = (s, n) -> {
            if (s.invStep(n) != InvalidationStep.RANGE_ADD) {
                return false;
            }
            s.setInvStep(n, InvalidationStep.UNMAP);
            return true;
        };
        k.fn.kvmUnmapGfnRange = (s, n) -> {
            if (!k.invalidation.kvmUnmapGfnRange(s, n)) {
                return false;
            }
            k.fn.rangeAdded.add(s, k.invalidation.gfnStart(s, n), k.invalidation.gfnEnd(s, n));
            return true;
        };
    }

    private static void referenceTakenTwice(KvmMmu.Parts k) {
        k.fn.hvaToPfn = (s, v) -> {
            boolean taken = k.fault.hvaToPfn(s, v);
            // One is taken by now; the bound is that of the variant's TLA+ module.
            if (taken
                    && StructPages.pageCount(s, s.faultPfn(v))
                            <= k.bounds.frames().size() + 1) {
                StructPages.getPage(s, s.faultPfn(v));
            }
            return taken;
        };
    }

    private static void releaseForgotten(KvmMmu.Parts k) {
        k.fn.readUnlockMmuLock = (s, v) -> {
            if (!k.fault.readUnlockMmuLock(s, v)) {
                return false;
            }
            if (s.faultRetry(v)) {
                k.fn.afterRelease.on(s, v);
            }
            return true;
        };
    }

    private static void releaseTwice(KvmMmu.Parts k) {
        k.fn.afterRelease = (s, v) -> {
            if (s.faultRetry(v)) {
                s.setFaultRetry(v, false);
            } else {
                PageFault.inGuest(s, v);
            }
        };
    }

    private static void seqIgnored(KvmMmu.Parts k) {
        k.fn.mmuInvalidateRetryGfn = (s, seq, gfn) ->
                s.mmuInvalidateInProgress() != 0 && (!MmuNotifier.hasRange(s) || MmuNotifier.inRange(s, gfn));
    }

    private static void seqMovesAfterUnlock(KvmMmu.Parts k) {
        k.fn.kvmMmuInvalidateEnd = (s, n) -> {
            int seq = s.mmuInvalidateSeq();
            boolean taken = k.invalidation.kvmMmuInvalidateEnd(s, n);
            if (taken && !s.gatherIsEmpty(n)) {
                s.setMmuInvalidateSeq(seq);
            }
            return taken;
        };
        k.fn.freePagesAndSwapCache = (s, n, pfn) -> {
            boolean ended = s.invStep(n) == InvalidationStep.AFTER;
            boolean taken = k.changes.freePagesAndSwapCache(s, n, pfn);
            if (taken && ended) {
                s.setMmuInvalidateSeq(k.fn.nextSeq.after(s));
            }
            return taken;
        };
    }

    private static void snapshotAfterLookup(KvmMmu.Parts k) {
        k.fn.faultStepAfter = step -> switch (step) {
            case GUEST -> FaultStep.LOOKUP;
            case LOOKUP -> FaultStep.SNAPSHOT;
            case SNAPSHOT -> FaultStep.RETRY_LATE;
            default -> PageFault.faultStepAfter(step);
        };
    }

    private static void unmapAfterStart(KvmMmu.Parts k) {
        k.fn.kvmUnmapGfnRange = (s, n) -> {
            if (s.invStep(n) != InvalidationStep.UNMAP) {
                return false;
            }
            MmuNotifier.writeUnlock(s);
            s.setInvStep(n, InvalidationStep.MODIFY);
            return true;
        };
        k.fn.kvmMmuInvalidateEnd = (s, n) -> {
            if (!k.invalidation.endIsDue(s, n) || !k.invalidation.meetsMemslot(s, n) || !MmuNotifier.writeTrylock(s)) {
                return false;
            }
            k.sptes.zapSptes(s, gfn -> Invalidation.gfnOfRange(s, n, gfn));
            k.invalidation.endWithLock(s, n);
            return true;
        };
    }

    private static void zeroPageLeaked(KvmMmu.Parts k) {
        k.fn.releasePuts = (s, v) -> {
            if (!k.pages.pageReserved(s.faultPfn(v))) {
                k.fault.releasePuts(s, v);
            }
        };
    }

    private static void releaseAfterUnlock(KvmMmu.Parts k) {
        UnaryOperator<FaultStep> before = k.fn.faultStepAfter;
        k.fn.faultStepAfter = step -> step == FaultStep.MAP ? FaultStep.UNLOCK : before.apply(step);
        k.fn.afterUnlock = (s, v) -> s.setFaultStep(v, FaultStep.RELEASE);
    }

    private static void remappedPagePut(KvmMmu.Parts k) {
        k.fn.finishPuts = (s, v) -> s.faultPfn(v) != KvmState.NO_PFN && k.pages.kvmPfnIsRefcounted(s.faultPfn(v));
    }

    private static void retryLateKeepsPage(KvmMmu.Parts k) {
        k.fn.retry = (s, v) -> {
            s.setFaultStep(v, FaultStep.REENTER);
            s.setFaultMmuSeq(v, NO_SEQ);
            s.setFaultPfn(v, KvmState.NO_PFN);
            s.setFaultMapWritable(v, false);
        };
    }
}
