package org.pfnproof.report.page;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.pfnproof.catalogue.Catalogue;
import org.pfnproof.catalogue.RecordedKills;
import org.pfnproof.catalogue.Variant;

/**
 * The rows of the kill matrix of one model: properties of other models say nothing about them.
 *
 * @param properties those that some row violates, in the order of how many do
 */
public record KillGroup(String model, String title, List<String> properties, List<Row> rows) {

    /**
     * One variant.
     *
     * @param cells one a property
     */
    public record Row(String variant, String title, String by, List<Cell> cells) {}

    /**
     * What became of a property.
     *
     * @param steps of a shortest counterexample, empty if it holds or is not decided
     * @param named whether the variant names it
     * @param open whether it was not decided
     */
    public record Cell(String steps, boolean named, boolean open) {}

    /** What is recorded, with the rows of the last check in their place; the largest groups first. */
    static List<KillGroup> of(Catalogue catalogue, JsonObject check) {
        Map<String, RecordedKills.Row> rows = new TreeMap<>(catalogue.kills().rows());
        JsonElement kill = check.getAsJsonObject("matrices").get("kill");
        if (kill != null) {
            kill.getAsJsonObject().getAsJsonArray("rows").forEach(row -> {
                JsonObject found = row.getAsJsonObject();
                Map<String, Integer> kills = new LinkedHashMap<>();
                found.getAsJsonObject("kills")
                        .entrySet()
                        .forEach(
                                each -> kills.put(each.getKey(), each.getValue().getAsInt()));
                rows.put(
                        RunRow.id(found),
                        new RecordedKills.Row(
                                RunRow.text(found, "by"),
                                kills,
                                List.copyOf(found.getAsJsonObject("open").keySet())));
            });
        }
        Map<String, Map<String, RecordedKills.Row>> byModel = new TreeMap<>();
        rows.forEach((run, row) -> {
            int plus = run.indexOf('+');
            byModel.computeIfAbsent(run.substring(0, plus), key -> new TreeMap<>())
                    .put(run.substring(plus + 1), row);
        });
        List<KillGroup> groups = new ArrayList<>();
        byModel.forEach((model, variants) -> groups.add(group(catalogue, model, variants)));
        groups.sort(
                Comparator.comparing((KillGroup group) -> -group.rows().size()).thenComparing(KillGroup::model));
        return groups;
    }

    private static KillGroup group(Catalogue catalogue, String model, Map<String, RecordedKills.Row> variants) {
        Map<String, Long> killed = variants.values().stream()
                .flatMap(row -> row.kills().keySet().stream())
                .collect(Collectors.groupingBy(id -> id, TreeMap::new, Collectors.counting()));
        List<String> properties = killed.keySet().stream()
                .sorted(Comparator.comparing((String id) -> -killed.get(id)).thenComparing(Comparator.naturalOrder()))
                .toList();
        List<Row> rows = new ArrayList<>();
        variants.forEach((id, row) -> {
            List<Variant> variant = catalogue.variants().stream()
                    .filter(candidate -> candidate.id().equals(id))
                    .toList();
            Set<String> named = variant.stream()
                    .flatMap(each -> each.violates().stream())
                    .map(property -> property.id())
                    .collect(Collectors.toCollection(TreeSet::new));
            rows.add(new Row(
                    id,
                    variant.stream().map(Variant::title).findFirst().orElse(""),
                    row.by(),
                    properties.stream()
                            .map(property -> new Cell(
                                    row.kills().containsKey(property)
                                            ? row.kills().get(property).toString()
                                            : "",
                                    named.contains(property),
                                    row.open().contains(property)))
                            .toList()));
        });
        return new KillGroup(
                model,
                catalogue.models().stream()
                        .filter(candidate -> candidate.id().equals(model))
                        .map(candidate -> candidate.title())
                        .findFirst()
                        .orElse(""),
                properties,
                rows);
    }
}
