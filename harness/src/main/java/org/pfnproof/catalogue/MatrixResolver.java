package org.pfnproof.catalogue;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.pfnproof.catalogue.Entries.MatrixEntry;
import org.pfnproof.catalogue.Matrix.Cell;
import org.pfnproof.catalogue.Matrix.Line;

/** Turns the entries of matrices into records: every cell is there, and none that is in no row or column. */
final class MatrixResolver {

    private final Problems problems;
    private final Map<String, Model> models;

    MatrixResolver(Problems problems, Map<String, Model> models) {
        this.problems = problems;
        this.models = models;
    }

    /** The matrix, or nothing if something in it is wrong. */
    Optional<Matrix> matrix(Path file, MatrixEntry entry) {
        int before = problems.size();
        Model model = models.get(entry.model());
        if (model == null) {
            problems.add(
                    file,
                    "/model: unknown model \"" + entry.model() + "\"" + Nearest.hint(entry.model(), models.keySet()));
        } else if (model.observes().isEmpty()) {
            problems.add(file, "/model: the model " + model.id() + " observes nothing");
        }
        Map<String, Map<String, Cell>> cells = new LinkedHashMap<>();
        sameNames(file, "/cells", ids(entry.rows()), entry.cells().keySet());
        entry.cells().forEach((row, texts) -> {
            sameNames(file, "/cells/" + row, ids(entry.columns()), texts.keySet());
            Map<String, Cell> line = new LinkedHashMap<>();
            texts.forEach((column, text) -> Cell.parse(text)
                    .ifPresentOrElse(
                            cell -> line.put(column, cell),
                            () -> problems.add(
                                    file,
                                    "/cells/" + row + "/" + column + ": \"" + text
                                            + "\" is no cell; for example \"SOME 2..7 FALSE_ALARM\"")));
            cells.put(row, Map.copyOf(line));
        });
        if (problems.size() > before) {
            return Optional.empty();
        }
        return Optional.of(new Matrix(
                entry.id(), entry.title(), entry.description(), model, entry.rows(), entry.columns(), cells));
    }

    private void sameNames(Path file, String pointer, Set<String> wanted, Set<String> found) {
        wanted.stream()
                .filter(name -> !found.contains(name))
                .forEach(name -> problems.add(file, pointer + ": lacks \"" + name + "\""));
        found.stream()
                .filter(name -> !wanted.contains(name))
                .forEach(name -> problems.add(
                        file, pointer + ": \"" + name + "\" is not declared" + Nearest.hint(name, wanted)));
    }

    private static Set<String> ids(List<Line> lines) {
        return new TreeSet<>(lines.stream().map(Line::id).toList());
    }
}
