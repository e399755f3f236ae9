package org.pfnproof.report.race;

import java.util.List;
import java.util.stream.Collectors;

/** A diagram as a sequence diagram of Mermaid, which many web pages draw: a step is a message of a thread to itself. */
final class RaceMermaid {

    private static final String INDENT = "    ";
    private static final String BREAK = "<br/>";

    private final Race race;
    private final StringBuilder out = new StringBuilder();

    RaceMermaid(Race race) {
        this.race = race;
    }

    String render() {
        out.append("sequenceDiagram\n");
        line("accTitle: " + escaped(race.title()));
        List<Race.Lane> lanes = race.lanes();
        for (int i = 0; i < lanes.size(); i++) {
            line("participant " + id(i) + " as " + escaped(lanes.get(i).name())
                    + lanes.get(i).role().map(role -> BREAK + escaped(role)).orElse(""));
        }
        if (lanes.isEmpty()) {
            line("participant " + id(0) + " as " + escaped(race.title()));
        }
        note(race.heading().stream().map(Race.Item::toString).toList());
        note(race.legend().stream().map(Race.Item::toString).toList());
        note(race.atFirst());
        steps();
        note(List.of(race.verdict()));
        note(race.evidence().stream().map(Race.Item::toString).toList());
        return out.toString();
    }

    private void steps() {
        String indent = "";
        for (Race.Row row : race.rows()) {
            if (race.loop().isPresent() && race.loop().getAsInt() == row.number() - 1) {
                line("loop for ever");
                indent = INDENT;
            }
            String thread = id(row.lane());
            line(indent + thread + "->>" + thread + ": " + row.number() + ". "
                    + escaped(row.call())
                    + row.effects().stream()
                            .map(effect -> BREAK + escaped(effect))
                            .collect(Collectors.joining()));
        }
        if (!indent.isEmpty()) {
            line("end");
        }
    }

    /** A note over all threads. */
    private void note(List<String> lines) {
        if (!lines.isEmpty()) {
            int last = Math.max(0, race.lanes().size() - 1);
            line("Note over " + id(0) + (last == 0 ? "" : "," + id(last)) + ": "
                    + lines.stream().map(RaceMermaid::escaped).collect(Collectors.joining(BREAK)));
        }
    }

    private void line(String text) {
        out.append(INDENT).append(text).append('\n');
    }

    /** Names of threads may be words of Mermaid, such as {@code end}. */
    private static String id(int lane) {
        return "T" + lane;
    }

    /** What Mermaid would take for the end of a statement, a comment or markup, as character references of Mermaid's own form. */
    private static String escaped(String text) {
        StringBuilder escaped = new StringBuilder();
        text.chars().forEach(character -> {
            if ("#;<>%&\"".indexOf(character) >= 0) {
                escaped.append('#').append(character).append(';');
            } else {
                escaped.append((char) character);
            }
        });
        return escaped.toString().replaceAll("\\s+", " ");
    }
}
