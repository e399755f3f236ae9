package org.pfnproof.engine.explorer;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.pfnproof.catalogue.Catalogue;
import org.pfnproof.catalogue.Model;
import org.pfnproof.catalogue.Property;
import org.pfnproof.catalogue.Variant;
import org.pfnproof.engine.Engine;
import org.pfnproof.engine.Limits;
import org.pfnproof.engine.ProgressListener;
import org.pfnproof.engine.Run;
import org.pfnproof.engine.RunResult;
import org.pfnproof.engine.Verdict;
import org.pfnproof.engine.child.ChildRunner;
import org.pfnproof.engine.twin.RegisteredProtocols;
import org.pfnproof.testing.RealSpecs;

@Timeout(300)
class ExploringEngineTest {

    private static final Verdict ASKED_TLC = new Verdict.Inconclusive("TLC was asked");

    private final Catalogue catalogue = RealSpecs.inPlace().catalogue();
    private final ExploringEngine engine = new ExploringEngine(
            new Tlc(), new ExplorerEngine(RegisteredProtocols.class, ChildRunner.open(), 1), RegisteredProtocols.class);

    /** Only says that it was asked. */
    private static final class Tlc implements Engine {
        @Override
        public String version() {
            return "TLC";
        }

        @Override
        public Optional<String> inputs(Run run) {
            return Optional.of("the sources");
        }

        @Override
        public RunResult run(Run run, Limits limits, ProgressListener progress) {
            return RunResult.inconclusive(run, version(), "TLC was asked", "", Duration.ZERO);
        }
    }

    private Model model(String id) {
        return catalogue.models().stream()
                .filter(model -> model.id().equals(id))
                .findFirst()
                .orElseThrow();
    }

    private Run run(String model, String variant) {
        Variant change = catalogue.variants().stream()
                .filter(one -> one.id().equals(variant))
                .findFirst()
                .orElseThrow();
        return new Run(model(model), Optional.of(change));
    }

    private RunResult result(Run run) throws InterruptedException {
        return engine.run(run, new Limits(Duration.ofMinutes(4), 512), (one, distinct, generated, queue) -> {});
    }

    @Test
    void aViolationIsTheExplorersAndSaysSo() throws Exception {
        Run run = run("retry-one", "no-retry-test");
        RunResult result = result(run);

        assertThat(result.verdict()).isEqualTo(new Verdict.Violated("NoMappingInInvalidatedRange"));
        assertThat(result.engine()).startsWith("Explorer");
        assertThat(result.counterexample().orElseThrow().engine()).startsWith("Explorer");
        assertThat(result.notes()).anyMatch(note -> note.contains("not on the spec"));
        assertThat(engine.inputs(run).orElseThrow()).startsWith("Explorer");
    }

    @Test
    void whatItDoesNotStateIsLeftToTlc() throws Exception {
        assertThat(List.of("fault-progress", "retry-induction"))
                .allSatisfy(id -> assertThat(engine.explores(new Run(model(id), Optional.empty())))
                        .isFalse());
        assertThat(result(new Run(model("fault-progress"), Optional.empty())).verdict())
                .isEqualTo(ASKED_TLC);
        assertThat(engine.inputs(new Run(model("fault-progress"), Optional.empty())))
                .contains("the sources");
    }

    @Test
    void aModelThatHoldsIsTheExplorersIfAllOfItIsStated() throws Exception {
        RunResult result = result(new Run(model("retry-one"), Optional.empty()));

        assertThat(result.verdict()).isEqualTo(new Verdict.Holds());
        assertThat(result.engine()).startsWith("Explorer");
        assertThat(result.witnesses()).hasSize(10).doesNotContainValue(false);
        assertThat(result.notes()).anyMatch(note -> note.contains("not on the spec"));
    }

    /** A violation may be found without witnesses, but nothing is said to hold without them. */
    @Test
    void aChangeThatTurnsOutToHoldIsLeftToTlcIfWitnessesAreNotStated() throws Exception {
        Model model = model("retry-one");
        Model expecting = new Model(
                model.id(),
                model.title(),
                model.description(),
                model.profile(),
                model.engine(),
                model.suite(),
                model.spec(),
                model.specification(),
                model.bounds(),
                model.substitutions(),
                model.symmetric(),
                model.properties(),
                List.of(new Property("NobodyStatesThis", Property.Kind.WITNESS, model.spec(), "Anything.", "None.")),
                model.neverTaken(),
                model.deadlock(),
                new Model.Expectation(Optional.of("NoMappingInInvalidatedRange")),
                model.distinctStates(),
                model.heap(),
                model.timeout());
        Run run = new Run(expecting, Optional.empty());

        assertThat(engine.explores(run)).isTrue();
        assertThat(result(run).verdict()).isEqualTo(ASKED_TLC);
    }
}
