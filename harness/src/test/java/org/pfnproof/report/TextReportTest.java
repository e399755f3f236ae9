package org.pfnproof.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.pfnproof.catalogue.Problem;
import org.pfnproof.engine.RunResult;
import org.pfnproof.engine.Verdict;
import org.pfnproof.report.race.RaceDiagrams;
import org.pfnproof.testing.Checks;
import org.pfnproof.testing.FakeToolbox;
import org.pfnproof.testing.Fixture;
import org.pfnproof.testing.Results;

class TextReportTest {

    private static final Path GOLDEN = Path.of("src/test/resources/golden");

    private static String report(Style style, boolean verbose, FakeToolbox.Behaviour behaviour, String... names) {
        return new TextReport(new Versions("1.2", "17"), style, verbose, new RaceDiagrams(Fixture.catalogue())::text)
                .render(Checks.of(behaviour, names));
    }

    private static String plain(FakeToolbox.Behaviour behaviour, String... names) {
        return report(Style.PLAIN, false, behaviour, names);
    }

    @Test
    void ofAGoodSuiteShowsTheTableOneInterleavingTheClaimsAndTheSummary() throws IOException {
        assertGolden("suite.txt", plain((run, limits) -> Results.expected(run)));
    }

    @Test
    void ofABadSuiteSaysLoudlyWhatDeviates() throws IOException {
        assertGolden(
                "deviations.txt",
                plain((run, limits) -> run.id().equals("toy+toy-unlocked")
                        ? Results.of(run, new Verdict.Violated("Deadlock"))
                        : Results.of(
                                run,
                                run.id().equals("toy")
                                        ? new Verdict.Violated("NoLostUpdate")
                                        : new Verdict.Broken(List.of(Problem.at("Pages.als", 3, 7, "expected }"))))));
    }

    @Test
    void showsStatesSecondsAndMemoryOfWhatWasExplored() {
        String report = plain((run, limits) -> {
            RunResult result = Results.expected(run);
            return new RunResult(
                    run,
                    "Fake Explorer 1.0",
                    result.verdict(),
                    Optional.of(new RunResult.States(3_000_000, 9_000_000, 70)),
                    result.actions(),
                    result.witnesses(),
                    result.counterexample(),
                    List.of(),
                    "",
                    Duration.ofSeconds(10),
                    List.of(),
                    OptionalLong.of(60L << 20),
                    false);
        });
        assertThat(report)
                .contains("How far the explorer went\n")
                .containsPattern("toy +3,000,000 +10.0 +300,000 +60 +21.0\n");
    }

    @Test
    void isTheSameEachTimeAndWithin80ColumnsOfAscii() {
        FakeToolbox.Behaviour behaviour = (run, limits) -> Results.expected(run);
        assertThat(plain(behaviour)).isEqualTo(plain(behaviour));
        assertThat(plain(behaviour)).isASCII();
        assertThat(plain(behaviour).lines()).allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(100));
    }

    @Test
    void hasColoursOnlyWhenAsked() {
        FakeToolbox.Behaviour behaviour = (run, limits) -> Results.expected(run);
        assertThat(plain(behaviour)).doesNotContain("\u001B");
        String coloured = report(Style.COLOURED, false, behaviour);
        assertThat(coloured).contains("\u001B[");
        assertThat(coloured.replaceAll("\u001B\\[[0-9;]*m", "")).isEqualTo(plain(behaviour));
    }

    @Test
    void ofANamedVariantAlwaysShowsItsInterleaving() {
        assertThat(plain((run, limits) -> Results.expected(run), "toy-stuck"))
                .contains("toy-live+toy-stuck violates EverDone, as it must")
                .contains("    p1", "=> EverDone is");
    }

    private static void assertGolden(String name, String actual) throws IOException {
        if (Boolean.getBoolean("pfnproof.golden.write")) {
            Files.createDirectories(GOLDEN);
            Files.writeString(GOLDEN.resolve(name), actual);
        }
        assertThat(actual).isEqualTo(Files.readString(GOLDEN.resolve(name)));
    }
}
