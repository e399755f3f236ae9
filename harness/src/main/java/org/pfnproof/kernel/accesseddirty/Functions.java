package org.pfnproof.kernel.accesseddirty;

import java.util.function.BooleanSupplier;
import java.util.function.Predicate;
import java.util.function.ToIntFunction;
import org.pfnproof.kernel.adpages.AdPages;

/** The functions that a proposal or a variant may replace, each under the name of its TLA+ operator in Java spelling. */
final class Functions {

    /** Asks something of a page frame. */
    @FunctionalInterface
    interface PfnTest {
        boolean of(AccessedDirtyState s, int pfn);
    }

    /** Asks something of a vCPU. */
    @FunctionalInterface
    interface FaultTest {
        boolean of(AccessedDirtyState s, int v);
    }

    /** Asks something of an SPTE. */
    @FunctionalInterface
    interface SpteTest {
        boolean of(AccessedDirtyState s, Spte spte);
    }

    /** Marks the page of an SPTE. */
    @FunctionalInterface
    interface SpteMark {
        void on(AccessedDirtyState s, Spte spte);
    }

    /** Marks the page of a fault. */
    @FunctionalInterface
    interface FaultMark {
        void on(AccessedDirtyState s, int v);
    }

    /** What the remapped path makes of a page. */
    @FunctionalInterface
    interface Get {
        GetResult of(AccessedDirtyState s, int pfn);
    }

    ToIntFunction<AccessedDirtyState> nextSeq;
    PfnTest kvmPfnIsRefcounted = (s, pfn) -> true;
    PfnTest kvmIsAdTrackedPage = AdPages::kvmIsAdTrackedPage;
    Get remappedGet;
    BooleanSupplier finishesUnderLock;
    FaultMark markedAtMap;
    FaultMark markedAtRelease;
    FaultTest releasePuts;
    FaultTest kvmReleasePfnClean;
    Predicate<Spte> isRefcountedPagePte = Spte::refcounted;
    SpteTest spteIsTracked;
    SpteMark markedAtZap;
    SpteTest agingMarks;
    /** AfterStart: whether the notifier's start zaps the SPTE. */
    boolean startZapsSpte = true;
    /** The same of the one in an invalid root. */
    boolean startZapsOldSpte = true;
}
