package org.pfnproof.report;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.pfnproof.catalogue.Property;
import org.pfnproof.check.KillMatrix;
import org.pfnproof.check.KillRow;

/** The kill matrix as text: a paragraph for each variant, since there are far more properties than columns. */
public final class KillTable {

    private static final int WIDTH = 80;

    private static final String LEGEND =
            "*: the property that the variant names; (n): steps of a shortest counterexample";

    private KillTable() {}

    static String text(KillMatrix matrix) {
        return Stream.of(
                        matrix.rows().stream().map(KillTable::row),
                        Stream.of(LEGEND),
                        Stream.of(Lines.prose(score(matrix), WIDTH, "")))
                .flatMap(lines -> lines)
                .collect(Collectors.joining("\n"));
    }

    private static String row(KillRow row) {
        String named = row.named().map(Property::id).orElse("");
        List<String> kills = Stream.concat(
                        row.kills().entrySet().stream()
                                .sorted(Map.Entry.comparingByValue())
                                .map(kill -> kill.getKey() + (kill.getKey().equals(named) ? "*" : "") + " ("
                                        + kill.getValue() + ")"),
                        Optional.of(row.open().size())
                                .filter(open -> open > 0)
                                .map(open -> open + " not decided")
                                .stream())
                .toList();
        return row.run().id() + "\n"
                + Lines.prose(
                        kills.isEmpty() ? "all " + row.holding().size() + " properties hold" : String.join(", ", kills),
                        WIDTH,
                        "    ");
    }

    private static String score(KillMatrix matrix) {
        long violated = matrix.killers().size();
        String properties = matrix.whole()
                ? " Of " + Plural.of(matrix.properties().size(), "property", "properties") + ", " + violated
                        + " are violated by a variant."
                : "";
        return "Of " + Plural.of(matrix.toBeKilled(), "run", "runs") + " that must fall, " + matrix.killed()
                + " do, by the property that they name." + properties;
    }
}
