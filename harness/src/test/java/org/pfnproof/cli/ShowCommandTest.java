package org.pfnproof.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.pfnproof.testing.CliRunner;
import org.pfnproof.testing.CliRunner.Outcome;
import org.pfnproof.testing.FakeToolbox;
import org.pfnproof.testing.Results;
import org.pfnproof.trace.Counterexample;
import org.pfnproof.trace.CounterexampleFile;

class ShowCommandTest {

    @TempDir
    Path home;

    private CliRunner cli;
    private Path folder;

    @BeforeEach
    void start() throws IOException {
        cli = new CliRunner(home, FakeToolbox.obedient());
        folder = Files.createDirectories(home.resolve("counterexamples"));
        record("toy-unlocked", Results.trace(Results.run("toy+toy-unlocked"), "NoLostUpdate"));
    }

    private Path record(String name, Counterexample trace) throws IOException {
        return Files.writeString(folder.resolve(name + ".json"), CounterexampleFile.text(trace));
    }

    private void assertRefused(Outcome outcome, String... messages) {
        assertThat(outcome.code()).isEqualTo(2);
        assertThat(outcome.out()).isEmpty();
        assertThat(outcome.err()).startsWith("pfnproof: ").contains(messages).doesNotContain("\tat ");
    }

    @Test
    void showsTheRecordedCounterexampleOfAVariant() {
        Outcome outcome = cli.run("show", "toy-unlocked");
        assertThat(outcome.err()).isEmpty();
        assertThat(outcome.code()).isZero();
        assertThat(outcome.out())
                .startsWith("variant: toy-unlocked: ")
                .contains(" Write()\n", "counter: 0 -> 1\n")
                .endsWith("=> NoLostUpdate is false after step 3.\n");
    }

    @ParameterizedTest
    @CsvSource({"mermaid, sequenceDiagram", "svg, <?xml", "itf, {", "json, {", "TEXT, variant:"})
    void showsAFileInEachForm(String format, String start) throws IOException {
        Path file = record("mine", Results.trace(Results.run("toy"), "NoLostUpdate"));
        Path moved = Files.move(file, home.resolve("moved.json"));
        Outcome outcome = cli.run("show", moved.toString(), "--format", format);
        assertThat(outcome.code()).isZero();
        assertThat(outcome.out())
                .startsWith(format.equals("TEXT") ? "model:" : start)
                .endsWith("\n");
    }

    @Test
    void whatIsWrittenAsJsonOrItfCanBeShownAgain() throws IOException {
        String shown = cli.run("show", "toy-unlocked").out();
        for (String format : new String[] {"json", "itf"}) {
            Path copy = Files.writeString(
                    home.resolve("copy." + format),
                    cli.run("show", "toy-unlocked", "--format", format).out());
            assertThat(cli.run("show", copy.toString()).out()).isEqualTo(shown);
        }
    }

    @Test
    void sayWhatWasMeantByAMisspeltName() {
        assertRefused(
                cli.run("show", "toy-unlokced"),
                "there is neither a file nor a recorded counterexample \"toy-unlokced\"; did you mean \"toy-unlocked\"?");
    }

    @Test
    void ofAVariantWithoutRecordedCounterexampleNamesTheCommandThatFindsOne() {
        assertRefused(
                cli.run("show", "toy-stuck"), "no counterexample of \"toy-stuck\" is recorded", "\"check toy-stuck\"");
    }

    @Test
    void ofSeveralCounterexamplesOfOneVariantAsksForOne() throws IOException {
        Files.move(folder.resolve("toy-unlocked.json"), folder.resolve("first.json"));
        Files.copy(folder.resolve("first.json"), folder.resolve("second.json"));
        assertRefused(cli.run("show", "toy-unlocked"), "several counterexamples", "first, second");
        assertThat(cli.run("show", "second").code()).isZero();
    }

    @Test
    void refusesWhatIsNoCounterexample() throws IOException {
        Path cut = Files.writeString(home.resolve("cut.json"), "{\"schema\": 1,");
        assertRefused(cli.run("show", cut.toString()), "cut.json");
        assertRefused(cli.run("show", "toy-unlocked", "--format", "png"), "png");
        assertRefused(cli.run("show"), "COUNTEREXAMPLE");
    }

    @Test
    void comparesOnlyWhereAReferenceImplementationTakesTheSteps() {
        assertRefused(
                cli.run("show", "toy-unlocked", "--against", "base"),
                "--against: toy+toy-unlocked has no reference implementation");
    }

    @Test
    void comparesOnlyWithVariantsThatThereAre() {
        assertRefused(
                cli.run("show", "toy-unlocked", "--against", "bse"),
                "--against: there is no variant \"bse\"; did you mean \"base\"?");
        assertRefused(cli.run("show", "toy-unlocked", "--against", "toy-unlokced"), "did you mean \"toy-unlocked\"?");
    }

    @Test
    void comparesAsTextOnly() {
        assertRefused(
                cli.run("show", "toy-unlocked", "--against", "base", "--format", "svg"),
                "--against shows two variants as text only; leave out --format svg");
    }
}
