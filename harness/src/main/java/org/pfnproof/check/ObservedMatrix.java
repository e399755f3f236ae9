package org.pfnproof.check;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.pfnproof.catalogue.Matrix;
import org.pfnproof.catalogue.Matrix.Cell;

/**
 * A matrix as what one run observed filled it.
 *
 * @param matrix what it is, with the expected cells
 * @param cells what was found, by row and column; empty if the run gave no answer
 * @param strays what the run observed and no row or column is for, one sentence each
 */
public record ObservedMatrix(Matrix matrix, Optional<Map<String, Map<String, Cell>>> cells, List<String> strays)
        implements MatrixResult {

    public ObservedMatrix {
        strays = List.copyOf(strays);
    }

    /** What was found in a cell; empty if no run ended there, or there is no answer at all. */
    public Optional<Cell> cell(String row, String column) {
        return cells.flatMap(found -> Optional.ofNullable(found.get(row))).map(line -> line.get(column));
    }

    @Override
    public String id() {
        return matrix.id();
    }

    @Override
    public String title() {
        return matrix.title();
    }

    /** One sentence for each cell that is not what it is expected to be, and for whatever has no place. */
    @Override
    public List<String> deviations() {
        if (cells.isEmpty()) {
            return List.of("The run of " + matrix.model().id() + " does not fill it.");
        }
        List<String> deviations = new java.util.ArrayList<>(strays);
        matrix.rows().forEach(row -> matrix.columns().forEach(column -> {
            Cell expected = matrix.cells().get(row.id()).get(column.id());
            String found = cell(row.id(), column.id()).map(Cell::toString).orElse("empty");
            if (!found.equals(expected.toString())) {
                deviations.add(row.id() + ", " + column.id() + ": is " + found + ", expected " + expected);
            }
        }));
        return deviations;
    }

    @Override
    public ExitCode exit() {
        if (cells.isEmpty()) {
            return ExitCode.UNDECIDED;
        }
        return asExpected() ? ExitCode.OK : ExitCode.UNEXPECTED;
    }
}
