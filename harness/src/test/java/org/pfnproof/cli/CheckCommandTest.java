package org.pfnproof.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonElement;
import com.google.gson.JsonParser;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.pfnproof.catalogue.Problem;
import org.pfnproof.catalogue.Schemas;
import org.pfnproof.engine.Limits;
import org.pfnproof.engine.RunResult;
import org.pfnproof.engine.Verdict;
import org.pfnproof.testing.CliRunner;
import org.pfnproof.testing.CliRunner.Outcome;
import org.pfnproof.testing.FakeToolbox;
import org.pfnproof.testing.Fixture;
import org.pfnproof.testing.Results;

class CheckCommandTest {

    @TempDir
    Path home;

    private CliRunner cli;
    private final List<Limits> limits = new CopyOnWriteArrayList<>();
    private FakeToolbox.Behaviour behaviour = (run, given) -> Results.expected(run);

    @BeforeEach
    void start() {
        cli = new CliRunner(home, new FakeToolbox((run, given) -> {
            limits.add(given);
            return behaviour.run(run, given);
        }));
    }

    @Test
    void withoutNamesChecksTheQuickSuite() {
        Outcome outcome = cli.run("check");
        assertThat(outcome.code()).isZero();
        assertThat(outcome.out()).contains("toy+toy-unlocked violates NoLostUpdate, as it must", "REFUTED");
        assertThat(outcome.err()).startsWith("pfnproof 0.").contains("3 to run", "[3/3]");
    }

    @Test
    void writesNothingButJsonToStandardOutputAndKeepsACopy() throws Exception {
        Outcome outcome = cli.run("check", "--format", "json");
        JsonElement json = JsonParser.parseString(outcome.out());
        assertThat(new Schemas().violations("check", json)).isEmpty();
        assertThat(cli.build().resolve("last-check.json")).hasContent(outcome.out());
        try (var files = Files.list(cli.build())) {
            assertThat(files).hasSize(1);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "HOLDS, HOLDS, 0",
        "HOLDS, INCONCLUSIVE, 3",
        "HOLDS, VACUOUS, 3",
        "INCONCLUSIVE, VIOLATED, 1",
        "VIOLATED, DISAGREEMENT, 4",
        "DISAGREEMENT, BROKEN, 2",
        "INCONCLUSIVE, BROKEN, 2"
    })
    void exitsWithTheCodeOfTheWorstVerdict(String pages, String toy, int code) {
        behaviour = (run, given) -> switch (run.id()) {
            case "pages" -> Results.of(run, verdict(pages));
            case "toy" -> Results.of(run, verdict(toy));
            default -> Results.expected(run);
        };
        assertThat(cli.run("check").code()).isEqualTo(code);
    }

    private static Verdict verdict(String label) {
        return switch (label) {
            case "HOLDS" -> new Verdict.Holds();
            case "VIOLATED" -> new Verdict.Violated("NoLostUpdate");
            case "INCONCLUSIVE" -> new Verdict.Inconclusive("time is up");
            case "VACUOUS" -> new Verdict.Vacuous(List.of("never reached"));
            case "DISAGREEMENT" -> new Verdict.Disagreement("12 against 13");
            default -> new Verdict.Broken(List.of(Problem.of("no such operator")));
        };
    }

    @Test
    void passesOnTimeAndMemoryLimits() {
        assertThat(cli.run("check", "toy", "--timeout", "90s", "--heap", "2g").code())
                .isZero();
        assertThat(limits).containsExactly(new Limits(Duration.ofSeconds(90), 2048));
    }

    @Test
    void refusesUnknownNamesWithTheNearestOne() {
        Outcome outcome = cli.run("check", "toy-unlokced");
        assertThat(outcome.code()).isEqualTo(2);
        assertThat(outcome.out()).isEmpty();
        assertThat(outcome.err())
                .contains("there is no claim, model or variant \"toy-unlokced\"; did you mean \"toy-unlocked\"?");
    }

