package org.pfnproof.kernel.detectors;

import static org.pfnproof.kernel.detectors.DetectorsState.NEVER;

import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.pfnproof.kernel.Rule;
import org.pfnproof.kernel.adpages.AdPageClass;
import org.pfnproof.kernel.detectors.DetectorsState.Fault;
import org.pfnproof.kernel.detectors.DetectorsState.Host;
import org.pfnproof.kernel.detectors.DetectorsState.Next;

/** A few sentences about all runs, and what a run must reach: the twin of the TLA+ module {@code DetectorsProperties}. */
final class DetectorsRules {

    private DetectorsRules() {}

    /**
     * All of them.
     *
     * @param hows what KVM may do
     * @param situations the pages and bugs that there may be
     * @param goesOn whether a state has a successor
     */
    static List<Rule<DetectorsState>> all(Set<How> hows, Set<Situation> situations, Predicate<DetectorsState> goesOn) {
        return List.of(
                // The rest of its types is all that the fields can hold.
                new Rule.Invariant<>("DetTypeOK", s -> hows.contains(s.how()) && situations.contains(s.situation())),
                new Rule.Invariant<>("DetOverIsTheEnd", s -> isOver(s) != goesOn.test(s)),
                new Rule.Invariant<>(
                        "DetNothingReportsNothing",
                        s -> !s.how().isSilent() || s.check() || !reported(s) && !s.alarm()),
                new Rule.Invariant<>("DetCheckHasNoFalseAlarm", s -> !s.how().isSilent() || !s.alarm()),
                new Rule.Invariant<>(
                        "DetAssertionIsTrueOfCounted",
                        s -> s.how() != How.ASSERT_PAGE_COUNT && s.how() != How.SPTE_BIT_AND_ASSERT
                                || s.check()
                                || s.situation().isSpecial()
                                || !s.alarm()),
                new Rule.Invariant<>(
                        "DetSkippingHidesUseAfterFree",
                        s -> !skips(s) || !s.situation().isUseAfterFree() || !reported(s)),
                new Rule.Invariant<>("DetSkippingHidesEveryBug", s -> !skips(s) || !reported(s)),
                new Rule.Invariant<>("DetSketchHidesUseAfterFree", s -> !isAfterFree(s, How.SKETCH) || !reported(s)),
                new Rule.StepRule<>(
                        "DetCheckFiresAtAllocation",
                        (s, after) ->
                                !isAfterFree(s, How.NOTHING) || !reportsNow(s, after) || after.next() != s.next()),
                new Rule.Invariant<>(
                        "DetCheckFindsAll",
                        s -> !isAfterFree(s, How.NOTHING) || !s.check() || !isOver(s) || s.since() < 0 || reported(s)),
                new Rule.Invariant<>(
                        "DetAssertionIsPrompt", s -> !isAfterFree(s, How.ASSERT_PAGE_COUNT) || s.report() <= 1),
                new Rule.Invariant<>(
                        "DetAssertionHidesFromCheck",
                        s -> s.how() != How.ASSERT_PAGE_COUNT
                                || s.situation() != Situation.OUTLIVES_AGAIN
                                || !reported(s)),
                new Rule.StepRule<>(
                        "DetAssertionLeavesNothingToCheck",
                        (s, after) -> !isAfterFree(s, How.ASSERT_PAGE_COUNT)
                                || !reportsNow(s, after)
                                || after.next() == s.next()));
    }

    /** What a run must reach. */
    static List<Rule<DetectorsState>> witnesses() {
        return List.of(
                new Rule.Witness<>("DetReportedAtOnce", s -> s.report() == 0),
                new Rule.Witness<>(
                        "DetReportedByAssertion", s -> reported(s) && s.how() == How.ASSERT_PAGE_COUNT && !s.check()),
                new Rule.Witness<>("DetReportedByCheck", s -> reported(s) && s.how() == How.NOTHING && s.check()),
                new Rule.Witness<>("DetUnreported", s -> isOver(s) && s.since() != NEVER && !reported(s)),
                new Rule.Witness<>("DetFalseAlarm", DetectorsState::alarm),
                new Rule.Witness<>("DetMarkWithheld", DetectorsState::withheld));
    }

    private static boolean reported(DetectorsState s) {
        return s.report() != NEVER;
    }

    private static boolean reportsNow(DetectorsState s, DetectorsState after) {
        return !reported(s) && reported(after);
    }

    private static boolean skips(DetectorsState s) {
        return s.how() == How.SKIP || s.how() == How.SKIP_AND_ASSERT;
    }

    private static boolean isAfterFree(DetectorsState s, How how) {
        return s.how() == how && s.situation().isUseAfterFree();
    }

    /** Nothing is left to do, said without the steps. */
    private static boolean isOver(DetectorsState s) {
        AdPageClass is = s.pageClass(s.frame());
        return s.host() == Host.FREED
                && !s.present()
                && s.fault() == Fault.NONE
                && (is != AdPageClass.FREE || s.next() == Next.HAS_AGAIN)
                && (s.next() != Next.HAS || is == AdPageClass.BAD);
    }
}
