package org.pfnproof.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.pfnproof.catalogue.Schemas;
import org.pfnproof.check.UnusableToolException;
import org.pfnproof.testing.CliRunner;
import org.pfnproof.testing.CliRunner.Outcome;
import org.pfnproof.testing.Fixture;

/** The command line with the real checkers, on the small catalogue of the tests. */
@Timeout(300)
class EndToEndTest {

    @TempDir
    Path home;

    private CliRunner cli;

    @BeforeEach
    void start() throws UnusableToolException {
        cli = new CliRunner(home, new Engines().open(home.resolve("specs"), Optional.empty()));
    }

    @Test
    void theFullSuiteIsAsExpectedAndItsJsonFitsTheSchema() {
        Outcome outcome = cli.run("check", "--suite", "full", "--format", "json");
        assertThat(outcome.err()).contains("[5/5]");
        assertThat(outcome.out()).isNotEmpty();
        JsonElement json = JsonParser.parseString(outcome.out());
        assertThat(new Schemas().violations("check", json)).isEmpty();
        assertThat(json.getAsJsonObject().getAsJsonArray("results"))
                .extracting(
                        result -> result.getAsJsonObject().get("explanation").getAsString())
                .containsOnly(
                        "Every property holds within the bounds.",
                        "NoLostUpdate is violated, as it must be.",
                        "EverDone is violated, as it must be.");
        assertThat(json.getAsJsonObject().getAsJsonArray("claims"))
                .extracting(claim -> claim.getAsJsonObject().get("asExpected").getAsBoolean())
                .containsExactly(true, true);
        assertThat(outcome.code()).isZero();
    }

    @Test
    void showsTheInterleavingThatBreaksAVariant() {
        Outcome outcome = cli.run("check", "toy-unlocked");
        assertThat(outcome.code()).isZero();
        assertThat(outcome.out())
                .contains(
                        "toy+toy-unlocked violates NoLostUpdate, as it must",
                        "counter: 0 -> 1",
                        "=> NoLostUpdate is false after step");
    }

    @Test
    void aVariantThatNamesNoPropertyMustHold() throws Exception {
        Path folder = Files.createDirectories(cli.specs().resolve("variants/toy-same-lock"));
        Files.writeString(folder.resolve("ToySameLock.tla"), """
                ---- MODULE ToySameLock ----
                EXTENDS Toy
                SameLock(p) == owner' = {p} /\\ owner = {}
                ====
                """);
        Files.writeString(folder.resolve("variant.json"), """
                {
                  "id": "toy-same-lock",
                  "title": "The lock, written the other way round",
                  "description": "Nothing changes.",
                  "source": {"thread": "a test"},
                  "fix": "None.",
                  "module": "ToySameLock",
                  "overrides": {"Lock": "SameLock"},
                  "models": ["toy"]
                }
                """);
        Outcome outcome = cli.run("check", "toy-same-lock");
        assertThat(outcome.code()).isZero();
        assertThat(outcome.out()).contains("toy+toy-same-lock", "HOLDS");
    }

    @Test
    void removingTheLockByHandFailsTheModelAndNamesTheProperty() {
        Fixture.edit(cli.specs().resolve("tla/Toy.tla"), "Lock(p) == owner = {} /\\ ", "Lock(p) == ");
        Outcome outcome = cli.run("check", "toy", "--format", "json");
        assertThat(outcome.code()).isEqualTo(1);
        JsonObject result = JsonParser.parseString(outcome.out())
                .getAsJsonObject()
                .getAsJsonArray("results")
                .get(0)
                .getAsJsonObject();
        assertThat(result.get("violated").getAsString()).isEqualTo("NoLostUpdate");
        assertThat(result.getAsJsonObject("counterexample").getAsJsonArray("steps"))
                .hasSize(4);
    }

    @Test
    void aSpecThatDoesNotParseIsBrokenWithItsPlace() {
        Fixture.edit(cli.specs().resolve("tla/Toy.tla"), "CONSTANT PROCS", "CONSTANT = PROCS");
        Outcome outcome = cli.run("check", "toy");
        assertThat(outcome.code()).isEqualTo(2);
        assertThat(outcome.out()).contains("toy is BROKEN", "Toy.tla:4:");
    }

    @Test
    void aJarThatIsNoTlcIsRefused() throws Exception {
        Path jar = Files.writeString(home.resolve("no.jar"), "no jar");
        Environment environment = new Environment(
                home,
                new Engines(),
                System.out,
                new java.io.PrintStream(home.resolve("err").toFile()),
                Terminal.NONE);
        int code = new Cli(environment).run("check", "--tla2tools", jar.toString());
        assertThat(code).isEqualTo(2);
        assertThat(home.resolve("err")).content().contains("no.jar");
    }

    @Test
    void printsModuleAndConfigurationForRunsByHand() {
        assertThat(cli.run("list", "models", "--cfg", "toy-unlocked").out())
                .contains("EXTENDS ToyUnlocked", "Lock <- NoLock", "INVARIANT");
    }
}
