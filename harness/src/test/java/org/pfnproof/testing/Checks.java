package org.pfnproof.testing;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.pfnproof.catalogue.Model.Suite;
import org.pfnproof.check.Capacity;
import org.pfnproof.check.Check;
import org.pfnproof.check.CheckListener;
import org.pfnproof.check.CheckRequest;
import org.pfnproof.check.CheckResult;
import org.pfnproof.check.Selector;
import org.pfnproof.check.UnknownNameException;
import org.pfnproof.engine.Run;
import org.pfnproof.engine.RunResult;

/** Finished checks of the {@link Fixture}. */
public final class Checks {

    private Checks() {}

    /** A check of the names, or of the quick suite; its time is fixed, so that reports of it are. */
    public static CheckResult of(FakeToolbox.Behaviour behaviour, String... names) {
        CheckRequest request = new CheckRequest(
                List.of(names), Suite.QUICK, Optional.empty(), 1, Optional.empty(), OptionalInt.empty());
        try {
            CheckResult result = new Check(new FakeToolbox(behaviour), new Capacity(1, 10_000))
                    .run(request, new Selector(Fixture.catalogue()).select(request), new Silent());
            return new CheckResult(
                    result.selection(),
                    result.versions(),
                    result.canaries(),
                    result.results(),
                    result.claims(),
                    result.notes(),
                    Duration.ofSeconds(3));
        } catch (UnknownNameException | InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    /** Hears nothing. */
    private static final class Silent implements CheckListener {
        @Override
        public void started(Run run) {}

        @Override
        public void finished(RunResult result) {}

        @Override
        public void progress(Run run, long distinct, long generated, long queue) {}
    }
}
