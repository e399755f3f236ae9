package org.pfnproof.counterexamples;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.pfnproof.catalogue.Property;
import org.pfnproof.engine.Limits;
import org.pfnproof.engine.Run;
import org.pfnproof.engine.Verdict;
import org.pfnproof.engine.alloy.AlloyEngine;
import org.pfnproof.engine.child.ChildRunner;
import org.pfnproof.replay.Recheck;
import org.pfnproof.replay.Replayed;
import org.pfnproof.trace.Counterexample;

/** Alloy's answers, for the generated tests. */
final class AlloyRuns {

    private static final AlloyEngine ALLOY = new AlloyEngine(Recorded.SPECS, ChildRunner.open());
    private static final Map<String, Verdict> VERDICTS = new ConcurrentHashMap<>();

    private AlloyRuns() {}

    /** Alloy finds the recorded counterexample again, and its evaluator confirms it. */
    static void assertViolated(String id, String property) throws InterruptedException {
        Counterexample trace = Recorded.read(id);
        assertThat(trace.property()).isEqualTo(property);
        Replayed replayed = Recheck.of(trace, Recorded.run(trace.model(), trace.variant()), ALLOY);
        assertThat(replayed.outcome()).as(replayed.message()).isEqualTo(Replayed.Outcome.REPRODUCED);
    }

    /** Alloy finds no counterexample of the model as it is. */
    static void assertHolds(String model, String property) throws InterruptedException {
        Run run = Recorded.run(model, Optional.empty());
        assertThat(run.model().properties()).extracting(Property::id).contains(property);
        if (!VERDICTS.containsKey(model)) {
            Limits limits = new Limits(run.model().timeout(), run.model().heap());
            VERDICTS.put(model, ALLOY.run(run, limits, (r, d, g, q) -> {}).verdict());
        }
        assertThat(VERDICTS.get(model)).isInstanceOf(Verdict.Holds.class);
    }
}
