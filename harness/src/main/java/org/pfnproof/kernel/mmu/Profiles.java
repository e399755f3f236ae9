package org.pfnproof.kernel.mmu;

import static org.pfnproof.kernel.mmu.KvmState.NO_PFN;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.pfnproof.kernel.notifier.MmuNotifier;
import org.pfnproof.kernel.pages.StructPages;

/** The kernel generations whose page faults differ, each with what it replaces; the twins of the TLA+ modules of that name. */
enum Profiles {

    /** The base. */
    LINUX_6_12("KvmMmuProperties", Map.of(), parts -> {}),

    /** No lockless retry tests; the range in hvas. */
    LINUX_6_1(
            "Linux61",
            Map.of("FaultStepAfter", "FaultStepAfter61", "mmu_invalidate_retry_gfn", "mmu_invalidate_retry_hva"),
            Profiles::linux61),

    /** The page is released before mmu_lock is dropped; no page is derived from a pfn. */
    LINUX_6_13(
            "Linux613",
            Map.of(
                    "FaultStepAfter", "FaultStepAfter613",
                    "RemappedPfnIsTaken", "NoRefIsTaken",
                    "RemappedPfnRefused", "NoPfnIsRefused",
                    "HoldsRef", "HasRefcountedPage",
                    "kvm_release_pfn_clean", "kvm_mmu_finish_page_fault",
                    "read_unlock_mmu_lock", "read_unlock_ends_fault",
                    "DeadMark", "NoDeadMark"),
            Profiles::linux613);

    private final String module;
    private final Map<String, String> substitutions;
    private final Consumer<KvmMmu.Parts> change;

    Profiles(String module, Map<String, String> substitutions, Consumer<KvmMmu.Parts> change) {
        this.module = module;
        this.substitutions = substitutions;
        this.change = change;
    }

    /** The profile of a root module. */
    static Optional<Profiles> of(String module) {
        return Arrays.stream(values())
                .filter(profile -> profile.module.equals(module))
                .findFirst();
    }

    /** What a model substitutes besides; empty if it is not all of this profile. */
    Optional<Map<String, String>> remaining(Map<String, String> all) {
        if (!all.entrySet().containsAll(substitutions.entrySet())) {
            return Optional.empty();
        }
        Map<String, String> rest = new HashMap<>(all);
        substitutions.keySet().forEach(rest::remove);
        return Optional.of(rest);
    }

    void change(KvmMmu.Parts parts) {
        change.accept(parts);
    }

    private static void linux61(KvmMmu.Parts k) {
        k.fn.faultStepAfter = step -> switch (step) {
            case SNAPSHOT -> FaultStep.LOOKUP;
            case LOOKUP -> FaultStep.LOCK;
            default -> PageFault.faultStepAfter(step);
        };
        k.fn.mmuInvalidateRetryGfn =
                (s, seq, gfn) -> s.mmuInvalidateInProgress() != 0 && MmuNotifier.inRange(s, s.gfnToHva(gfn))
                        || s.mmuInvalidateSeq() != seq;
    }

    private static void linux613(KvmMmu.Parts k) {
        k.fn.faultStepAfter = step -> step == FaultStep.MAP ? FaultStep.RELEASE : PageFault.faultStepAfter(step);
        k.fn.remappedPfnIsTaken = (s, pfn) -> false;
        k.fn.remappedPfnRefused = (s, pfn) -> false;
        k.fn.deadMark = (s, gfn) -> false;
        // fault->refcounted_page: what GUP took.
        k.fn.holdsRef = (s, v) -> s.faultPfn(v) != NO_PFN && !k.host.isPfnmap(PageFault.hvaOfFault(s, v));
        k.fn.finishPuts = (s, v) -> k.fn.holdsRef.of(s, v);
        k.fn.afterUnlock = (s, v) -> k.fn.afterRelease.on(s, v);
        k.fn.kvmReleasePfnClean = (s, v) -> kvmMmuFinishPageFault(k, s, v);
        k.fn.readUnlockMmuLock = (s, v) -> {
            if (s.faultStep(v) != FaultStep.UNLOCK) {
                return false;
            }
            s.setReadsMmuLock(v, false);
            k.fn.afterUnlock.on(s, v);
            return true;
        };
    }

    /** kvm_mmu_finish_page_fault(): the page is put, marked before unless the fault is to be retried. */
    private static boolean kvmMmuFinishPageFault(KvmMmu.Parts k, KvmState s, int v) {
        if (s.faultStep(v) != FaultStep.RELEASE) {
            return false;
        }
        if (k.fn.finishPuts.of(s, v)) {
            if (!s.faultRetry(v) && StructPages.pageCount(s, s.faultPfn(v)) <= 0) {
                s.setDeadMark(true);
            }
            k.sptes.putPageNoting(s, s.faultPfn(v));
        }
        if (s.readsMmuLock(v)) {
            s.setFaultStep(v, FaultStep.UNLOCK);
            s.setFaultPfn(v, NO_PFN);
            s.setFaultMapWritable(v, false);
        } else {
            k.fn.afterRelease.on(s, v);
        }
        return true;
    }
}
