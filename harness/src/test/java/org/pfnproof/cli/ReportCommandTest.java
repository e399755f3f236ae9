package org.pfnproof.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.pfnproof.testing.CliRunner;
import org.pfnproof.testing.CliRunner.Outcome;
import org.pfnproof.testing.FakeToolbox;
import org.pfnproof.testing.Fixture;

class ReportCommandTest {

    private static final Path LOG = Path.of("src/test/resources/kernel-logs/mut-noinprog--m1-dontneed.log.xz");

    @TempDir
    Path home;

    private CliRunner cli;

    @BeforeEach
    void start() {
        cli = new CliRunner(home, FakeToolbox.obedient());
    }

    @Test
    void saysThatACheckMustComeFirst() {
        Outcome outcome = cli.run("report");
        assertThat(outcome.code()).isEqualTo(2);
        assertThat(outcome.out()).isEmpty();
        assertThat(outcome.err())
                .isEqualTo("pfnproof: there is no last check to report on; run \"harness/pfnproof check\" first.\n");
    }

    @Test
    void writesThePageToStandardOutputOrToAFile() throws Exception {
        assertThat(cli.run("check").code()).isZero();
        Outcome outcome = cli.run("report");
        assertThat(outcome.code()).isZero();
        assertThat(outcome.err().lines()).allMatch(line -> line.startsWith("pfnproof: "));
        assertThat(outcome.out())
                .startsWith("<!DOCTYPE html>")
                .contains("Everything is as expected", "toy+toy-unlocked");
        Path file = home.resolve("report.html");
        Outcome second = cli.run("report", "--output", file.toString());
        assertThat(second.code()).isZero();
        assertThat(second.out()).isEmpty();
        assertThat(file).hasContent(outcome.out());
    }

    @Test
    void reportsACheckThatFailedAndThatIsNoFailureOfTheReport() throws Exception {
        Fixture.edit(cli.specs().resolve("variants/toy-unlocked/variant.json"), "NoLostUpdate", "Exclusion");
        CliRunner failing = new CliRunner(
                Files.createDirectory(home.resolve("other")),
                new FakeToolbox((run, limits) -> org.pfnproof.testing.Results.of(
                        run, new org.pfnproof.engine.Verdict.Violated("NoLostUpdate"))));
        assertThat(failing.run("check").code()).isEqualTo(1);
        Outcome outcome = failing.run("report");
        assertThat(outcome.code()).isZero();
        assertThat(outcome.out()).contains("Not everything is as expected.", "not as expected</strong>");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{", "[]", "{\"schema\": 2}", "nonsense"})
    void saysWhatIsWrongWithADamagedFile(String content) throws IOException {
        Files.writeString(cli.build().resolve("last-check.json"), content);
        refused("last-check.json");
    }

    @Test
    void saysWhatIsWrongWithADamagedCounterexample() throws IOException {
        cli.run("check");
        Path file = cli.build().resolve("last-check.json");
        String text = Files.readString(file);
        String damaged = text.replaceFirst("(?s)\"changed\": \\[.*?]", "\"changed\": [\"nothing-of-that-name\"]");
        assertThat(damaged).isNotEqualTo(text);
        Files.writeString(file, damaged);
        refused("/counterexample/steps/0");
    }

    private void refused(String what) {
        Outcome outcome = cli.run("report");
        assertThat(outcome.code()).as(outcome.err()).isEqualTo(2);
        assertThat(outcome.out()).isEmpty();
        assertThat(outcome.err())
                .contains(what, "run \"harness/pfnproof check\" again")
                .doesNotContain("\tat ");
    }

    @Test
    void refusesWhatItCannotWriteBeforeItReadsAnything() {
        Outcome outcome =
                cli.run("report", "--output", home.resolve("no/such.html").toString());
        assertThat(outcome.code()).isEqualTo(2);
        assertThat(outcome.err()).contains("--output: there is no folder");
        assertThat(cli.run("report", "--output", home.toString()).err()).contains("is a folder; name a file in it");
        assertThat(cli.run("report", "--fast").code()).isEqualTo(2);
    }

    @Test
    void showsLogsThatAreNamed() {
        cli.run("check");
        Outcome outcome = cli.run("report", "--log", LOG.toString());
        assertThat(outcome.code()).isZero();
        assertThat(outcome.err()).contains("pfnproof: following ");
        assertThat(outcome.out())
                .contains("DEVIATES", "line 1449: ", "is_page_fault_stale() says stale", "These logs were given");
        assertThat(cli.run("report").out()).doesNotContain("DEVIATES");
        Outcome missing = cli.run("report", "--log", "no-such.log");
        assertThat(missing.code()).isEqualTo(2);
        assertThat(missing.err()).contains("no-such.log: there is no such file");
    }

    @Test
    void saysWhatIsWrongWithARecordedFile() throws IOException {
        cli.run("check");
        Path file = Files.createDirectories(home.resolve("counterexamples")).resolve("bad.json");
        Files.writeString(file, "{}");
        Outcome outcome = cli.run("report");
        assertThat(outcome.code()).isEqualTo(2);
        assertThat(outcome.err()).contains("counterexamples/bad.json").doesNotContain("\tat ");
        Files.delete(file);
        Files.writeString(cli.specs().resolve("real-kernels.json"), "{\"logs\": 1}");
        assertThat(cli.run("report").err()).contains("real-kernels.json");
    }
}
