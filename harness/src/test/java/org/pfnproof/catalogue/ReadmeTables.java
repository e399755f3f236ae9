package org.pfnproof.catalogue;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The tables of {@code specs/README.md} that say what the catalogue says. */
final class ReadmeTables {

    private ReadmeTables() {}

    /** The text with each table, between its markers, replaced by the one of this catalogue. */
    static String refreshed(String readme, Catalogue catalogue) {
        String text = readme;
        text = between(text, "properties", properties(catalogue.properties()));
        text = between(text, "witnesses", witnesses(catalogue.properties()));
        return between(text, "claims", claims(catalogue.claims()));
    }

    private static String between(String text, String table, String content) {
        String begin = "<!-- begin " + table + " -->\n";
        String end = "<!-- end " + table + " -->\n";
        int from = text.indexOf(begin) + begin.length();
        int to = text.indexOf(end);
        if (from < begin.length() || to < from) {
            throw new AssertionError("no markers for the table " + table);
        }
        return text.substring(0, from) + content + text.substring(to);
    }

    private static String properties(List<Property> all) {
        Stream<String> rows = all.stream()
                .filter(property -> property.kind() != Property.Kind.WITNESS)
                .map(property -> row(
                        code(property.id()),
                        code(property.module()),
                        property.kind().name().toLowerCase(Locale.ROOT),
                        property.statement(),
                        property.rule()));
        return table(List.of("property", "module", "kind", "says", "kernel rule"), rows);
    }

    private static String witnesses(List<Property> all) {
        Stream<String> rows = all.stream()
                .filter(property -> property.kind() == Property.Kind.WITNESS)
                .map(property -> row(code(property.id()), code(property.module()), property.statement()));
        return table(List.of("witness", "module", "says"), rows);
    }

    private static String claims(List<Claim> all) {
        Stream<String> rows = all.stream()
                .map(claim -> row(
                        code(claim.id()),
                        claim.statement(),
                        claim.speaker(),
                        runs(claim),
                        claim.expected().name().toLowerCase(Locale.ROOT).replace('_', ' ')));
        return table(List.of("claim", "says", "who", "decided by", "verdict"), rows);
    }

    private static String runs(Claim claim) {
        return Stream.concat(claim.confirmedBy().stream(), claim.refutedBy().stream())
                .map(Claim.Evidence::run)
                .distinct()
                .sorted()
                .map(ReadmeTables::code)
                .collect(Collectors.joining(", "));
    }

    static String table(List<String> columns, Stream<String> rows) {
        String head = row(columns.toArray(String[]::new));
        String rule = "|" + "---|".repeat(columns.size()) + "\n";
        return head + rule + rows.collect(Collectors.joining());
    }

    static String row(String... cells) {
        return Stream.of(cells).map(cell -> cell.replace("|", "\\|")).collect(Collectors.joining(" | ", "| ", " |\n"));
    }

    static String code(String name) {
        return "`" + name + "`";
    }
}
