package org.pfnproof.engine.tlc;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pfnproof.catalogue.Problem;
import org.pfnproof.catalogue.Property.Kind;
import org.pfnproof.engine.Limits;
import org.pfnproof.engine.RunResult;
import org.pfnproof.engine.Verdict;
import org.pfnproof.engine.child.ChildRunner;

/** Whatever is wrong in a spec or a model is told with its place, and never becomes a verdict. */
class BadInputTest {

    private static final String GOOD = "EXTENDS Naturals\nVARIABLE x\nSpec == x = 0 /\\ [][x' = x]_x\nFine == x >= 0\n";

    @TempDir
    Path specs;

    @Test
    void syntaxErrorHasFileLineColumnAndWhatWasExpected() throws Exception {
        Path file = write("Toy", "EXTENDS Naturals\nVARIABLE x\nSpec == x =\nFine == x >= 0\n");

        assertThat(problems("Toy"))
                .containsExactly(file + ":4:9: Was expecting Expression or Instance,"
                        + " but encountered Beginning of definition \"==\".");
    }

    @Test
    void whatIsNotExpectedHasItsPlaceWhereSeveralThingsMightFollow() throws Exception {
        Path file = write("Toy", "EXTENDS Naturals\nVARIABLE x\nSpec == (x = 0\n--------\nFine == x >= 0\n");

        assertThat(problems("Toy"))
                .singleElement()
                .asString()
                .startsWith(file + ":5:1: Did not expect \"----\" after \"0\"; ")
                .contains(" begins at line 4, column ")
                .doesNotContain("\n");
    }

    @Test
    void unknownOperatorsHaveFileLineAndColumn() throws Exception {
        Path file = write("Toy", "VARIABLE x\nSpec == x = Zero /\\ [][x' = One]_x\nFine == x = 1\n");

        assertThat(problems("Toy"))
                .containsExactly(file + ":3:13: Unknown operator: `Zero'.", file + ":3:29: Unknown operator: `One'.");
    }

    @Test
    void errorInAnExtendedModuleIsToldInThatModule() throws Exception {
        write("Toy", "EXTENDS Other\nFine == x >= 0\n");
        Path other = write("Other", GOOD.replace("Fine", "Good") + "Bad == ]\n");

        assertThat(problems("Toy")).singleElement().asString().startsWith(other + ":6:8: Was expecting");
    }

    @Test
    void missingModulesAreNamed() throws Exception {
        Path file = write("Toy", GOOD.replace("Naturals", "Nowhere"));

        assertThat(problems("Toy")).singleElement().asString().startsWith(file + ": ");
        assertThat(problems("Absent"))
                .containsExactly("There is no module Absent.tla in " + specs.resolve("tla") + ".");
    }

    @Test
    void moduleMustHaveItsFilesName() throws Exception {
        write("Toy", "EXTENDS Other\n" + "Fine == x >= 0\n");
        Path other = write("Other", GOOD.replace("Fine", "Good"));
        Files.writeString(other, Files.readString(other).replace("MODULE Other", "MODULE Another"));

        assertThat(problems("Toy"))
                .containsExactly(other + ":1: File name 'Other' does not match the name 'Another'"
                        + " of the top level module it contains.");
    }

    @Test
    void namesThatTheSpecDoesNotDefineAreAllToldAtOnce() throws Exception {
        Path file = write("Toy", GOOD + "CONSTANT Limit, Other\nTakes(y) == x = y\nAlways == 1 = 1\n");
        ToyModel model = ToyModel.of("Toy")
                .bounds("{\"Limit\": 1, \"Limmit\": 2}")
                .checks(Kind.INVARIANT, "Fine", "Missing", "Takes", "Always", "Spec")
                .witness("Unseen");

        assertThat(problems(model.result(specs)))
                .containsExactly(
                        "The model's bounds give a value to Limmit, which is no CONSTANT of the spec.",
                        "The constant Other has no value: the model's bounds do not name it.",
                        "The invariant Missing is not defined in the spec.",
                        file + ":7:1: The invariant Takes takes arguments; there is nothing to give it.",
                        file + ":8:1: The invariant Always is a constant: it says nothing about any state.",
                        file + ":4:1: The invariant Spec says more than can be seen in a state.",
                        "The witness Unseen is not defined in the spec.");
    }

    @Test
    void symmetryWithLivenessIsRefused() throws Exception {
        RunResult result = ToyModel.of("Counter")
                .symmetric("Workers", "Max")
                .checks(Kind.LIVENESS, "ReachesMax")
                .result();

        assertThat(problems(result))
                .containsExactly(
                        "The model toy has a liveness property and symmetry; TLC is unsound with both.",
                        "The bound Max is to be symmetric, but is no set of model values.");
    }

