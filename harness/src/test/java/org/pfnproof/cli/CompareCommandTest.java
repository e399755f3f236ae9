package org.pfnproof.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonParser;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pfnproof.catalogue.Schemas;
import org.pfnproof.compare.Comparison;
import org.pfnproof.report.CompareSections;
import org.pfnproof.testing.CliRunner;
import org.pfnproof.testing.CliRunner.Outcome;
import org.pfnproof.testing.FakeToolbox;
import org.xml.sax.InputSource;

class CompareCommandTest {

    @TempDir
    Path home;

    private CliRunner cli;

    @BeforeEach
    void start() throws IOException {
        cli = new CliRunner(home, FakeToolbox.obedient());
    }

    @Test
    void writesTheAnswersFirst() {
        Outcome outcome = cli.run("compare");
        assertThat(outcome.code()).isZero();
        assertThat(outcome.err()).isEmpty();
        assertThat(outcome.out())
                .startsWith("Conclusion\n----------\nDoes every input map 1:1 to a FOLL_* flag? No: ")
                .contains("What can be written\n", "\nv7 -> v8: ", "Not answered here\n");
    }

    @Test
    void writesJsonInTheFormOfItsSchema() {
        Outcome outcome = cli.run("compare", "--format", "json");
        assertThat(outcome.code()).isZero();
        assertThat(new Schemas().violations("compare", JsonParser.parseString(outcome.out())))
                .isEmpty();
    }

    @Test
    void writesAPageThatNeedsNothingElse() throws Exception {
        Path page = home.resolve("shapes.html");
        Outcome outcome = cli.run("compare", "--format", "html", "--output", page.toString());
        assertThat(outcome.code()).isZero();
        assertThat(outcome.out()).isEmpty();
        String text = Files.readString(page);
        assertThat(text).startsWith("<!DOCTYPE html>").doesNotContain("<script", "src=", "href=");
        DocumentBuilderFactory.newInstance().newDocumentBuilder().parse(new InputSource(new StringReader(text)));
    }

    @Test
    void refusesWhatItCannotWrite() {
        Outcome format = cli.run("compare", "--format", "pdf");
        assertThat(format.code()).isEqualTo(2);
        assertThat(format.err()).contains("pdf").doesNotContain("\tat ");
        Outcome folder =
                cli.run("compare", "--output", home.resolve("no/such.txt").toString());
        assertThat(folder.code()).isEqualTo(2);
        assertThat(folder.out()).isEmpty();
        assertThat(folder.err()).contains("--output: there is no folder");
        assertThat(cli.run("compare", "bools-6.1").code()).isEqualTo(2);
    }

    @Test
    void namesOnlyEvidenceThatThereIs() throws IOException {
        Set<String> evidence = CompareSections.of(Comparison.make()).stream()
                .flatMap(section -> section.evidence().stream())
                .collect(Collectors.toSet());
        Path specs = Path.of("../specs");
        Set<String> claims =
                JsonParser.parseString(Files.readString(specs.resolve("claims.json")))
                        .getAsJsonArray()
                        .asList()
                        .stream()
                        .map(claim -> claim.getAsJsonObject().get("id").getAsString())
                        .collect(Collectors.toSet());
        assertThat(evidence).isNotEmpty().allSatisfy(name -> assertThat(Stream.of(
                        Files.exists(specs.resolve("models/" + name + ".json")),
                        Files.isDirectory(specs.resolve("variants/" + name)),
                        claims.contains(name)))
                .as(name)
                .contains(true));
    }
}
