package org.pfnproof.catalogue;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.pfnproof.testing.Fixture.edit;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pfnproof.testing.Fixture;

class CatalogueTest {

    @TempDir
    Path folder;

    private Path specs;

    @BeforeEach
    void copyTheFixture() {
        specs = Fixture.copyTo(folder);
    }

    private List<String> problems() {
        CatalogueException thrown = catchThrowableOfType(CatalogueException.class, () -> Catalogue.load(specs));
        return thrown == null
                ? List.of()
                : thrown.problems().stream().map(Problem::toString).toList();
    }

    @Test
    void resolvesEveryReferenceOfAValidCatalogue() throws CatalogueException {
        Catalogue catalogue = Catalogue.load(specs);

        assertThat(catalogue.models()).extracting(Model::id).containsExactly("pages", "toy-live", "toy");
        assertThat(catalogue.variants().get(0).models())
                .containsExactly(catalogue.models().get(1));
        assertThat(catalogue.variants().get(0).violates().orElseThrow().kind()).isEqualTo(Property.Kind.LIVENESS);
        assertThat(catalogue.claims().get(0).confirmedBy()).hasSize(2);
    }

    @Test
    void fillsInWhatAModelLeavesOut() throws CatalogueException {
        Model model = Catalogue.load(specs).models().get(0);

        assertThat(model.specification()).isEqualTo("Spec");
        assertThat(model.heap()).isEqualTo(1024);
        assertThat(model.timeout()).isEqualTo(Duration.ofMinutes(10));
        assertThat(model.distinctStates()).isEmpty();
        assertThat(model.expected().violated()).isEmpty();
    }

    @Test
    void tellsLineAndColumnOfABrokenFile() {
        edit(specs.resolve("models/toy.json"), "\"title\":", "\"title\"");
        assertThat(problems()).containsExactly("specs/models/toy.json:3:12: Expected ':' (at $.title)");
    }

    @Test
    void saysThatATruncatedFileIsTruncated() throws IOException {
        Path file = specs.resolve("models/toy.json");
        Files.writeString(file, Files.readString(file).substring(0, 60));
        assertThat(problems())
                .singleElement()
                .asString()
                .matches("specs/models/toy.json:4:5: the file is truncated: Unterminated string .*");
        Files.writeString(file, "{\"id\": \"toy\",\n");
        assertThat(problems())
                .singleElement()
                .asString()
                .startsWith("specs/models/toy.json:2:1: the file is truncated: it ends inside a value");
    }

    @Test
    void refusesAnEmptyFileAByteOrderMarkAndAForeignEncoding() throws IOException {
        Files.writeString(specs.resolve("claims.json"), "");
        Files.writeString(specs.resolve("profiles.json"), "\uFEFF[]");
        Files.writeString(specs.resolve("properties.json"), "[\"\u00e9\"]", ISO_8859_1);
        assertThat(problems())
                .containsExactly(
                        "specs/profiles.json:1:1: begins with a byte order mark; save it as UTF-8 without one",
                        "specs/properties.json: is not UTF-8; save it in that encoding",
                        "specs/claims.json: is empty; expected JSON");
    }

    @Test
    void readsFilesWithCarriageReturns() {
        edit(specs.resolve("models/toy.json"), "\n", "\r\n");
        assertThat(problems()).isEmpty();
    }

    @Test
    void refusesTextAfterTheDocument() {
        edit(specs.resolve("models/toy.json"), "\n}", "\n} x");
        assertThat(problems()).singleElement().asString().startsWith("specs/models/toy.json:16:");
    }

    @Test
    void refusesANameThatStandsTwice() {
        edit(specs.resolve("models/toy.json"), "\"heap\": 256", "\"heap\": 256, \"heap\": 512");
        assertThat(problems())
                .singleElement()
                .asString()
                .contains("models/toy.json:14:", "the name \"heap\" stands twice in one object");
    }

    @Test
    void suggestsTheNameThatWasMeant() {
        edit(specs.resolve("models/toy.json"), "\"witnesses\"", "\"witneses\"");
        edit(specs.resolve("models/toy.json"), "\"quick\"", "\"quik\"");
        assertThat(problems())
                .containsExactly(
                        "specs/models/toy.json: /suite: expected one of quick, full, nightly, found \"quik\"; did you mean \"quick\"?",
                        "specs/models/toy.json: /witneses: this name is not known here; did you mean \"witnesses\"?");
    }

