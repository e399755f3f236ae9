package org.pfnproof.kernel.followpfn;

import static org.pfnproof.kernel.followpfn.FollowPfnState.COUNT;
import static org.pfnproof.kernel.followpfn.FollowPfnState.KFP_GOT;
import static org.pfnproof.kernel.followpfn.FollowPfnState.KFP_STALE;

import java.util.function.Function;
import java.util.function.Predicate;
import org.pfnproof.kernel.followpfn.FollowPfnState.Caller;
import org.pfnproof.kernel.followpfn.FollowPfnState.Result;
import org.pfnproof.kernel.followpfn.FollowPfnState.Spte;
import org.pfnproof.kernel.followpfn.FollowPfnState.Step;

/**
 * The functions that a version of the series or a variant may replace, each under the name of its TLA+ operator in Java spelling. Every
 * field starts as the code of Linux 6.12.
 */
final class Functions {

    /** allow_unsafe_mappings, a module parameter. */
    final boolean unsafe;

    // The flags that a caller passes

    Predicate<Caller> follGet = caller -> true;
    Predicate<Caller> guarded = caller -> false;
    Predicate<Caller> allowsUncounted = caller -> false;

    /** WARN, ERR_FAULT: neither a reference nor the mmu_notifiers. */
    Predicate<Caller> refusedAtOnce = caller -> false;

    /** Whether the reference that GUP has taken is kept until the caller releases. */
    Predicate<Caller> gupKeeps = caller -> true;

    /** get_page_unless_zero(): whether it works. */
    Predicate<FollowPfnState> tryGet = s -> s.get(COUNT) > 0;

    /** hva_to_pfn_remapped(). */
    Remapping remapped;

    /** Whether there is a lockless retry test after the lookup. */
    boolean hasLateTest = true;

    Predicate<FollowPfnState> lateExitPuts = FollowPfn::hasRefcountedStruct;
    Predicate<FollowPfnState> releasePuts = FollowPfn::hasRefcountedStruct;
    Predicate<FollowPfnState> releaseMarks = FollowPfn::hasRefcountedStruct;

    /** How often the page is put when it is released. */
    int putsOfOneRelease = 1;

    /** is_page_fault_stale(): whether it says so. */
    Predicate<FollowPfnState> retryTestSaysStale = s -> s.flag(KFP_STALE);

    /** What follows the installation of the SPTE. */
    Step afterLock = Step.UNLOCK;

    /** What follows once mmu_lock is dropped. */
    Step afterUnlock = Step.RELEASE;

    /** How KVM sees the page when the SPTE goes. */
    Function<FollowPfnState, Spte> spteKind = s -> FollowPfn.hasRefcountedStruct(s) ? Spte.COUNTED : Spte.UNCOUNTED;

    /** Of v9 only: whether the page fault puts what it got. */
    Predicate<FollowPfnState> faultPuts = s -> s.flag(KFP_GOT);

    Functions(boolean unsafe) {
        this.unsafe = unsafe;
        remapped = (s, caller, write) -> FollowPfn.remapped(this, s, write);
    }

    /** What comes of an address in a VM_PFNMAP area. */
    @FunctionalInterface
    interface Remapping {
        Remapped of(FollowPfnState s, Caller caller, boolean write);
    }

    /**
     * The result.
     *
     * @param got whether a page goes with it
     * @param add how the count changes
     */
    record Remapped(Result result, boolean got, int add) {
        static final Remapped REFUSED = new Remapped(Result.ERR_FAULT, false, 0);
        static final Remapped READ_ONLY = new Remapped(Result.ERR_RO_FAULT, false, 0);
        static final Remapped UNCOUNTED = new Remapped(Result.PFN, false, 0);
    }
}
