package org.pfnproof.kernel.tdp;

import java.util.function.BiPredicate;
import java.util.function.Predicate;
import java.util.function.ToIntFunction;

/** The functions that a model or a variant may replace, each under the name of its TLA+ operator in Java spelling. */
final class Functions {

    ToIntFunction<TdpState> nextSeq;
    RetryTest mmuInvalidateRetryGfn;
    /** The entry that a write under the write lock replaces. */
    WriteSpte kvmTdpMmuWriteSpte;

    Predicate<Spte> fastPfMayWrite = Spte::mmuw;
    Step fastPfStores;
    Step markPageDirtyInSlot;
    Step isObsoleteSp;
    LeaveTest faultLeavesSpte;
    Step faultStores;

    boolean walksHoldRoots = true;
    Walk iterYields;
    AfterYield iterAfterYield;
    Step rootsToUnmap;
    BiPredicate<Spte, Spte> ageMarksDirty;

    Step vcpusToReload;
    Spte slotsFrozenValue = Spte.FROZEN;
    boolean flushBeforeCopy = true;

    /** mmu_invalidate_retry_gfn(). */
    @FunctionalInterface
    interface RetryTest {
        boolean retries(TdpState s, int seq, int gfn);
    }

    /** kvm_tdp_mmu_write_spte(). */
    @FunctionalInterface
    interface WriteSpte {
        Spte replaced(TdpState s, int root, int gfn, Spte old);
    }

    /** Whether a fault leaves the SPTE as it has read it. */
    @FunctionalInterface
    interface LeaveTest {
        boolean leaves(TdpState s, int v, Spte old);
    }

    /** A step of a thread, or a question about one, or about a root. */
    @FunctionalInterface
    interface Step {
        boolean test(TdpState s, int which);
    }

    /** What a walk does. */
    @FunctionalInterface
    interface Walk {
        void on(TdpState s, int walk);
    }

    /** Where a walk goes on after it has dropped mmu_lock. */
    @FunctionalInterface
    interface AfterYield {
        Iter from(TdpState s, Iter iter, int end);
    }
}
