package org.pfnproof.catalogue;

import static org.pfnproof.catalogue.ReadmeTables.code;
import static org.pfnproof.catalogue.ReadmeTables.row;
import static org.pfnproof.catalogue.ReadmeTables.table;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.pfnproof.check.KillMatrixMaker;

/** The pages of {@code docs} that say what bugs, variants and the kill matrix say. */
final class CataloguePages {

    private final Catalogue catalogue;

    CataloguePages(Catalogue catalogue) {
        this.catalogue = catalogue;
    }

    String bugs() {
        return """
                # The bug catalogue

                Bugs that this code had, and changes to it that would be bugs, each with what shows it here. `harness/pfnproof check VARIANT`
                shows the interleaving; `harness/pfnproof list bugs` prints this table as text or JSON. A model in the place of a variant
                means that the modelled kernel has the behaviour itself. *steps* is the length of a shortest counterexample within the
                model's bounds; liveness counts the steps up to the end of the cycle that was found, `-` has no steps.

                This page is made from `specs/bugs.json`, `specs/variants` and `specs/kill-matrix.json`; what is not known of a fix is left out.

                """
                + table(
                        List.of("bug", "what goes wrong", "fix", "shown by", "property", "steps"),
                        catalogue.bugs().stream().flatMap(this::bug))
                + "\n## Variants of no known bug\n\n"
                + "Steps that the protocol cannot do without, proposals and questions. A variant without a property must hold.\n\n"
                + table(List.of("variant", "change", "property", "steps"), others());
    }

    private Stream<String> bug(Bug bug) {
        if (bug.reason().isPresent()) {
            return Stream.of(row(
                    bug.what(), bug.race(), fixes(bug), "none: " + bug.reason().get(), "", ""));
        }
        List<String> shown = Stream.concat(
                        bug.variants().stream().map(variant -> cells(variant.id(), property(variant), steps(variant))),
                        bug.models().stream()
                                .map(model -> cells(
                                        "model " + code(model.id()),
                                        model.expected()
                                                .violated()
                                                .map(ReadmeTables::code)
                                                .orElse(""),
                                        "")))
                .toList();
        String first = String.join(" | ", bug.what(), bug.race(), fixes(bug)).replace("||", "\\|\\|");
        return Stream.concat(
                Stream.of("| " + first + " | " + shown.get(0)),
                shown.stream().skip(1).map(cells -> "|  |  |  | " + cells));
    }

    private static String cells(String by, String property, String steps) {
        return String.join(" | ", by.startsWith("model ") ? by : code(by), property, steps) + " |\n";
    }

    private static String property(Variant variant) {
        return variant.violates().map(Property::id).map(ReadmeTables::code).orElse("holds");
    }

    private String steps(Variant variant) {
        return variant.violates()
                .flatMap(property -> variant.models().stream()
                        .flatMap(model -> steps(model.id() + "+" + variant.id(), property.id()).stream())
                        .min(Integer::compare))
                .map(steps -> steps == 0 ? "-" : steps.toString())
                .orElse("");
    }

    private Optional<Integer> steps(String run, String property) {
        return Optional.ofNullable(catalogue.kills().rows().get(run))
                .map(row -> row.kills().get(property));
    }

    private static String fixes(Bug bug) {
        return bug.fixes().stream()
                .map(fix -> Stream.of(
                                fix.commit().map(ReadmeTables::code),
                                fix.subject(),
                                fix.release().map(release -> "(" + release + ")"),
                                fix.cve(),
                                fix.message().map(ReadmeTables::code))
                        .flatMap(Optional::stream)
                        .collect(Collectors.joining(" ")))
                .collect(Collectors.joining("; "));
    }

    private Stream<String> others() {
        Set<Variant> named = catalogue.bugs().stream()
                .flatMap(bug -> bug.variants().stream())
                .collect(Collectors.toSet());
        return catalogue.variants().stream()
                .filter(variant -> !named.contains(variant))
                .map(variant -> row(code(variant.id()), variant.title(), property(variant), steps(variant)));
    }

    String kills() {
        Map<String, RecordedKills.Row> rows = new TreeMap<>(catalogue.kills().rows());
        Set<String> killers = new TreeSet<>();
        rows.values().forEach(row -> killers.addAll(row.kills().keySet()));
        int all = KillMatrixMaker.runs(catalogue, catalogue.variants()).size();
        long falling =
                rows.values().stream().filter(row -> !row.kills().isEmpty()).count();
        return """
                # The kill matrix

                Which property catches which variant, in how many steps. Of each run all properties of the model are decided, each on its
                own; the explorer does that in one search where there is a reference implementation, else the model's own checker does.
                `harness/pfnproof check kill-matrix` makes all of it anew, and compares it with
                `specs/kill-matrix.json`, which this page is made from; `check kill-matrix VARIANT` makes only the rows of a variant.

                It is a failure (exit 1) if a variant is not caught by the property that it names, or by another one in fewer steps, if a
                property is violated by no variant and `kill-matrix.json` does not say why, or if a search failed.

                """
                + rows.size() + " of " + all + " runs with a variant are recorded; in " + falling
                + " of them a property falls. "
                + killers.size()
                + " properties are violated by a variant, "
                + catalogue.kills().unkilled().size()
                + " others are excused: " + excused() + ".\n\n"
                + "Bold: the property that the variant names. In brackets: steps of a shortest counterexample; 0: an instance"
                + " without steps. *not decided*: behind a violation the state space has no end, or is too large.\n\n"
                + table(
                        List.of("run", "violated", "not decided", "by"),
                        rows.entrySet().stream().map(entry -> kills(entry.getKey(), entry.getValue())));
    }

    private String excused() {
        Map<Boolean, Long> byEdit = catalogue.kills().unkilled().values().stream()
                .collect(Collectors.partitioningBy(reason -> reason.contains("Tests break it"), Collectors.counting()));
        return byEdit.get(true) + " of them are broken by tests with an edit of one line, types above all, and "
                + byEdit.get(false) + " are violated by a model as it is";
    }

    private String kills(String run, RecordedKills.Row row) {
        Set<String> named = catalogue.variants().stream()
                .filter(variant -> run.endsWith("+" + variant.id()))
                .flatMap(variant -> variant.violates().stream())
                .map(Property::id)
                .collect(Collectors.toSet());
        String violated = row.kills().entrySet().stream()
                .sorted(Map.Entry.<String, Integer>comparingByValue().thenComparing(Map.Entry.comparingByKey()))
                .map(kill -> (named.contains(kill.getKey()) ? "**" + kill.getKey() + "**" : kill.getKey()) + " ("
                        + kill.getValue() + ")")
                .collect(Collectors.joining(", "));
        return row(code(run), violated.isEmpty() ? "nothing" : violated, String.join(", ", row.open()), row.by());
    }
}
