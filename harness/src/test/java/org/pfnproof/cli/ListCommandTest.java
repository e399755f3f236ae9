package org.pfnproof.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonElement;
import com.google.gson.JsonParser;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.pfnproof.testing.CliRunner;
import org.pfnproof.testing.CliRunner.Outcome;
import org.pfnproof.testing.FakeToolbox;

class ListCommandTest {

    @TempDir
    Path home;

    private CliRunner cli;

    @BeforeEach
    void start() {
        cli = new CliRunner(home, FakeToolbox.obedient());
    }

    @ParameterizedTest
    @CsvSource({
        "claims, lock-needed",
        "models, pages",
        "variants, toy-stuck",
        "properties, NoLostUpdate",
        "profiles, linux-6.12"
    })
    void listsEachKindAsTextAndAsJson(String kind, String first) {
        Outcome text = cli.run("list", kind);
        assertThat(text.code()).isZero();
        assertThat(text.out()).startsWith(first);
        assertThat(text.err()).isEmpty();
        JsonElement json =
                JsonParser.parseString(cli.run("list", kind, "--format", "json").out());
        assertThat(json.getAsJsonArray().get(0).getAsJsonObject().get("id").getAsString())
                .isEqualTo(first);
    }

    @Test
    void printsWhatTheCheckerIsGiven() {
        assertThat(cli.run("list", "models", "--cfg", "toy-live").out())
                .isEqualTo("SPECIFICATION FairSpec \\* toy-live");
        assertThat(cli.run("list", "models", "--cfg", "toy-stuck").out())
                .isEqualTo("SPECIFICATION FairSpec \\* toy-live+toy-stuck");
        assertThat(cli.run("list", "models", "--cfg", "toy-lve").err()).contains("did you mean \"toy-live\"?");
        assertThat(cli.run("list", "claims", "--cfg", "toy").code()).isEqualTo(2);
    }

    @Test
    void refusesWhatCannotBeListed() {
        Outcome outcome = cli.run("list", "modles");
        assertThat(outcome.code()).isEqualTo(2);
        assertThat(outcome.out()).isEmpty();
        assertThat(cli.run("list").code()).isEqualTo(2);
    }

    @Test
    void refusesUnknownCommandsWithTheNearestOnes() {
        Outcome outcome = cli.run("chekc");
        assertThat(outcome.code()).isEqualTo(2);
        assertThat(outcome.err()).contains("chekc", "harness/pfnproof check");
        assertThat(cli.run().code()).isEqualTo(2);
    }

    @Test
    void tellsItsVersionAndUsage() {
        assertThat(cli.run("--version").out()).startsWith("pfnproof 0.");
        assertThat(cli.run("check", "--help").out()).contains("--suite", "Exit codes");
    }
}
