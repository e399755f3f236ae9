package org.pfnproof.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.pfnproof.catalogue.Problem;
import org.pfnproof.catalogue.Schemas;
import org.pfnproof.engine.Limits;
import org.pfnproof.engine.Run;
import org.pfnproof.engine.Verdict;
import org.pfnproof.engine.twin.Conformity;
import org.pfnproof.engine.twin.Difference;
import org.pfnproof.engine.twin.TwinReport;
import org.pfnproof.testing.CliRunner;
import org.pfnproof.testing.CliRunner.Outcome;
import org.pfnproof.testing.FakeConformer;
import org.pfnproof.testing.FakeToolbox;
import org.pfnproof.testing.Fixture;
import org.pfnproof.trace.State;
import org.pfnproof.trace.Step;
import org.pfnproof.trace.Value;

class ConformCommandTest {

    @TempDir
    Path home;

    private CliRunner cli;
    private final List<Limits> limits = new CopyOnWriteArrayList<>();
    private Predicate<Run> covered = run -> true;
    private FakeConformer.Behaviour behaviour = (run, given) -> FakeConformer.conforming(run);

    @BeforeEach
    void start() {
        cli = new CliRunner(home, FakeToolbox.of(new FakeConformer(run -> covered.test(run), (run, given) -> {
            limits.add(given);
            return behaviour.compare(run, given);
        })));
    }

    @Test
    void withoutNamesComparesTheModelsOfTheQuickSuiteThatTlcChecks() {
        Outcome outcome = cli.run("conform");
        assertThat(outcome.out())
                .containsPattern("toy +CONFORMS +12 +34 +1.5\n")
                .contains("covered 1 of 1 composed models")
                .contains("Of 1 compared, 1 conforms: 12 states and 34 steps are the same on both sides.");
        assertThat(outcome.err())
                .startsWith("pfnproof 0.")
                .contains("2 to run", "[1/2] toy CONFORMS", "[2/2] toy: verdicts AGREES");
        assertThat(outcome.code()).isZero();
    }

    @Test
    void theFullSuiteHasMoreModelsAndTheVariants() {
        assertThat(cli.run("conform", "--suite", "full").out())
                .contains("covered 4 of 4 composed models and variants")
                .containsPattern("toy\\+toy-unlocked +CONFORMS");
    }

    @Test
    void shardsTogetherAreTheWhole() {
        String first = cli.run("conform", "--suite", "full", "--shard", "1/2").out();
        String second = cli.run("conform", "--suite", "full", "--shard", "2/2").out();
        assertThat(first).contains("covered 2 of 2 composed models");
        assertThat(second).contains("covered 2 of 2 composed models");
        assertThat(first.contains("toy+toy-unlocked")).isNotEqualTo(second.contains("toy+toy-unlocked"));
    }

    @Test
    void saysThatNothingWasComparedBehindWhatAVariantViolates() {
        behaviour = (run, given) -> FakeConformer.found(run, new TwinReport(1, 12, 3, 34, List.of(), Optional.empty()));
        assertThat(cli.run("conform", "toy-unlocked").out().replaceAll("\\s+", " "))
                .contains("up to the states that violate what must hold: there are 3 of these");
    }

    @Test
    void saysWhatWasComparedInTheStatesAndWhatWasNot() {
        TwinReport.Compared compared =
                new TwinReport.Compared(List.of("NoLostUpdate", "Contended"), List.of("BothDone"));
        behaviour = (run, given) ->
                FakeConformer.found(run, new TwinReport(1, 12, 0, 34, List.of(), Optional.empty(), compared));
        assertThat(cli.run("conform").out())
                .contains(
                        "same on both sides,\n  and 2 properties and witnesses are true of the same ones.\n",
                        "not compared, where a reference implementation does not state it:\n    BothDone\n");
        assertThat(cli.run("conform", "--format", "json").out().replaceAll("\\s+", ""))
                .contains("\"predicates\":[\"NoLostUpdate\",\"Contended\"],\"unstated\":[\"BothDone\"]");
    }

    @Test
    void namesWhatHasNoReferenceImplementationYet() {
        covered = run -> run.model().id().equals("toy");
        assertThat(cli.run("conform", "--suite", "full").out())
                .contains(
                        "covered 2 of 4 composed models and variants",
                        "not covered, no reference implementation of Toy yet:\n    toy-live");
    }