    @Test
    void tellsWhatIsMissingAndWhatHasTheWrongType() {
        edit(specs.resolve("models/toy.json"), "  \"profile\": \"linux-6.12\",\n", "");
        edit(specs.resolve("models/toy.json"), "\"heap\": 256", "\"heap\": \"256\"");
        edit(specs.resolve("models/toy.json"), "\"expected\": \"HOLDS\"", "\"expected\": \"holds\"");
        assertThat(problems())
                .containsExactly(
                        "specs/models/toy.json: /expected: expected \"HOLDS\", or {\"violated\": \"PROPERTY\"}, found \"holds\"",
                        "specs/models/toy.json: /heap: this is string but should be integer",
                        "specs/models/toy.json: the whole file: missing profile");
    }

    @Test
    void collectsAllProblems() throws IOException {
        Files.delete(specs.resolve("tla/Toy.tla"));
        edit(specs.resolve("models/pages.json"), "linux-6.1\"", "linux-6.2\"");
        edit(specs.resolve("models/toy-live.json"), "\"EverDone\"", "\"EverDon\"");
        edit(specs.resolve("variants/toy-unlocked/variant.json"), "[\"toy\"]", "[\"toyy\"]");
        assertThat(problems())
                .containsExactly(
                        "specs/models/pages.json: /profile: unknown profile \"linux-6.2\"; did you mean \"linux-6.1\"?",
                        "specs/models/toy-live.json: there is no file specs/tla/Toy.tla",
                        "specs/models/toy-live.json: /properties: unknown property \"EverDon\"; did you mean \"EverDone\"?",
                        "specs/models/toy.json: there is no file specs/tla/Toy.tla",
                        "specs/variants/toy-unlocked/variant.json: /models: unknown model \"toyy\"; did you mean \"toy\"?");
    }

    @Test
    void aModelForTheExplorerNamesASpecAsOneForTlcDoes() {
        edit(specs.resolve("models/toy.json"), "\"tlc\"", "\"explorer\"");
        assertThat(problems()).isEmpty();
        edit(specs.resolve("models/toy.json"), "\"spec\": \"Toy\"", "\"spec\": \"Toi\"");
        assertThat(problems())
                .contains("specs/models/toy.json: there is no file specs/tla/Toi.tla; did you mean \"Toy.tla\"?");
    }

    @Test
    void refusesWhatTheExplorerDoesNotLookAt() {
        edit(specs.resolve("models/toy-live.json"), "\"tlc\"", "\"explorer\"");
        edit(specs.resolve("models/toy.json"), "\"tlc\"", "\"explorer\"");
        edit(specs.resolve("models/toy.json"), "\"heap\"", "\"observes\": \"Seen\", \"heap\"");
        assertThat(problems())
                .contains(
                        "specs/models/toy-live.json: /properties: EverDone is of kind liveness, which explorer does not check",
                        "specs/models/toy.json: /observes: explorer does not observe; only tlc does");
    }

    @Test
    void refusesAModelWithoutProperties() {
        edit(specs.resolve("models/pages.json"), "[\"WellFormed\"]", "[]");
        assertThat(problems())
                .containsExactly(
                        "specs/models/pages.json: /properties: a model without properties checks nothing; name at least one");
    }

    @Test
    void refusesSymmetryWithLiveness() {
        edit(specs.resolve("models/toy-live.json"), "\"properties\"", "\"symmetric\": [\"PROCS\"], \"properties\"");
        assertThat(problems())
                .singleElement()
                .asString()
                .contains("symmetry is unsound with liveness properties (EverDone)");
    }

    @Test
    void refusesPropertiesThatTheEngineDoesNotCheckAndWitnessesAmongThem() {
        edit(
                specs.resolve("models/pages.json"),
                "[\"WellFormed\"]",
                "[\"WellFormed\", \"NoLostUpdate\", \"BothWaiting\"]");
        assertThat(problems())
                .containsExactly(
                        "specs/models/pages.json: /properties: BothWaiting is a witness; name it in \"witnesses\"",
                        "specs/models/pages.json: /properties: NoLostUpdate is of kind invariant, which alloy does not check");
    }

    @Test
    void refusesAnIdThatIsTakenOrThatIsNotTheFilesName() {
        edit(specs.resolve("claims.json"), "\"lock-needed\"", "\"toy\"");
        edit(specs.resolve("variants/toy-stuck/variant.json"), "\"toy-stuck\"", "\"toy-lock\"");
        assertThat(problems())
                .containsExactly(
                        "specs/claims.json: the id \"toy\" is taken already, in specs/models/toy.json",
                        "specs/variants/toy-stuck/variant.json: /id: expects the name toy-lock, but it is toy-stuck");
    }

