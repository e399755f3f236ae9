package org.pfnproof.engine.cache;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.pfnproof.catalogue.JavaChange;
import org.pfnproof.catalogue.Patch;
import org.pfnproof.catalogue.Variant;
import org.pfnproof.engine.Engine;
import org.pfnproof.engine.Limits;
import org.pfnproof.engine.ProgressListener;
import org.pfnproof.engine.Run;
import org.pfnproof.engine.RunResult;
import org.pfnproof.engine.Verdict;
import org.pfnproof.testing.Fixture;
import org.pfnproof.testing.Results;
import org.pfnproof.trace.Value;

class CachingEngineTest {

    @TempDir
    Path folder;

    private final Run toy = new Run(Fixture.catalogue().models().get(1), Optional.empty());
    private final AtomicInteger runs = new AtomicInteger();
    private Optional<String> inputs = Optional.of("inputs");
    private RunResult answer = Results.of(toy, new Verdict.Holds());

    @Test
    void keepsAsManyThreadsBusyAsTheEngineBehindIt() {
        assertThat(new CachingEngine(engine(), new ResultStore(folder), "program").threads())
                .isEqualTo(3);
    }

    private RunResult check(String program) throws InterruptedException {
        ProgressListener deaf = (run, distinct, generated, queue) -> {};
        return new CachingEngine(engine(), new ResultStore(folder), program)
                .run(toy, new Limits(Duration.ofMinutes(1), 64), deaf);
    }

    private Engine engine() {
        return new Engine() {
            @Override
            public int threads() {
                return 3;
            }

            @Override
            public String version() {
                return "Fake 1.0";
            }

            @Override
            public Optional<String> inputs(Run run) {
                return inputs;
            }

            @Override
            public RunResult run(Run run, Limits limits, ProgressListener progress) {
                runs.incrementAndGet();
                return answer;
            }
        };
    }

    static Stream<RunResult> results() {
        Run run = new Run(Fixture.catalogue().models().get(1), Optional.empty());
        RunResult plain = Results.of(run, new Verdict.Holds());
        RunResult full = new RunResult(
                run,
                "Fake 1.0",
                new Verdict.Violated("NoLostUpdate"),
                plain.states(),
                plain.actions(),
                plain.witnesses(),
                Optional.of(Results.lasso(run, "NoLostUpdate")),
                List.of("a note", "and \"another\"\n"),
                "command",
                Duration.ofMillis(1234),
                List.of(new Value.Int(3), new Value.Text("x")),
                OptionalLong.of(12345),
                false);
        return Stream.of(plain, Results.of(run, new Verdict.Violated("NoLostUpdate")), full);
    }

    @ParameterizedTest
    @MethodSource("results")
    void theSecondCheckGivesTheResultOfTheFirstAndSaysSo(RunResult result) throws Exception {
        answer = result;
        assertThat(check("program")).isSameAs(result);
        RunResult kept = check("program");
        assertThat(runs).hasValue(1);
        assertThat(kept.kept()).isTrue();
        assertThat(kept).usingRecursiveComparison().ignoringFields("kept").isEqualTo(result);
    }

    @Test
    void anotherProgramOrOtherInputsRunAnew() throws Exception {
        check("program");
        check("another program");
        inputs = Optional.of("edited");
        check("program");
        assertThat(runs).hasValue(3);
    }

    @Test
    void anotherJavaHalfOfAPatchIsAnotherKey() {
        Patch patch = new Patch("mine", "t", "d", folder, "Mine", Map.of("Lock", "X"), Map.of(), Map.of());
        Variant variant = patch.on(toy.model(), patch.overrides());
        JavaChange java = new JavaChange("p.Mine", Map.of("p.Mine", "yv66vg=="), Map.of());
        JavaChange edited = new JavaChange("p.Mine", Map.of("p.Mine", "yv66vw=="), Map.of());
        assertThat(Stream.of(
                                variant,
                                variant.with(java),
                                variant.with(edited),
                                variant.with(java.over(Map.of("A", "B"))))
                        .map(change -> RunKey.of("program", engine(), new Run(toy.model(), Optional.of(change))))
                        .distinct())
                .hasSize(4);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{", "[]", "{}", "{\"engine\": 1}", "garbage", "{\"observations\": 3, \"engine\": {}}"})
    void whatIsNoResultIsRunAgainAndReplaced(String text) throws Exception {
        String key = RunKey.of("program", engine(), toy).orElseThrow();
        new ResultStore(folder).keep(key, text);
        assertThat(check("program").kept()).isFalse();
        assertThat(check("program").kept()).as("replaced").isTrue();
        try (Stream<Path> files = Files.list(folder)) {
            Files.writeString(files.findFirst().orElseThrow(), text);
        }
        assertThat(check("program").kept()).as("without its checksum").isFalse();
        assertThat(check("program").kept()).isTrue();
        assertThat(runs).hasValue(2);
    }

    @Test
    void unknownInputsAreNeverTheSame() throws Exception {
        inputs = Optional.empty();
        check("program");
        check("program");
        assertThat(runs).hasValue(2);
    }

    @Test
    void whatAnotherRunMightDecideIsNotKept() throws Exception {
        for (Verdict verdict : List.of(
                new Verdict.Inconclusive("timeout"),
                new Verdict.Broken(List.of()),
                new Verdict.Vacuous(List.of("never reached")),
                new Verdict.Disagreement("12 against 13"))) {
            answer = Results.of(toy, verdict);
            check("program");
            assertThat(check("program").kept()).isFalse();
        }
    }

    @Test
    void aFileThatIsEditedDuringTheRunKeepsNothing() throws Exception {
        ResultStore store = new ResultStore(folder);
        AtomicInteger asked = new AtomicInteger();
        Engine engine = new Engine() {
            @Override
            public String version() {
                return "Fake 1.0";
            }

            @Override
            public Optional<String> inputs(Run run) {
                return Optional.of(asked.getAndIncrement() == 0 ? "before" : "after");
            }

            @Override
            public RunResult run(Run run, Limits limits, ProgressListener progress) {
                runs.incrementAndGet();
                return answer;
            }
        };
        Limits limits = new Limits(Duration.ofMinutes(1), 64);
        ProgressListener deaf = (run, distinct, generated, queue) -> {};
        new CachingEngine(engine, store, "program").run(toy, limits, deaf);
        new CachingEngine(engine, store, "program").run(toy, limits, deaf);
        asked.set(0);
        new CachingEngine(engine, store, "program").run(toy, limits, deaf);
        assertThat(runs).hasValue(3);
    }
}
