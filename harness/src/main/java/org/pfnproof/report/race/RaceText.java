package org.pfnproof.report.race;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.pfnproof.report.Lines;

/**
 * A diagram in the form of kernel changelogs: one column for each thread, time runs downwards, beneath each step what it
 * changes. Plain ASCII, {@value #WIDTH} columns, so that it survives {@code git log} and mail.
 */
final class RaceText {

    static final int WIDTH = 72;

    /** What the rightmost column needs for the longest function names; the others may run on over it. */
    private static final int ROOM = 36;

    private static final int NARROWEST = 5;
    private static final String BESIDE = "; ";
    private static final String RULE = "-- ";

    private final Race race;
    private final int margin;
    private final int column;

    RaceText(Race race) {
        this.race = race;
        int lanes = Math.max(1, race.lanes().size());
        this.margin = Integer.toString(race.rows().size()).length() + 3;
        int even = (WIDTH - margin) / lanes;
        this.column = lanes == 1 ? even : Math.max(NARROWEST, Math.min(even, (WIDTH - margin - ROOM) / (lanes - 1)));
    }

    /** The whole diagram. */
    List<String> lines() {
        List<String> lines = new ArrayList<>();
        items(race.heading(), "", lines);
        lines.add("");
        if (!race.legend().isEmpty()) {
            lines.addAll(legend());
        }
        if (race.lanes().isEmpty()) {
            race.atFirst().forEach(fact -> lines.addAll(Lines.code(fact, WIDTH)));
        } else {
            lines.addAll(joined("at first: ", race.atFirst()));
            lines.add("");
            header(lines);
            steps(lines);
        }
        end(lines);
        return lines;
    }

    /** What threads are, then what values are, run together: nobody reads it twice. */
    List<String> legend() {
        return Stream.of(true, false)
                .map(threads -> race.legend().stream()
                        .filter(item -> item.thread() == threads)
                        .map(Race.Item::toString)
                        .collect(Collectors.joining(BESIDE)))
                .filter(text -> !text.isEmpty())
                .flatMap(text -> Lines.prose(text, WIDTH, "").lines())
                .toList();
    }

    static void items(List<Race.Item> items, String indent, List<String> lines) {
        items.forEach(item -> {
            List<String> prose = Lines.prose(item.toString(), WIDTH - indent.length() - 2, "")
                    .lines()
                    .toList();
            lines.add(indent + prose.get(0));
            prose.stream().skip(1).forEach(line -> lines.add(indent + "  " + line));
        });
    }

    /** Items one after the other, as many to a line as fit. */
    static List<String> joined(String label, List<String> items) {
        List<String> lines = new ArrayList<>();
        String line = label;
        for (int i = 0; i < items.size(); i++) {
            String item = items.get(i) + (i + 1 < items.size() ? BESIDE : "");
            if (!line.isBlank() && line.length() + item.stripTrailing().length() > WIDTH) {
                lines.add(line.stripTrailing());
                line = "  ";
            }
            List<String> parts = Lines.code(line + item, WIDTH);
            lines.addAll(parts.subList(0, parts.size() - 1));
            line = parts.get(parts.size() - 1);
        }
        lines.add(line.stripTrailing());
        return lines;
    }

    void header(List<String> lines) {
        lines.add(columns(race.lanes().stream().map(Race.Lane::name).toList()));
        lines.add(columns(race.lanes().stream()
                .map(lane -> "-".repeat(lane.name().length()))
                .toList()));
    }

    private String columns(List<String> cells) {
        StringBuilder line = new StringBuilder(" ".repeat(margin));
        for (int i = 0; i < cells.size(); i++) {
            boolean last = i + 1 == cells.size();
            int room = last ? WIDTH - line.length() : column - 1;
            String cell = cells.get(i);
            String shown = cell.length() > room ? cell.substring(0, room) : cell;
            line.append(shown).append(last ? "" : " ".repeat(column - shown.length()));
        }
        return line.toString();
    }

    private void steps(List<String> lines) {
        for (Race.Row row : race.rows()) {
            if (race.loop().isPresent() && race.loop().getAsInt() == row.number() - 1) {
                lines.add(RULE + "from here on, the steps repeat for ever:");
            }
            step(row, lines);
        }
        if (race.loop().isPresent()) {
            int loop = race.loop().getAsInt();
            lines.add(RULE
                    + (loop == race.rows().size()
                            ? "nothing happens any more, for ever"
                            : "back to the state before step " + (loop + 1)));
        }
    }

    private void step(Race.Row row, List<String> lines) {
        lines.addAll(call(row));
        lines.addAll(effects(row.lane(), row.effects()));
    }

    /** The first lines of a step: its number, and the function in its column. The first character is blank. */
    List<String> call(Race.Row row) {
        int start = margin + column * row.lane();
        List<String> call = indented(start, row.call());
        String number = Integer.toString(row.number());
        List<String> lines = new ArrayList<>(call);
        lines.set(
                0,
                " ".repeat(margin - 2 - number.length()) + number + call.get(0).substring(margin - 2));
        return lines;
    }

    /** What stands beneath a call of a lane. The first character of each line is blank. */
    List<String> effects(int lane, List<String> effects) {
        int start = margin + column * lane + 2;
        return packed(effects, WIDTH - start).stream()
                .flatMap(line -> indented(start, line).stream())
                .toList();
    }

    /** As many effects to a line as fit. */
    private static List<String> packed(List<String> effects, int width) {
        List<String> packed = new ArrayList<>();
        for (String effect : effects) {
            int last = packed.size() - 1;
            if (last >= 0 && packed.get(last).length() + BESIDE.length() + effect.length() <= width) {
                packed.set(last, packed.get(last) + BESIDE + effect);
            } else {
                packed.add(effect);
            }
        }
        return packed;
    }

    private static List<String> indented(int start, String text) {
        return Lines.code(text, WIDTH - start).stream()
                .map(line -> " ".repeat(start) + line)
                .toList();
    }

    private void end(List<String> lines) {
        lines.add("");
        lines.addAll(Lines.prose("=> " + race.verdict(), WIDTH, "").lines().toList());
        items(race.evidence(), "   ", lines);
    }

    @Override
    public String toString() {
        return lines().stream().collect(Collectors.joining("\n"));
    }
}