    @Test
    void leavesModelsOutThatOnlyCheckLivenessUnlessTheyAreNamed() {
        Fixture.edit(cli.specs().resolve("models/toy-live.json"), "\"NoLostUpdate\", ", "");
        Outcome all = cli.run("conform", "--suite", "full");
        assertThat(all.out())
                .contains("covered 2 of 4 composed models and variants", "not covered, liveness only:", "    toy-live");
        assertThat(all.code()).isZero();
        assertThat(cli.run("conform", "toy-live").out()).contains("covered 1 of 1 composed models");
    }

    @Test
    void toHaveComparedNothingIsNoAnswer() {
        covered = run -> false;
        Outcome outcome = cli.run("conform");
        assertThat(outcome.out()).contains("covered 0 of 1 composed models");
        assertThat(outcome.code()).isEqualTo(3);
    }

    @Test
    void norIsItToHaveLeftOutWhatWasNamed() {
        covered = run -> run.model().id().equals("toy");
        assertThat(cli.run("conform", "toy", "toy-live").code()).isEqualTo(3);
    }

    @Test
    void comparesVariantsThatAreNamed() {
        assertThat(cli.run("conform", "toy-unlocked").out()).contains("toy+toy-unlocked");
    }

    @ParameterizedTest
    @CsvSource({
        "toi, there is no model or variant \"toi\"; did you mean \"toy\"?",
        "pages, \"pages\" is checked by ALLOY; only what TLC checks has steps to compare",
        "no-lost-updates, there is no model or variant \"no-lost-updates\""
    })
    void refusesNamesOfWhatCannotBeCompared(String name, String message) {
        Outcome outcome = cli.run("conform", name);
        assertThat(outcome.code()).isEqualTo(2);
        assertThat(outcome.out()).isEmpty();
        assertThat(outcome.err()).contains(message);
        assertThat(limits).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"--jobs=0", "--suite=slow", "--format=ktap", "--timeout=5", "--heap=1k", "--formt=json"})
    void refusesOptionsThatMakeNoSense(String option) {
        Outcome outcome = cli.run("conform", option);
        assertThat(outcome.code()).isEqualTo(2);
        assertThat(outcome.out()).isEmpty();
        assertThat(outcome.err()).startsWith("pfnproof: ");
    }

    @Test
    void passesOnTimeAndMemoryLimits() {
        cli.run("conform", "toy", "--timeout", "90s", "--heap", "2g", "--jobs", "1");
        assertThat(limits).containsExactly(new Limits(Duration.ofSeconds(90), 2048));
    }

    @Test
    void aModelWithSymmetryGetsMoreTimeSinceItsStatesAreNotMerged() {
        cli.run("conform", "toy");
        Fixture.edit(
                cli.specs().resolve("models/toy.json"), "\"properties\"", "\"symmetric\": [\"PROCS\"], \"properties\"");
        cli.run("conform", "toy");
        assertThat(limits)
                .extracting(Limits::timeout)
                .containsExactly(Duration.ofSeconds(180), Duration.ofSeconds(360));
    }

    @ParameterizedTest
    @CsvSource({
        "CONFORMS, CONFORMS, 0",
        "CONFORMS, INCONCLUSIVE, 3",
        "INCONCLUSIVE, DIFFERS, 4",
        "DIFFERS, CONFORMS, 4",
        "DIFFERS, BROKEN, 2",
        "BROKEN, INCONCLUSIVE, 2"
    })
    void exitsWithTheCodeOfTheWorstOutcome(Conformity.Outcome toy, Conformity.Outcome live, int code) {
        behaviour = (run, given) -> outcome(run, run.id().equals("toy") ? toy : live);
        assertThat(cli.run("conform", "--suite", "full").code()).isEqualTo(code);
    }

    private static Conformity outcome(Run run, Conformity.Outcome outcome) {
        return switch (outcome) {
            case CONFORMS -> FakeConformer.conforming(run);
            case DIFFERS -> differing(run);
            case INCONCLUSIVE -> FakeConformer.failed(run, new Verdict.Inconclusive("time is up"));
            case BROKEN -> FakeConformer.failed(run, new Verdict.Broken(List.of(Problem.of("no such operator"))));
        };
    }

    @Test
    void saysWhyThereIsNoAnswer() {
        behaviour = (run, given) -> outcome(run, Conformity.Outcome.INCONCLUSIVE);
        assertThat(cli.run("conform").out())
                .contains(
                        "toy is INCONCLUSIVE\n  time is up",
                        "covered 0 of 1 composed models\n  not covered, without an answer:\n    toy\n");
    }

    @Test
    void aDefectOfPfnproofItselfIsNoAnswer() {
        behaviour = (run, given) -> {
            throw new IllegalStateException("oops");
        };
        Outcome outcome = cli.run("conform");
        assertThat(outcome.code()).isEqualTo(3);
        assertThat(outcome.out()).contains("pfnproof itself failed");
    }

    @Test
    void showsWhereTheTwoPartAndBothStatesSideBySide() {
        behaviour = (run, given) -> differing(run);
        assertThat(cli.run("conform").out()).contains("""
                toy DIFFERS after 1 step, and after no fewer
                  the way there, the same on both sides:
                    initial state
                       counter=0
                       pc=(p1:idle)
                    1. Read(p=p1)
                       pc[p1]=read
                  Write(p=p1) leads to different states.
                            spec | reference implementation
                    pc[p1]  done | idle
                  The spec takes Rest(p=p1), the reference implementation does not.
                             spec | reference implementation
                    counter  2    | -
                """);
    }

    @Test
    void showsStatesOneBelowTheOtherWhereTheyAreTooWide() {
        Value wide = new Value.Text("x".repeat(70));
        behaviour = (run, given) -> FakeConformer.found(
                run,
                new TwinReport(
                        0,
                        0,
                        0,
                        0,
                        List.of(new Difference(
                                Difference.Kind.INITIAL_STATE_MISSING,
                                Optional.empty(),
                                "The spec has more.",
                                List.of(new Difference.Variable("pc", Optional.of(wide), Optional.empty())))),
                        Optional.empty()));
        String out = cli.run("conform").out();
        assertThat(out)
                .contains(
                        "toy DIFFERS at the start\n  The spec has more.\n    pc\n",
                        "\n       reference implementation: -\n");
        assertThat(out.lines()).allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(80));
    }

    private static Conformity differing(Run run) {
        State before = state("idle");
        State after = state("read");
        Map<String, Value> arguments = Map.of("p", new Value.Text("p1"));
        return FakeConformer.found(
                run,
                new TwinReport(
                        1,
                        2,
                        0,
                        1,
                        List.of(
                                new Difference(
                                        Difference.Kind.SUCCESSOR,
                                        Optional.of("Write(p=p1)"),
                                        "Write(p=p1) leads to different states.",
                                        List.of(new Difference.Variable(
                                                "pc", Optional.of(pc("done")), Optional.of(pc("idle"))))),
                                new Difference(
                                        Difference.Kind.STEP_MISSING,
                                        Optional.of("Rest(p=p1)"),
                                        "The spec takes Rest(p=p1), the reference implementation does not.",
                                        List.of(new Difference.Variable(
                                                "counter", Optional.of(new Value.Int(2)), Optional.empty())))),
                        Optional.of(new TwinReport.Path(
                                before, List.of(new Step("p1", "Read", arguments, List.of("pc"), after))))));
    }

    private static State state(String pc) {
        Map<String, Value> variables = new LinkedHashMap<>();
        variables.put("counter", new Value.Int(0));
        variables.put("pc", pc(pc));
        return new State(variables);
    }

    private static Value pc(String pc) {
        return new Value.Function(Map.of(new Value.Text("p1"), new Value.Text(pc)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"CONFORMS", "DIFFERS", "INCONCLUSIVE", "BROKEN"})
    void writesNothingButJsonOfTheSchemaToStandardOutput(Conformity.Outcome outcome) {
        covered = run -> run.model().id().equals("toy");
        behaviour = (run, given) -> outcome(run, outcome);
        JsonObject json = JsonParser.parseString(cli.run("conform", "--suite", "full", "--format", "json")
                        .out())
                .getAsJsonObject();
        assertThat(new Schemas().violations("conform", json)).isEmpty();
        assertThat(json.getAsJsonArray("results")
                        .get(0)
                        .getAsJsonObject()
                        .get("outcome")
                        .getAsString())
                .isEqualTo(outcome.name());
        assertThat(json.getAsJsonArray("exempted")).hasSize(2);
        assertThat(json.getAsJsonObject("summary").get("of").getAsInt()).isEqualTo(4);
    }

    @Test
    void writesTheReportIntoAFile() throws Exception {
        Path file = home.resolve("report.txt");
        Outcome outcome = cli.run("conform", "--output", file.toString());
        assertThat(outcome.out()).isEmpty();
        assertThat(Files.readString(file)).contains("covered 1 of 1");
    }
}
