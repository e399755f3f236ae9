package org.pfnproof.kernel.mmu;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntPredicate;
import org.pfnproof.kernel.Rule;
import org.pfnproof.kernel.notifier.MmuNotifier;
import org.pfnproof.kernel.pages.StructPages;

/** What the faults of {@link KvmMmu} must meet, or a run says nothing: the witnesses about vCPUs. */
final class FaultWitnesses {

    private final Functions fn;
    private final StructPages pages;
    private final BookkeepingRules bookkeeping;
    private final int[] gfns;
    private final int vcpus;
    private final int invalidators;

    FaultWitnesses(Bounds bounds, KvmMmu.Parts parts, BookkeepingRules bookkeeping) {
        fn = parts.fn;
        pages = parts.pages;
        this.bookkeeping = bookkeeping;
        gfns = parts.sptes.gfns();
        vcpus = bounds.vcpus().size();
        invalidators = bounds.invalidators().size();
    }

    /** Asks something of one vCPU's part in a step. */
    @FunctionalInterface
    private interface VcpuStep {
        boolean is(KvmState s, KvmState next, int v);
    }

    List<Rule<PackedKvmState>> all(Profiles profile) {
        List<Rule<PackedKvmState>> all = new ArrayList<>(List.of(
                step("RetryBySeq", (s, next, v) -> staleTestSaysRetry(s, next, v) && !faultedGfnInRange(s, v)),
                step("RetryByInProgress", (s, next, v) -> staleTestSaysRetry(s, next, v) && !seqMoved(s, v)),
                step(
                        "RetryByBoth",
                        (s, next, v) -> staleTestSaysRetry(s, next, v) && faultedGfnInRange(s, v) && seqMoved(s, v)),
                step(
                        "SpuriousRetry",
                        (s, next, v) -> staleTestSaysRetry(s, next, v)
                                && !faultedGfnInRange(s, v)
                                && s.hostPfn(PageFault.hvaOfFault(s, v)) == s.faultPfn(v)
                                && s.hostWritable(PageFault.hvaOfFault(s, v)) == s.faultMapWritable(v)),
                goes("LocklessRetryEarly", FaultStep.RETRY_EARLY, FaultStep.REENTER),
                goes("LocklessRetryLate", FaultStep.RETRY_LATE, FaultStep.RELEASE),
                goes("RetriedAccessSucceeds", FaultStep.REENTER, FaultStep.GUEST),
                goes("RetriedAccessFaults", FaultStep.REENTER, FaultStep.SNAPSHOT),
                new Rule.StepWitness<>("MapDuringOtherInvalidation", this::mapDuringOtherInvalidation),
                new Rule.StepWitness<>(
                        "MapBelowInvalidation",
                        (s, next) -> mapDuringOtherInvalidation(s, next)
                                && anyVcpu(v -> maps(s, v) && eachInvalidated(s, g -> s.faultGfn(v) < g))),
                new Rule.StepWitness<>(
                        "MapAboveInvalidation",
                        (s, next) -> mapDuringOtherInvalidation(s, next)
                                && anyVcpu(v -> maps(s, v) && eachInvalidated(s, g -> s.faultGfn(v) > g))),
                new Rule.StepWitness<>(
                        "MapDuringYield", (s, next) -> anyVcpu(v -> hasMapped(s, next, v)) && isYielded(s)),
                new Rule.Witness<>("TwoReaders", this::twoReaders),
                state(
                        "FaultHoldsLastReference",
                        (s, v) ->
                                releases(s, v) && fn.holdsRef.of(s, v) && StructPages.pageCount(s, s.faultPfn(v)) == 1),
                step(
                        "SpecialLaterPageRefused",
                        (s, next, v) -> lookupFails(s, next, v)
                                && PrimaryMmu.ptePresent(s, PageFault.hvaOfFault(s, v))
                                && pages.isSpecialLater(s.hostPfn(PageFault.hvaOfFault(s, v)))),
                step("WriteToReadOnlyRefused", (s, next, v) -> lookupFails(s, next, v) && s.faultWrite(v))));
        if (profile == Profiles.LINUX_6_13) {
            all.addAll(ofLinux613());
        }
        return all;
    }

