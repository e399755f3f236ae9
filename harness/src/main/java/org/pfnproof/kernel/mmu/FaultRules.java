package org.pfnproof.kernel.mmu;

import static org.pfnproof.kernel.mmu.KvmState.MIGRATION_PFN;
import static org.pfnproof.kernel.mmu.KvmState.NO_PFN;

import java.util.List;
import java.util.stream.IntStream;

/** What the faults of {@link KvmMmu} are for, and why an attempt ends. */
final class FaultRules {

    private final int vcpus;
    private final List<Boolean> writes;
    private final List<Integer> gfns;

    FaultRules(Bounds bounds) {
        vcpus = bounds.vcpus().size();
        writes = bounds.writes();
        gfns = bounds.gfns();
    }

    boolean faultsFitTheirAccess(KvmState s) {
        return IntStream.range(0, vcpus).allMatch(v -> {
            FaultStep step = s.faultStep(v);
            boolean isAccess = gfns.contains(s.faultGfn(v)) && writes.contains(s.faultWrite(v));
            boolean found = s.faultPfn(v) != NO_PFN;
            return (step == FaultStep.GUEST || isAccess)
                    && (!found || !s.faultWrite(v) || s.faultMapWritable(v))
                    && (step != FaultStep.RELEASE || found);
        });
    }

    boolean faultsEndForAReason(KvmState s, KvmState next) {
        return IntStream.range(0, vcpus).allMatch(v -> endsForAReason(s, next, v));
    }

    private static boolean endsForAReason(KvmState s, KvmState next, int v) {
        FaultStep to = next.faultStep(v);
        return switch (s.faultStep(v)) {
            case RETRY_EARLY -> to != FaultStep.REENTER || wasInvalidated(s, v);
            case LOOKUP -> to != FaultStep.GUEST || isRefused(s, v);
            case RETRY_LATE -> to != FaultStep.RELEASE || next.faultRetry(v);
            case RELEASE -> to == FaultStep.RELEASE || s.faultRetry(v) == (to == FaultStep.REENTER);
            case REENTER -> to == FaultStep.REENTER || isMapped(s, v) == (to == FaultStep.GUEST);
            case GUEST, SNAPSHOT, LOCK, STALE, MAP, UNLOCK -> true;
        };
    }

    /** Since the snapshot, or it is under way. */
    private static boolean wasInvalidated(KvmState s, int v) {
        return s.mmuInvalidateInProgress() != 0 || s.mmuInvalidateSeq() != s.faultMmuSeq(v);
    }

    boolean unlockedTestsSaveWork(KvmState s, KvmState next) {
        return IntStream.range(0, vcpus).allMatch(v -> {
            FaultStep from = s.faultStep(v);
            FaultStep to = next.faultStep(v);
            boolean tested = (from == FaultStep.RETRY_EARLY || from == FaultStep.RETRY_LATE) && to != from;
            boolean sentBack = to == FaultStep.REENTER || to == FaultStep.RELEASE;
            return !tested || sentBack == isInvalidated(s, v);
        });
    }

    /** Since the snapshot, or it is under way and covers the gfn. */
    private static boolean isInvalidated(KvmState s, int v) {
        int gfn = s.faultGfn(v);
        return s.mmuInvalidateSeq() != s.faultMmuSeq(v)
                || s.mmuInvalidateInProgress() > 0
                        && s.mmuInvalidateRangeStart() <= gfn
                        && gfn < s.mmuInvalidateRangeEnd();
    }

    private static boolean isRefused(KvmState s, int v) {
        int hva = PageFault.hvaOfFault(s, v);
        int pfn = s.hostPfn(hva);
        return s.faultWrite(v) && !s.hostWritable(hva)
                || pfn != NO_PFN && pfn != MIGRATION_PFN && s.pageRefcount(pfn) == 0;
    }

    private static boolean isMapped(KvmState s, int v) {
        int gfn = s.faultGfn(v);
        return s.sptePfn(gfn) != NO_PFN && (!s.faultWrite(v) || s.spteWritable(gfn));
    }
}
