package org.pfnproof.check;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.pfnproof.catalogue.Matrix;
import org.pfnproof.catalogue.Matrix.Cell;
import org.pfnproof.catalogue.Matrix.Found;
import org.pfnproof.catalogue.Matrix.Line;
import org.pfnproof.engine.Run;
import org.pfnproof.engine.RunResult;
import org.pfnproof.engine.Verdict;
import org.pfnproof.trace.Value;

/** Fills matrices with what runs observed. Only a run that went through its whole state space says "always" and "never". */
final class MatrixEvaluator {

    private MatrixEvaluator() {}

    /** How one run of the model ended. */
    private record Outcome(String row, String column, boolean happened, int report, boolean alarm, boolean withheld) {

        static Outcome of(Value value) {
            Map<String, Value> fields = ((Value.Fields) value).fields();
            return new Outcome(
                    ((Value.Text) fields.get("row")).value(),
                    ((Value.Text) fields.get("column")).value(),
                    ((Value.Bool) fields.get("happened")).value(),
                    Math.toIntExact(((Value.Int) fields.get("report")).value()),
                    ((Value.Bool) fields.get("alarm")).value(),
                    ((Value.Bool) fields.get("withheld")).value());
        }
    }

    static ObservedMatrix evaluate(Matrix matrix, List<RunResult> results) {
        Run run = new Run(matrix.model(), Optional.empty());
        return results.stream()
                .filter(result -> result.run().equals(run) && result.verdict() instanceof Verdict.Holds)
                .findFirst()
                .map(result -> evaluate(matrix, result))
                .orElse(new ObservedMatrix(matrix, Optional.empty(), List.of()));
    }

    private static ObservedMatrix evaluate(Matrix matrix, RunResult result) {
        Map<String, Map<String, List<Outcome>>> outcomes = result.observations().stream()
                .map(Outcome::of)
                .collect(Collectors.groupingBy(Outcome::row, Collectors.groupingBy(Outcome::column)));
        Set<String> rows = ids(matrix.rows());
        Set<String> columns = ids(matrix.columns());
        Map<String, Map<String, Cell>> cells = new LinkedHashMap<>();
        Set<String> strays = new TreeSet<>();
        outcomes.forEach((row, line) -> line.forEach((column, runs) -> {
            if (rows.contains(row) && columns.contains(column)) {
                cells.computeIfAbsent(row, key -> new LinkedHashMap<>()).put(column, cell(runs));
            } else {
                strays.add("The run has an outcome for " + row + ", " + column + ", which is no cell.");
            }
        }));
        return new ObservedMatrix(matrix, Optional.of(cells), new ArrayList<>(strays));
    }

    private static Cell cell(List<Outcome> runs) {
        List<Outcome> bugs = runs.stream().filter(Outcome::happened).toList();
        List<Integer> reports = bugs.stream()
                .map(Outcome::report)
                .filter(step -> step >= 0)
                .sorted()
                .toList();
        return new Cell(
                found(bugs, reports),
                reports.isEmpty() ? -1 : reports.get(0),
                reports.isEmpty() ? -1 : reports.get(reports.size() - 1),
                runs.stream().anyMatch(Outcome::alarm),
                runs.stream().anyMatch(Outcome::withheld));
    }

    private static Found found(List<Outcome> bugs, List<Integer> reports) {
        if (bugs.isEmpty()) {
            return Found.NO_BUG;
        } else if (reports.isEmpty()) {
            return Found.NEVER;
        }
        return reports.size() == bugs.size() ? Found.ALWAYS : Found.SOME;
    }

    private static Set<String> ids(List<Line> lines) {
        return lines.stream().map(Line::id).collect(Collectors.toSet());
    }
}
