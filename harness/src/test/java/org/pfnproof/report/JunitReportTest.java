package org.pfnproof.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.apache.maven.plugin.surefire.log.api.NullConsoleLogger;
import org.apache.maven.plugins.surefire.report.ReportTestCase;
import org.apache.maven.plugins.surefire.report.ReportTestSuite;
import org.apache.maven.plugins.surefire.report.SurefireReportParser;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pfnproof.catalogue.Problem;
import org.pfnproof.engine.Verdict;
import org.pfnproof.report.race.RaceDiagrams;
import org.pfnproof.testing.Checks;
import org.pfnproof.testing.FakeToolbox;
import org.pfnproof.testing.Fixture;
import org.pfnproof.testing.Results;

/** Reads the reports with the parser of Maven's own report of tests. */
class JunitReportTest {

    @TempDir
    Path folder;

    private List<ReportTestSuite> read(FakeToolbox.Behaviour behaviour) throws Exception {
        String report = new JunitReport(new RaceDiagrams(Fixture.catalogue())::text).render(Checks.of(behaviour));
        Files.writeString(folder.resolve("TEST-pfnproof.xml"), report, StandardCharsets.UTF_8);
        return new SurefireReportParser(List.of(folder.toFile()), new NullConsoleLogger()).parseXMLReportFiles();
    }

    private static ReportTestSuite suite(List<ReportTestSuite> suites, String name) {
        return suites.stream()
                .filter(suite -> suite.getFullClassName().equals(name))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void isReadAsWhatItIs() throws Exception {
        List<ReportTestSuite> suites = read((run, limits) -> Results.expected(run));
        assertThat(suites.stream().map(ReportTestSuite::getFullClassName))
                .containsExactlyInAnyOrder("pfnproof.models", "pfnproof.variants", "pfnproof.claims");
        ReportTestSuite models = suite(suites, "pfnproof.models");
        assertThat(models.getNumberOfTests()).isEqualTo(2);
        assertThat(models.getNumberOfFailures() + models.getNumberOfErrors() + models.getNumberOfSkipped())
                .isZero();
        assertThat(models.getTimeElapsed()).isEqualTo(3.0f);
        assertThat(models.getTestCases().stream().map(ReportTestCase::getName)).containsExactly("pages", "toy");
    }

    @Test
    void tellsFailuresFromMissingAnswersAndKeepsTheRace() throws Exception {
        List<ReportTestSuite> suites = read((run, limits) -> switch (run.id()) {
            case "toy" -> Results.of(run, new Verdict.Violated("NoLostUpdate"));
            case "pages" ->
                Results.of(
                        run,
                        new Verdict.Broken(
                                List.of(Problem.at("Toy.tla", 3, 1, "odd \u0001 <characters> & \"quotes\" ]]>"))));
            default -> Results.expected(run);
        });
        ReportTestSuite models = suite(suites, "pfnproof.models");
        assertThat(models.getNumberOfFailures()).isEqualTo(1);
        assertThat(models.getNumberOfErrors()).isEqualTo(1);
        ReportTestCase toy = models.getTestCases().get(1);
        assertThat(toy.getFailureMessage()).isEqualTo("NoLostUpdate is violated, but it was expected to hold.");
        assertThat(toy.getFailureDetail()).contains("toy violates NoLostUpdate", "step");
        assertThat(models.getTestCases().get(0).getFailureMessage())
                .isEqualTo("Toy.tla:3:1: odd ? <characters> & \"quotes\" ]]>");
    }
}