    @Test
    void byteOrderMarkAndOtherEncodingsAreRefusedWithTheirPlace() throws Exception {
        Path file = write("Toy", GOOD);
        String text = Files.readString(file);

        Files.writeString(file, "\uFEFF" + text);
        assertThat(problems("Toy"))
                .containsExactly(file + ":1:1: Begins with a byte order mark; save the file as UTF-8 without one.");

        Files.write(file, text.replace("VARIABLE x", "VARIABLE x \\* \u00e9").getBytes(StandardCharsets.ISO_8859_1));
        assertThat(problems("Toy")).containsExactly(file + ":3:15: Is not UTF-8: byte 0xE9 at offset 52.");
    }

    @Test
    void windowsLineEndsMakeNoDifference() throws Exception {
        Path file = write("Toy", GOOD);
        ToyModel model = ToyModel.of("Toy").bounds("{}").checks(Kind.INVARIANT, "Fine");
        Files.writeString(file, Files.readString(file).replace("\n", "\r\n"));

        assertThat(model.result(specs).states().orElseThrow().distinct()).isEqualTo(1);
    }

    @Test
    void fileThatIsNoTlcJarIsRefusedBeforeAnythingRuns() throws Exception {
        Path text = Files.writeString(specs.resolve("text.jar"), "no jar");
        Path empty = specs.resolve("empty.jar");
        try (JarOutputStream jar = new JarOutputStream(Files.newOutputStream(empty))) {
            jar.putNextEntry(new JarEntry("nothing"));
        }

        assertThatThrownBy(() -> TlcJar.open(empty))
                .hasMessage(empty + " is not a TLC jar: class tlc2.TLC not found in it.");
        assertThatThrownBy(() -> TlcJar.open(text)).hasMessageStartingWith(text + " is not a TLC jar: ");
        assertThatThrownBy(() -> TlcJar.open(specs.resolve("none.jar")))
                .hasMessage(specs.resolve("none.jar") + " is not a TLC jar: there is no such file.");
        assertThat(TlcJar.bundled().version()).contains("2.18 of 20 March 2023");
    }

    @Test
    void tlcThatLacksWhatIsNeededIsRefused() throws Exception {
        Path hollow = specs.resolve("hollow.jar");
        try (JarOutputStream jar = new JarOutputStream(Files.newOutputStream(hollow))) {
            jar.putNextEntry(new JarEntry("tlc2/TLC.class"));
        }
        write("Toy", GOOD);
        ToyModel model = ToyModel.of("Toy").bounds("{}").checks(Kind.INVARIANT, "Fine");
        TlcEngine engine = new TlcEngine(specs, TlcJar.open(hollow), ChildRunner.open());

        RunResult result = engine.run(model.run(), limits(), (run, distinct, generated, queue) -> {});

        assertThat(problems(result))
                .singleElement()
                .asString()
                .startsWith(hollow + " (TLC of unknown version) lacks what pfnproof needs of TLC: ");
        assertThat(engine.canaries()).extracting(Canary::outcome).containsOnly(Canary.Outcome.UNKNOWN);
    }

    @Test
    void missingJavaIsRefused() throws Exception {
        write("Toy", GOOD);
        ToyModel model = ToyModel.of("Toy").bounds("{}").checks(Kind.INVARIANT, "Fine");
        ChildRunner noJava = ChildRunner.open(specs.resolve("no/java"), specs);

        assertThat(problems(model.result(specs, noJava)))
                .singleElement()
                .asString()
                .startsWith("TLC's JVM could not be started: cannot run " + specs.resolve("no/java"));
    }

    private Path write(String module, String body) throws IOException {
        Path file = Files.createDirectories(specs.resolve("tla")).resolve(module + ".tla");
        return Files.writeString(file, "---- MODULE " + module + " ----\n" + body + "====\n");
    }

    private List<String> problems(String spec) throws Exception {
        return problems(
                ToyModel.of(spec).bounds("{}").checks(Kind.INVARIANT, "Fine").result(specs));
    }

    private static List<String> problems(RunResult result) {
        assertThat(result.verdict()).isInstanceOf(Verdict.Broken.class);
        return ((Verdict.Broken) result.verdict())
                .problems().stream().map(Problem::toString).toList();
    }

    private static Limits limits() {
        return new Limits(java.time.Duration.ofSeconds(60), 256);
    }
}
