package org.pfnproof.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.pfnproof.catalogue.Problem;
import org.pfnproof.catalogue.Schemas;
import org.pfnproof.engine.Verdict;
import org.pfnproof.engine.agree.Answer;
import org.pfnproof.engine.agree.Answers;
import org.pfnproof.testing.CliRunner;
import org.pfnproof.testing.CliRunner.Outcome;
import org.pfnproof.testing.FakeConformer;
import org.pfnproof.testing.FakeToolbox;
import org.pfnproof.testing.FakeVerdicts;
import org.pfnproof.testing.Fixture;

/** What {@code conform} says of verdicts. */
class ConformVerdictsTest {

    @TempDir
    Path home;

    private final Map<String, List<String>> asked = new ConcurrentHashMap<>();
    private FakeVerdicts.Behaviour spec = (run, properties) -> FakeVerdicts.holding(properties);
    private FakeVerdicts.Behaviour implementation = spec;

    private Outcome conform(String... arguments) {
        CliRunner cli = new CliRunner(
                home,
                FakeToolbox.of(
                        new FakeConformer(run -> true, (run, limits) -> FakeConformer.conforming(run)),
                        FakeVerdicts.of(
                                (run, properties) -> {
                                    asked.put(run.id(), properties);
                                    return spec.answers(run, properties);
                                },
                                (run, properties) -> implementation.answers(run, properties))));
        Fixture.edit(cli.specs().resolve("models/toy.json"), "\"expected\"", "\"deadlock\": true, \"expected\"");
        return cli.run(arguments);
    }

    @Test
    void everySafetyPropertyOfAModelIsDecidedByBoth() {
        Outcome outcome = conform("conform");
        assertThat(asked).isEqualTo(Map.of("toy", List.of("NoLostUpdate", "Deadlock")));
        assertThat(outcome.out())
                .containsPattern("toy +AGREES +2 +0 ")
                .contains("verdicts agree in 1 of 1 runs", "0 are violated on both sides");
        assertThat(outcome.code()).isZero();
    }

    @Test
    void ofAVariantOnlyThePropertyThatItViolates() {
        conform("conform", "toy-unlocked");
        assertThat(asked).isEqualTo(Map.of("toy+toy-unlocked", List.of("NoLostUpdate")));
    }

    @Test
    void inTheFullSuiteAllPropertiesOfAllVariants() {
        conform("conform", "--suite", "full");
        assertThat(new TreeMap<>(asked)).containsEntry("toy+toy-unlocked", List.of("NoLostUpdate", "Deadlock"));
    }

    @Test
    void differentAnswersAreADisagreementThatShowsBoth() {
        spec = (run, properties) ->
                FakeVerdicts.answers(Map.of("NoLostUpdate", Answer.violated(3), "Deadlock", Answer.HOLDS));
        Outcome outcome = conform("conform");
        assertThat(outcome.out())
                .contains("verdicts of toy: DISAGREES\n  They give different answers about NoLostUpdate.\n")
                .containsPattern("Fake TLC 1.0 +Fake Explorer 1.0\n")
                .containsPattern("NoLostUpdate +VIOLATED after 3 steps +HOLDS\n");
        assertThat(outcome.code()).isEqualTo(4);
    }

    @Test
    void sameViolationsOfDifferentLengthAreADisagreement() {
        spec = (run, properties) -> FakeVerdicts.answers(Map.of("NoLostUpdate", Answer.violated(3)));
        implementation = (run, properties) -> FakeVerdicts.answers(Map.of("NoLostUpdate", Answer.violated(4)));
        assertThat(conform("conform", "toy-unlocked").code()).isEqualTo(4);
    }

    @Test
    void differentNumbersOfStatesAreADisagreement() {
        spec = (run, properties) ->
                new Answers(FakeVerdicts.holding(properties).properties(), OptionalLong.of(13), Optional.empty());
        Outcome outcome = conform("conform");
        assertThat(outcome.out()).containsPattern("distinct states +13 +12\n");
        assertThat(outcome.code()).isEqualTo(4);
    }

    @Test
    void noAnswerIsInconclusive() {
        spec = (run, properties) -> Answers.failed(new Verdict.Inconclusive("time is up"));
        Outcome outcome = conform("conform");
        assertThat(outcome.out())
                .contains("verdicts of toy: INCONCLUSIVE\n  Fake TLC 1.0: time is up\n")
                .containsPattern("NoLostUpdate +no answer +HOLDS\n");
        assertThat(outcome.code()).isEqualTo(3);
    }

    @Test
    void theCheckerIsNotAskedWhatTheExplorerCouldNotDecide() {
        implementation = (run, properties) -> new Answers(
                Map.of("NoLostUpdate", Answer.violated(3)),
                OptionalLong.empty(),
                Optional.of(new Verdict.Inconclusive("no end")));
        conform("conform");
        assertThat(asked).isEqualTo(Map.of("toy", List.of("NoLostUpdate")));
    }

    @Test
    void whatIsNotDecidedBehindTheExpectedViolationMayRemainOpen() {
        implementation = (run, properties) ->
                new Answers(Map.of("NoLostUpdate", Answer.violated(3)), OptionalLong.empty(), Optional.empty(), true);
        spec = (run, properties) -> FakeVerdicts.answers(Map.of("NoLostUpdate", Answer.violated(3)));
        Outcome outcome = conform("conform", "--suite", "full", "toy-unlocked");
        assertThat(outcome.out())
                .contains("verdicts agree in 1 of 1 runs", "Of 1 properties, 1 are violated on both sides")
                .containsPattern("not decided, because [^:]+:\\n    toy\\+toy-unlocked \\(1\\)");
        assertThat(outcome.code()).isZero();
    }

    @Test
    void theExpectedViolationItselfMayNot() {
        implementation = (run, properties) ->
                new Answers(Map.of("Deadlock", Answer.violated(3)), OptionalLong.empty(), Optional.empty(), true);
        spec = (run, properties) -> FakeVerdicts.answers(Map.of("Deadlock", Answer.violated(3)));
        assertThat(conform("conform", "--suite", "full", "toy-unlocked").code()).isEqualTo(3);
    }

    @Test
    void aDefectOfPfnproofItselfIsNoAnswer() {
        spec = (run, properties) -> {
            throw new IllegalStateException("oops");
        };
        Outcome outcome = conform("conform");
        assertThat(outcome.out()).contains("pfnproof itself failed");
        assertThat(outcome.code()).isEqualTo(3);
    }

    @ParameterizedTest
    @ValueSource(strings = {"AGREES", "DISAGREES", "INCONCLUSIVE", "BROKEN"})
    void jsonFitsTheSchema(String outcome) {
        implementation = (run, properties) -> FakeVerdicts.answers(
                Map.of("NoLostUpdate", outcome.equals("DISAGREES") ? Answer.violated(0) : Answer.HOLDS));
        spec = (run, properties) -> switch (outcome) {
            case "INCONCLUSIVE" -> Answers.failed(new Verdict.Inconclusive("time is up"));
            case "BROKEN" -> Answers.failed(new Verdict.Broken(List.of(Problem.of("no such operator"))));
            default -> FakeVerdicts.holding(properties);
        };
        JsonObject json = JsonParser.parseString(
                        conform("conform", "toy-unlocked", "--format", "json").out())
                .getAsJsonObject();
        assertThat(new Schemas().violations("conform", json)).isEmpty();
        JsonObject verdicts = json.getAsJsonArray("verdicts").get(0).getAsJsonObject();
        assertThat(verdicts.get("outcome").getAsString()).isEqualTo(outcome);
    }
}
