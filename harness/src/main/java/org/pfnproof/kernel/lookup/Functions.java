package org.pfnproof.kernel.lookup;

import java.util.function.Consumer;
import java.util.function.IntPredicate;
import java.util.function.Predicate;
import org.pfnproof.kernel.lookup.Outcome.Gup;
import org.pfnproof.kernel.lookup.Outcome.Result;

/** The functions that a profile, a model or a variant may replace, each under the name of its TLA+ operator in Java spelling. */
final class Functions {

    /** Asks something of two inputs. */
    @FunctionalInterface
    interface InputTest {
        boolean of(boolean atomic, boolean async);
    }

    /** Asks something of a page frame. */
    @FunctionalInterface
    interface PfnTest {
        boolean of(LookupState s, int pfn);
    }

    /** Does something with a page frame. */
    @FunctionalInterface
    interface PfnEffect {
        void on(LookupState s, int pfn);
    }

    /** Ends a lookup with an error. */
    @FunctionalInterface
    interface ErrorExit {
        void take(LookupState s, Result error);
    }

    IntPredicate kvmPfnIsRefcounted;
    InputTest contradictory = (atomic, async) -> atomic && async;
    Predicate<LookupState> readonlySlotForbidsUpgrade = s -> s.slot() == LookupState.Slot.READONLY;
    Predicate<LookupState> fastGupTried;
    Predicate<LookupState> atomicGivesUp = LookupState::atomic;
    Predicate<LookupState> noWait = LookupState::async;
    PfnEffect upgradeTakes;
    Consumer<LookupState> notUpgraded = s -> {};
    Predicate<Gup> gupErrorIsSignal = error -> error == Gup.EINTR;
    ErrorExit unlockAndReturn = Lookup::unlockAndReturn;
    Predicate<LookupState> probeFaults = Lookup::probeFaults;
    Predicate<LookupState> probeSaysPoison = Lookup::probeSaysPoison;
    Predicate<LookupState> asyncIsSet = s -> s.async() && s.vma().allows(s.writeFault());
    Predicate<LookupState> remappedWritable = LookupState::pteWritable;
    PfnTest tryGetSucceeds = (s, pfn) -> s.pageRefcount(pfn) != 0;
    Consumer<LookupState> remappedReturns;
    /** fixup_user_fault_relocks: whether the driver fills an entry that does not serve. */
    boolean driverFillsEntry = true;

    Predicate<LookupState> secondTry = LookupState::needsIo;
    /** kvm_faultin_pfn: whether the second lookup is interruptible. */
    boolean secondTryIsInterruptible = true;
}
