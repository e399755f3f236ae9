package org.pfnproof.check;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.pfnproof.catalogue.Model.Suite;

/**
 * What somebody asked to have checked.
 *
 * @param names ids of claims, models and variants; none for the whole suite
 * @param suite which models are run when no name is given
 * @param profile only models of this profile
 * @param jobs how many runs at once
 * @param timeout in place of the models' own
 * @param heap in MiB, in place of the models' own
 */
public record CheckRequest(
        List<String> names,
        Suite suite,
        Optional<String> profile,
        int jobs,
        Optional<Duration> timeout,
        OptionalInt heap) {

    public CheckRequest {
        names = List.copyOf(names);
    }

    /** The same with another number of runs at once. */
    public CheckRequest withJobs(int other) {
        return new CheckRequest(names, suite, profile, other, timeout, heap);
    }

    /** Every run of every suite. */
    public static CheckRequest everything() {
        return new CheckRequest(List.of(), Suite.NIGHTLY, Optional.empty(), 1, Optional.empty(), OptionalInt.empty());
    }

    /** The whole quick suite. */
    public static CheckRequest quick(int jobs) {
        return new CheckRequest(List.of(), Suite.QUICK, Optional.empty(), jobs, Optional.empty(), OptionalInt.empty());
    }
}
