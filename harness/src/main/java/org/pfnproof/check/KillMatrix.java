package org.pfnproof.check;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.pfnproof.catalogue.Catalogue;
import org.pfnproof.catalogue.Property;
import org.pfnproof.catalogue.RecordedKills;

/**
 * Which property catches which variant, in how many steps.
 *
 * @param rows as they were found
 * @param whole whether all variants are there: only then does it say of a property that nothing violates it
 */
public record KillMatrix(Catalogue catalogue, List<KillRow> rows, boolean whole) implements MatrixResult {

    /** Its id; the name that {@code check} takes has {@code -matrix} behind it. */
    public static final String ID = "kill";

    public KillMatrix {
        rows = List.copyOf(rows);
    }

    @Override
    public String id() {
        return ID;
    }

    @Override
    public String title() {
        return "which property catches which variant, in how many steps";
    }

    /** How many of the rows that must fall do, by the property that they name and no other before it. */
    public long killed() {
        return rows.stream()
                .filter(row -> row.named().isPresent() && row.faults().isEmpty())
                .count();
    }

    /** How many rows must fall. */
    public long toBeKilled() {
        return rows.stream().filter(row -> row.named().isPresent()).count();
    }

    /** All properties that some model checks. */
    public Set<String> properties() {
        return catalogue.models().stream()
                .flatMap(model -> model.properties().stream())
                .map(Property::id)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** Those of them that some row violates. */
    public Set<String> killers() {
        Set<String> killers = properties();
        killers.retainAll(
                rows.stream().flatMap(row -> row.kills().keySet().stream()).collect(Collectors.toSet()));
        return killers;
    }

    @Override
    public List<String> deviations() {
        List<String> deviations = new ArrayList<>();
        rows.forEach(row -> deviations.addAll(row.faults()));
        rows.forEach(row -> deviations.addAll(otherThanRecorded(row)));
        if (whole) {
            deviations.addAll(idle());
        }
        return deviations;
    }

    private List<String> otherThanRecorded(KillRow row) {
        RecordedKills.Row recorded = catalogue.kills().rows().get(row.run().id());
        if (recorded == null) {
            return List.of(row.run().id() + ": is not recorded in kill-matrix.json; --pin records it");
        }
        Map<String, Integer> before = new TreeMap<>(recorded.kills());
        return before.equals(row.kills())
                ? List.of()
                : List.of(row.run().id() + ": is " + row.kills() + ", recorded " + before);
    }

    /** Properties that no variant violates, without a reason; and reasons that are none. */
    private List<String> idle() {
        Set<String> killers = killers();
        Map<String, String> excused = catalogue.kills().unkilled();
        return Stream.concat(
                        properties().stream()
                                .filter(id -> !killers.contains(id) && !excused.containsKey(id))
                                .map(id -> id + ": no variant violates it"),
                        excused.keySet().stream()
                                .filter(killers::contains)
                                .sorted()
                                .map(id -> id + ": a variant violates it, so kill-matrix.json need not excuse it"))
                .toList();
    }

    @Override
    public ExitCode exit() {
        return asExpected() ? ExitCode.OK : ExitCode.UNEXPECTED;
    }
}