    private List<Rule<PackedKvmState>> ofLinux613() {
        return List.of(
                state("ReleasedUnused", (s, v) -> releases(s, v) && s.faultRetry(v) && s.readsMmuLock(v)),
                state("ReleasedUnusedWithoutLock", (s, v) -> releases(s, v) && s.faultRetry(v) && !s.readsMmuLock(v)),
                state("ReleasedDirty", (s, v) -> releases(s, v) && s.faultMapWritable(v) && !s.faultRetry(v)),
                step(
                        "ReleasedLastReferenceUnderLock",
                        (s, next, v) ->
                                isStep(s, next, v, FaultStep.RELEASE, FaultStep.UNLOCK) && !pages.sameBuddy(s, next)));
    }

    private Rule<PackedKvmState> state(String id, Functions.Test seen) {
        return new Rule.Witness<>(id, s -> anyVcpu(v -> seen.of(s, v)));
    }

    private Rule<PackedKvmState> step(String id, VcpuStep seen) {
        return new Rule.StepWitness<>(id, (s, next) -> anyVcpu(v -> seen.is(s, next, v)));
    }

    private Rule<PackedKvmState> goes(String id, FaultStep from, FaultStep to) {
        return step(id, (s, next, v) -> isStep(s, next, v, from, to));
    }

    private boolean anyVcpu(IntPredicate is) {
        for (int v = 0; v < vcpus; v++) {
            if (is.test(v)) {
                return true;
            }
        }
        return false;
    }

    private static boolean isStep(KvmState s, KvmState next, int v, FaultStep from, FaultStep to) {
        return s.faultStep(v) == from && next.faultStep(v) == to;
    }

    private static boolean staleTestSaysRetry(KvmState s, KvmState next, int v) {
        return s.faultStep(v) == FaultStep.STALE && next.faultStep(v) != FaultStep.STALE && next.faultRetry(v);
    }

    private static boolean faultedGfnInRange(KvmState s, int v) {
        return s.mmuInvalidateInProgress() != 0 && MmuNotifier.inRange(s, s.faultGfn(v));
    }

    private static boolean seqMoved(KvmState s, int v) {
        return s.mmuInvalidateSeq() != s.faultMmuSeq(v);
    }

    private static boolean maps(KvmState s, int v) {
        return s.faultStep(v) == FaultStep.MAP;
    }

    private static boolean hasMapped(KvmState s, KvmState next, int v) {
        return maps(s, v) && !maps(next, v);
    }

    private static boolean releases(KvmState s, int v) {
        return s.faultStep(v) == FaultStep.RELEASE;
    }

    private static boolean lookupFails(KvmState s, KvmState next, int v) {
        return isStep(s, next, v, FaultStep.LOOKUP, FaultStep.GUEST);
    }

    private boolean mapDuringOtherInvalidation(KvmState s, KvmState next) {
        return s.mmuInvalidateInProgress() > 0 && anyVcpu(v -> hasMapped(s, next, v));
    }

    /** Whether all gfns of running invalidations are such. */
    private boolean eachInvalidated(KvmState s, IntPredicate is) {
        for (int g : gfns) {
            if (bookkeeping.isInvalidated(s, g) && !is.test(g)) {
                return false;
            }
        }
        return true;
    }

    private boolean isYielded(KvmState s) {
        for (int n = 0; n < invalidators; n++) {
            if (s.invStep(n) == InvalidationStep.UNMAP_YIELDED) {
                return true;
            }
        }
        return false;
    }

    private boolean twoReaders(KvmState s) {
        int readers = 0;
        for (int v = 0; v < vcpus; v++) {
            readers += s.readsMmuLock(v) ? 1 : 0;
        }
        return readers >= 2;
    }
}
