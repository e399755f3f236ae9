package org.pfnproof.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
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
import org.pfnproof.catalogue.CallSite;
import org.pfnproof.catalogue.Catalogue;
import org.pfnproof.catalogue.Schemas;
import org.pfnproof.report.CompareInput;
import org.pfnproof.report.CompareSections;
import org.pfnproof.testing.CliRunner;
import org.pfnproof.testing.CliRunner.Outcome;
import org.pfnproof.testing.FakeToolbox;
import org.pfnproof.testing.RealSpecs;
import org.xml.sax.InputSource;

class CompareCommandTest {

    private static final String CALLS = "pfnproof: making every call of the API in all its shapes\n";

    private static final Path SPECS = Path.of("../specs");

    @TempDir
    Path home;

    private CliRunner cli;

    @BeforeEach
    void start() {
        cli = CliRunner.ofThisCheckout(FakeToolbox.obedient());
    }

    @Test
    void writesNumbersFirstAndAnswersLast() {
        Outcome outcome = cli.run("compare", "--no-alloy");
        assertThat(outcome.code()).isZero();
        assertThat(outcome.err()).isEqualTo(CALLS);
        assertThat(outcome.out())
                .startsWith("The shapes at a glance\n")
                .contains(
                        "What can be written\n",
                        "\nv7 -> v8: ",
                        "Not answered here\n",
                        "Mistakes in C\n",
                        "\nx86-fault-6.12 ",
                        "was not asked.");
        assertThat(outcome.out().substring(outcome.out().indexOf("\nConclusion\n")))
                .contains("Does every input map 1:1 to a FOLL_* flag? No: ", "\n- Fewest meaningless calls: bools-6.1");
        assertThat(outcome.out().lines()).allMatch(line -> line.length() <= 100);
    }

    @Test
    void showsOneMistakeWithItsEvidence() {
        Outcome outcome = cli.run("compare", "--mistake", "v9/release-forgotten-1");
        assertThat(outcome.code()).isZero();
        assertThat(outcome.out())
                .contains(
                        "-     kvm_release_page_clean(foll.is_refcounted_page, pfn);",
                        "-         api.releasePageClean(foll.page);",
                        ": accepted",
                        "breaks KfpNoReferenceLeaked in the model follow-pfn-v9",
                        "harness/pfnproof show follow-pfn-v9-as-posted");
        Outcome rejected = cli.run("compare", "--mistake", "bools-6.12/swap-4");
        assertThat(rejected.out()).contains("[-Waddress]", "At run time: never run");
    }

    @Test
    void refusesAMistakeThatThereIsNot() {
        Outcome outcome = cli.run("compare", "--mistake", "v9/omti-5");
        assertThat(outcome.code()).isEqualTo(2);
        assertThat(outcome.out()).isEmpty();
        assertThat(outcome.err()).contains("there is no mistake v9/omti-5; did you mean \"v9/omit-5\"?");
        assertThat(cli.run("compare", "--mistake", "v9/omit-5", "--format", "json")
                        .code())
                .isEqualTo(2);
    }

    @Test
    void saysWhatIsWrongWithTheCatalogue() throws IOException {
        CliRunner elsewhere = new CliRunner(home, FakeToolbox.obedient());
        Files.writeString(elsewhere.specs().resolve("profiles.json"), "[");
        Outcome outcome = elsewhere.run("compare");
        assertThat(outcome.code()).isEqualTo(2);
        assertThat(outcome.err()).contains("profiles.json").doesNotContain("\tat ");
    }

    @Test
    void writesJsonInTheFormOfItsSchema() {
        Outcome outcome = cli.run("compare", "--format", "json");
        assertThat(outcome.code()).isZero();
        assertThat(outcome.err()).isEqualTo(CALLS + "pfnproof: holding every outcome against the shapes in Alloy\n");
        JsonObject json = JsonParser.parseString(outcome.out()).getAsJsonObject();
        assertThat(new Schemas().violations("compare", json)).isEmpty();
        JsonObject agreement = json.getAsJsonObject("agreement");
        assertThat(agreement.get("outcomes").getAsLong()).isGreaterThan(700_000);
        assertThat(agreement.getAsJsonArray("disagreements")).isEmpty();
    }

    @Test
    void saysWhereAlloyDisagrees() throws IOException {
        Path alloy = RealSpecs.copyTo(home).folder().resolve("alloy/StructShapes.als");
        String text = Files.readString(alloy);
        Files.writeString(alloy, text.replaceFirst("pred v7\\[l: Lookup] \\{", "$0 some l.held and no l.held and"));
        assertThat(Files.readString(alloy)).isNotEqualTo(text);
        Outcome outcome = CliRunner.in(home, FakeToolbox.obedient()).run("compare");
        assertThat(outcome.code()).isEqualTo(4);
        assertThat(outcome.out()).contains("THEY DISAGREE", "\n- v7, ", "in Alloy not this outcome.");
    }

    @Test
    void writesAPageThatNeedsNothingElse() throws Exception {
        Path page = home.resolve("shapes.html");
        Outcome outcome = cli.run("compare", "--no-alloy", "--format", "html", "--output", page.toString());
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
    void namesOnlyEvidenceThatThereIs() throws Exception {
        Set<String> evidence =
                CompareSections.of(CompareInput.make(Catalogue.load(SPECS), CallSite.load(SPECS))).stream()
                        .flatMap(section -> section.evidence().stream())
                        .collect(Collectors.toSet());
        Path specs = SPECS;
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