    @Test
    void refusesAVariantThatOverridesNothingOrViolatesWhatItsModelDoesNotCheck() {
        Path file = specs.resolve("variants/toy-unlocked/variant.json");
        edit(file, "{\"Lock\": \"NoLock\"}", "{}");
        edit(file, "\"violates\": \"NoLostUpdate\"", "\"violates\": \"EverDone\"");
        assertThat(problems())
                .containsExactly(
                        "specs/variants/toy-unlocked/variant.json: /violates: the model toy does not check EverDone",
                        "specs/variants/toy-unlocked/variant.json: /overrides: a variant of a TLA+ spec must override at least one operator");
    }

    @Test
    void refusesAVariantWhoseReplacementsClashWithThoseOfItsModel() {
        edit(
                specs.resolve("models/toy.json"),
                "\"spec\":",
                "\"substitutions\": {\"Unlock\": \"Lock\", \"Lock\": \"NoLock\"}, \"spec\":");
        assertThat(problems())
                .contains(
                        "specs/variants/toy-unlocked/variant.json: /overrides: in toy: Both the model and the variant replace Lock.",
                        "specs/variants/toy-unlocked/variant.json: /overrides: in toy: The variant replaces Lock, which the model has put"
                                + " in the place of Unlock; TLC does not replace a replacement. Replace an operator that Lock uses.");
    }

    @Test
    void followsTheEvidenceOfClaims() {
        edit(
                specs.resolve("claims.json"),
                "\"toy-unlocked\", \"property\": \"NoLostUpdate\"",
                "\"toy-unlock\", \"property\": \"NoLostUpdate\"");
        edit(
                specs.resolve("claims.json"),
                "\"toy\", \"property\": \"NoLostUpdate\"",
                "\"toy\", \"property\": \"NoLostUpdates\"");
        assertThat(problems())
                .containsExactly(
                        "specs/claims.json: the claim \"lock-needed\" names the unknown property \"NoLostUpdates\" of the run \"toy\"; did you mean \"NoLostUpdate\"?",
                        "specs/claims.json: the claim \"lock-needed\" names the unknown run \"toy-unlock\"; did you mean \"toy-unlocked\"?",
                        "specs/claims.json: the claim \"lock-optional\" names the unknown run \"toy-unlock\"; did you mean \"toy-unlocked\"?");
    }

    @Test
    void aProfileChangesItsModelsSpec() throws Exception {
        changeToyIn("linux-6.12");
        Files.writeString(
                specs.resolve("tla/OldToy.tla"),
                "---- MODULE OldToy ----\nEXTENDS Toy\nOldWrite(p) == Write(p)\n====\n");
        Model toy = Catalogue.load(specs).models().get(2);

        assertThat(toy.spec()).isEqualTo("OldToy");
        assertThat(toy.substitutions()).containsExactly(Map.entry("Write", "OldWrite"));
    }

    @Test
    void aProfileThatDoesNotNameTheSpecLeavesItAlone() throws Exception {
        changeToyIn("linux-6.1");
        Model toy = Catalogue.load(specs).models().get(2);

        assertThat(toy.spec()).isEqualTo("Toy");
        assertThat(toy.substitutions()).isEmpty();
    }

    @Test
    void refusesAModelThatGoesRoundItsProfile() {
        changeToyIn("linux-6.12");
        edit(specs.resolve("models/toy.json"), "\"spec\": \"Toy\"", "\"spec\": \"OldToy\"");
        edit(
                specs.resolve("models/toy-live.json"),
                "\"spec\": \"Toy\"",
                "\"spec\": \"Toy\", \"substitutions\": {\"Write\": \"Mine\"}");
        assertThat(problems())
                .contains(
                        "specs/models/toy.json: /spec: OldToy is what the profile linux-6.12 makes of Toy; name that spec, and the profile",
                        "specs/models/toy-live.json: /substitutions: the profile linux-6.12 replaces Write already",
                        "specs/models/toy-live.json: there is no file specs/tla/OldToy.tla; did you mean \"Toy.tla\"?");
    }

    private void changeToyIn(String profile) {
        edit(
                specs.resolve("profiles.json"),
                "{\"id\": \"" + profile + "\",",
                "{\"id\": \"" + profile
                        + "\", \"specs\": {\"Toy\": {\"module\": \"OldToy\", \"substitutions\": {\"Write\": \"OldWrite\"}}},");
    }

    @Test
    void saysWhichFolderIsMissing() {
        specs = folder.resolve("nowhere");
        assertThat(problems()).contains("nowhere/profiles.json: is missing", "nowhere/models: this folder is missing");
    }
}
