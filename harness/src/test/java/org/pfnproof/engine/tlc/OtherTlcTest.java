package org.pfnproof.engine.tlc;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.pfnproof.catalogue.Property.Kind;
import org.pfnproof.engine.Limits;
import org.pfnproof.engine.RunResult;
import org.pfnproof.engine.Verdict;
import org.pfnproof.engine.child.ChildRunner;

/** Another TLC than the bundled one, where one is at hand. Its absence is no failure in CI either: it is not in the build. */
class OtherTlcTest {

    private static final String JAR = "PFNPROOF_TLA2TOOLS";

    private TlcEngine engine;

    @BeforeEach
    void needAnotherJar() throws Exception {
        String jar = System.getProperty(JAR, System.getenv(JAR));
        Assumptions.assumeTrue(
                jar != null,
                "set the environment variable or system property " + JAR + " to a tla2tools.jar to run this");
        engine = new TlcEngine(ToyModel.SPECS, TlcJar.open(Path.of(jar).toAbsolutePath()), ChildRunner.open());
    }

    @Test
    void otherTlcFindsTheSameStatesActionsAndWitnesses() throws Exception {
        RunResult result = run(ToyModel.of("Counter")
                .checks(Kind.INVARIANT, "InRange")
                .checks(Kind.ACTION, "OnlyUpOrToZero")
                .witness("AboveMax", "JumpsByTwo"));

        assertThat(result.verdict()).isEqualTo(new Verdict.Holds());
        assertThat(result.states()).contains(new RunResult.States(9, 25, 3));
        assertThat(result.actions()).isEqualTo(Map.of("Count", 20L, "Reset", 4L));
        assertThat(result.witnesses()).isEqualTo(Map.of("AboveMax", true, "JumpsByTwo", true));
    }

    @Test
    void otherTlcFindsTheVariantsViolation() throws Exception {
        RunResult result = run(ToyModel.of("Counter")
                .variant("unlimited", "Unlimited", Map.of("MayCount", "UnlimitedMayCount"))
                .checks(Kind.INVARIANT, "InRange")
                .checks(Kind.ACTION, "CountsBelowMax"));

        assertThat(result.verdict()).isEqualTo(new Verdict.Violated("CountsBelowMax"));
        assertThat(result.counterexample().orElseThrow().steps()).isNotEmpty();
    }

    @Test
    void otherTlcFindsALasso() throws Exception {
        RunResult result = run(ToyModel.of("Counter").checks(Kind.LIVENESS, "ReachesMax"));

        assertThat(result.verdict()).isEqualTo(new Verdict.Violated("ReachesMax"));
    }

    @Test
    void itsKnownDefectsCanBeLookedFor() throws Exception {
        assertThat(engine.canaries()).extracting(Canary::outcome).doesNotContain(Canary.Outcome.UNKNOWN);
    }

    private RunResult run(ToyModel model) throws InterruptedException {
        return engine.run(
                model.run(), new Limits(Duration.ofSeconds(60), 256), (run, distinct, generated, queue) -> {});
    }
}
