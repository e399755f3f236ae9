package org.pfnproof.check;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.pfnproof.catalogue.Matrix;
import org.pfnproof.catalogue.Matrix.Cell;
import org.pfnproof.catalogue.Matrix.Found;
import org.pfnproof.catalogue.Matrix.Line;
import org.pfnproof.engine.Run;
import org.pfnproof.engine.RunResult;
import org.pfnproof.engine.Verdict;
import org.pfnproof.testing.Results;
import org.pfnproof.trace.Value;

class MatrixEvaluatorTest {

    private static final Cell SOME = new Cell(Found.SOME, 2, 5, false, false);

    private final Run toy = Results.run("toy");

    private Matrix matrix(Cell expected) {
        return new Matrix(
                "toys",
                "Toys",
                "About toys.",
                toy.model(),
                List.of(new Line("dog", "dog", "")),
                List.of(new Line("thief", "thief", "a thief")),
                Map.of("dog", Map.of("thief", expected)));
    }

    private static Value outcome(String row, boolean happened, int report, boolean alarm) {
        return new Value.Fields(Map.of(
                "row", new Value.Text(row),
                "column", new Value.Text("thief"),
                "happened", new Value.Bool(happened),
                "report", new Value.Int(report),
                "alarm", new Value.Bool(alarm),
                "withheld", new Value.Bool(false)));
    }

    private ObservedMatrix evaluate(Verdict verdict, Value... outcomes) {
        RunResult plain = Results.of(toy, verdict);
        RunResult result = new RunResult(
                plain.run(),
                plain.engine(),
                plain.verdict(),
                plain.states(),
                plain.actions(),
                plain.witnesses(),
                Optional.empty(),
                List.of(),
                "",
                Duration.ZERO,
                Arrays.asList(outcomes),
                plain.memory(),
                plain.kept());
        return MatrixEvaluator.evaluate(matrix(SOME), List.of(result));
    }

    private Cell cell(Value... outcomes) {
        return evaluate(new Verdict.Holds(), outcomes).cell("dog", "thief").orElseThrow();
    }

    @Test
    void alwaysMeansEveryRunWithTheBug() {
        assertThat(cell(outcome("dog", true, 2, false), outcome("dog", true, 5, false)))
                .isEqualTo(new Cell(Found.ALWAYS, 2, 5, false, false));
    }

    @Test
    void aRunWithoutTheBugSaysNothingAboutIt() {
        assertThat(cell(outcome("dog", true, 3, false), outcome("dog", false, -1, false)))
                .isEqualTo(new Cell(Found.ALWAYS, 3, 3, false, false));
        assertThat(cell(outcome("dog", false, -1, false))).isEqualTo(new Cell(Found.NO_BUG, -1, -1, false, false));
    }

    @Test
    void oneRunWithoutAReportMakesItSome() {
        ObservedMatrix result = evaluate(
                new Verdict.Holds(),
                outcome("dog", true, 2, false),
                outcome("dog", true, -1, false),
                outcome("dog", true, 5, false));
        assertThat(result.cell("dog", "thief")).contains(SOME);
        assertThat(result.asExpected()).isTrue();
        assertThat(result.exit()).isEqualTo(ExitCode.OK);
    }

    @Test
    void neverMeansThatNoRunHasAReport() {
        assertThat(cell(outcome("dog", true, -1, false))).isEqualTo(new Cell(Found.NEVER, -1, -1, false, false));
    }

    @Test
    void aReportWithoutABugIsAFalseAlarm() {
        assertThat(cell(outcome("dog", false, -1, true)).falseAlarm()).isTrue();
    }

    @Test
    void aCellOtherThanExpectedIsADeviation() {
        ObservedMatrix result = evaluate(new Verdict.Holds(), outcome("dog", true, -1, false));
        assertThat(result.exit()).isEqualTo(ExitCode.UNEXPECTED);
        assertThat(result.deviations()).containsExactly("dog, thief: is NEVER, expected SOME 2..5");
    }

    @Test
    void anEmptyCellAndAnOutcomeWithoutACellAreDeviations() {
        ObservedMatrix result = evaluate(new Verdict.Holds(), outcome("cat", true, 1, false));
        assertThat(result.exit()).isEqualTo(ExitCode.UNEXPECTED);
        assertThat(result.deviations())
                .containsExactly(
                        "The run has an outcome for cat, thief, which is no cell.",
                        "dog, thief: is empty, expected SOME 2..5");
    }

    @Test
    void aRunThatIsNotExhaustiveFillsNothing() {
        for (Verdict verdict : List.of(
                new Verdict.Inconclusive("timeout"),
                new Verdict.Vacuous(List.of("never reached")),
                new Verdict.Violated("NoLostUpdate"))) {
            ObservedMatrix result = evaluate(verdict, outcome("dog", true, 2, false));
            assertThat(result.cells()).isEmpty();
            assertThat(result.exit()).isEqualTo(ExitCode.UNDECIDED);
        }
    }
}