    @ParameterizedTest
    @CsvSource({"ktap, KTAP version 1", "junit, '<?xml version=\"1.0\" encoding=\"UTF-8\"?>'"})
    void writesTheFormatsOfOtherTools(String format, String firstLine) {
        Outcome outcome = cli.run("check", "--format", format);
        assertThat(outcome.code()).isZero();
        assertThat(outcome.out()).startsWith(firstLine + "\n");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "--jobs=0",
                "--jobs=x",
                "--timeout=5",
                "--heap=1k",
                "--heap=1",
                "--suite=slow",
                "--shard=3/2",
                "--formt=json"
            })
    void refusesOptionsThatMakeNoSense(String option) {
        Outcome outcome = cli.run("check", option);
        assertThat(outcome.code()).isEqualTo(2);
        assertThat(outcome.out()).isEmpty();
        assertThat(outcome.err()).startsWith("pfnproof: ");
    }

    @Test
    void aShardIsAPartAndDecidesNoClaimThatNeedsMore() {
        Outcome outcome = cli.run("check", "--shard", "1/3", "--format=json");
        assertThat(outcome.code()).isZero();
        var json = JsonParser.parseString(outcome.out()).getAsJsonObject();
        assertThat(json.getAsJsonArray("results")).hasSize(1);
        assertThat(json.getAsJsonArray("claims").size()).isLessThan(2);
    }

    @Test
    void acceptsNoCache() {
        assertThat(cli.run("check", "--no-cache").code()).isZero();
    }

    @Test
    void tellsEveryProblemOfABrokenCatalogue() {
        Fixture.edit(cli.specs().resolve("models/toy.json"), "\"heap\": 256", "\"heap\": 256,,");
        Fixture.edit(cli.specs().resolve("claims.json"), "\"speaker\": \"A. Tester\",", "");
        Outcome outcome = cli.run("check");
        assertThat(outcome.code()).isEqualTo(2);
        assertThat(outcome.out()).isEmpty();
        assertThat(outcome.err()).contains("specs/models/toy.json:14:", "specs/claims.json: /0: missing speaker");
        assertThat(limits).isEmpty();
    }

    @Test
    void twoChecksAtOnceInOneCheckoutDoNotDisturbEachOther() throws Exception {
        List<Outcome> outcomes = new CopyOnWriteArrayList<>();
        List<Thread> threads = List.of(
                new Thread(() -> outcomes.add(cli.run("check", "--format", "json"))),
                new Thread(() -> outcomes.add(cli.run("check", "--format", "json"))));
        threads.forEach(Thread::start);
        for (Thread thread : threads) {
            thread.join();
        }
        assertThat(outcomes).hasSize(2).allSatisfy(outcome -> assertThat(outcome.code())
                .isZero());
        assertThat(outcomes.stream().map(Outcome::out))
                .contains(Files.readString(cli.build().resolve("last-check.json")));
    }

    @Test
    void aDefectOfPfnproofItselfIsNoVerdict() {
        behaviour = (run, given) -> {
            throw new IllegalStateException("oops");
        };
        Outcome outcome = cli.run("check", "toy");
        assertThat(outcome.code()).isEqualTo(3);
        assertThat(outcome.out()).contains("INCONCLUSIVE", "pfnproof itself failed");
    }

    @Test
    void aCountOffItsPinExitsWithOne() {
        behaviour = (run, given) -> {
            RunResult result = Results.expected(run);
            return new RunResult(
                    run,
                    result.engine(),
                    result.verdict(),
                    java.util.Optional.of(new RunResult.States(13, 40, 5)),
                    result.actions(),
                    result.witnesses(),
                    result.counterexample(),
                    List.of(),
                    "",
                    result.time(),
                    result.observations(),
                    result.memory(),
                    result.kept());
        };
        Outcome outcome = cli.run("check", "toy");
        assertThat(outcome.code()).isEqualTo(1);
        assertThat(outcome.out()).contains("OFF ITS PIN: the run has 13 distinct states, but 9 are");
    }
}
