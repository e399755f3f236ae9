package org.pfnproof.kernel.detectors;

import java.util.function.Consumer;
import java.util.function.Predicate;

/** The functions that a variant may replace, each under the name of its TLA+ operator in Java spelling. */
final class Functions {

    Predicate<DetectorsState> countIsZero = Detectors::countIsZero;
    Predicate<DetectorsState> passes;
    Predicate<DetectorsState> makesMark;
    Consumer<DetectorsState> put;
    /** alloc_pages: whether the page allocator checks at all. */
    Predicate<DetectorsState> allocationChecks = DetectorsState::check;
    /** tdp_mmu_zap_leafs: what it reports, given whether it warns and whether it changed flags. */
    ZapReport zapReport = (s, warns, marked) -> warns;

    /** What a late zap reports. */
    @FunctionalInterface
    interface ZapReport {
        boolean of(DetectorsState s, boolean warns, boolean marked);
    }
}
