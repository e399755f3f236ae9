package org.pfnproof.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.pfnproof.catalogue.Matrix;
import org.pfnproof.catalogue.Matrix.Cell;
import org.pfnproof.catalogue.Matrix.Found;
import org.pfnproof.catalogue.Matrix.Line;
import org.pfnproof.catalogue.Schemas;
import org.pfnproof.check.CheckResult;
import org.pfnproof.check.ObservedMatrix;
import org.pfnproof.testing.Checks;
import org.pfnproof.testing.RealSpecs;
import org.pfnproof.testing.Results;

class MatrixTableTest {

    private static final Matrix MATRIX = new Matrix(
            "toys",
            "Toys",
            "About toys.",
            Results.run("toy").model(),
            List.of(new Line("dog", "the dog", ""), new Line("cat", "the cat", "asleep")),
            List.of(new Line("thief", "thief", "a thief"), new Line("friend", "frnd", "a friend")),
            Map.of(
                    "dog",
                    Map.of(
                            "thief", new Cell(Found.SOME, 2, 5, false, false),
                            "friend", new Cell(Found.NO_BUG, -1, -1, true, true)),
                    "cat",
                    Map.of(
                            "thief", new Cell(Found.NEVER, -1, -1, false, false),
                            "friend", new Cell(Found.NO_BUG, -1, -1, false, false))));

    private static CheckResult with(ObservedMatrix matrix) {
        CheckResult check = Checks.of((run, limits) -> Results.expected(run));
        return new CheckResult(
                check.selection(),
                check.versions(),
                check.canaries(),
                check.results(),
                check.claims(),
                check.notes(),
                check.time(),
                List.of(matrix));
    }

    private static JsonObject json(ObservedMatrix matrix) {
        String text = new JsonReport(new Versions("1.2", "17")).render(with(matrix));
        JsonObject json = JsonParser.parseString(text).getAsJsonObject();
        assertThat(new Schemas().violations("check", json)).isEmpty();
        return json.getAsJsonObject("matrices").getAsJsonObject("toys");
    }

    @Test
    void showsEachCellShortlyAndExplainsTheLetters() {
        assertThat(MatrixTable.expected(MATRIX))
                .startsWith("""
                        thief frnd
                the dog S2-5  -!w
                the cat N     -
                A: the bug is reported in every run""")
                .contains("  thief: a thief\n")
                .endsWith("  the cat: asleep");
    }

    @Test
    void putsWhatIsNotExpectedInBrackets() {
        ObservedMatrix result = new ObservedMatrix(
                MATRIX,
                Optional.of(Map.of(
                        "dog",
                        Map.of(
                                "thief", new Cell(Found.ALWAYS, 1, 1, false, false),
                                "friend", new Cell(Found.NO_BUG, -1, -1, true, true)))),
                List.of());
        assertThat(MatrixTable.found(result)).startsWith("""
                        thief  frnd
                the dog [A1-1] -!w
                the cat [ ]    [ ]
                """);
        assertThat(new TextReport(new Versions("1.2", "17"), Style.PLAIN, false, trace -> "").render(with(result)))
                .contains("Matrix toys: Toys", "NOT AS EXPECTED: dog, thief: is ALWAYS 1..1, expected SOME 2..5");
        assertThat(with(result).exit().code()).isEqualTo(1);
    }

    @Test
    void fitsItsSchemaWithAndWithoutAnAnswer() {
        JsonObject filled = json(new ObservedMatrix(MATRIX, Optional.of(MATRIX.cells()), List.of()));
        assertThat(filled.get("asExpected").getAsBoolean()).isTrue();
        assertThat(filled.getAsJsonArray("cells")).hasSize(4);
        JsonObject empty = json(new ObservedMatrix(MATRIX, Optional.empty(), List.of()));
        assertThat(empty.get("asExpected").getAsBoolean()).isFalse();
        assertThat(empty.getAsJsonArray("cells")
                        .get(0)
                        .getAsJsonObject()
                        .get("found")
                        .isJsonNull())
                .isTrue();
    }

    /** The document is made by hand around the table; the table is the tool's. */
    @Test
    void theDocumentShowsTheExpectedCells() throws Exception {
        Matrix matrix = RealSpecs.inPlace().catalogue().matrices().get(0);
        String document = Files.readString(Path.of("../docs/detector-matrix.md"));
        assertThat(document).contains("```\n" + MatrixTable.expected(matrix) + "\n```\n");
        assertThat(document.replace("\n", " ")).contains(matrix.description());
    }
}
