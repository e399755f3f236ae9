package org.pfnproof.report.race;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.pfnproof.report.Lines;

/**
 * One schedule on two variants, in the form of a unified diff: what both do stands once, what only the first does is marked
 * {@code -}, what only the other does {@code +}. Two diagrams do not fit beside each other: half of the
 * {@value RaceText#WIDTH} columns has no room for the function names of a single thread.
 */
final class RaceDiffText {

    private static final char OURS = '-';
    private static final char THEIRS = '+';
    private static final char BOTH = ' ';
    private static final String PARTING = "@@ here the two part @@";

    private final RaceDiff diff;
    private final RaceText layout;
    private final List<String> lines = new ArrayList<>();

    RaceDiffText(RaceDiff diff) {
        this.diff = diff;
        this.layout = new RaceText(diff.race());
    }

    /** The whole text, without a newline at its end. */
    String render() {
        RaceText.items(List.of(marked("--- ", diff.ours()), marked("+++ ", diff.theirs())), "", lines);
        RaceText.items(
                diff.race().heading().stream()
                        .filter(item -> !item.name().equals("variant"))
                        .toList(),
                "",
                lines);
        lines.add("");
        lines.addAll(layout.legend());
        if (diff.race().atFirst().equals(diff.theirsAtFirst())) {
            lines.addAll(RaceText.joined("at first: ", diff.race().atFirst()));
        } else {
            lines.addAll(RaceText.joined(OURS + " at first: ", diff.race().atFirst()));
            lines.addAll(RaceText.joined(THEIRS + " at first: ", diff.theirsAtFirst()));
        }
        if (!diff.steps().isEmpty()) {
            lines.add("");
            layout.header(lines);
        }
        for (int i = 0; i < diff.steps().size(); i++) {
            if (diff.parting().orElse(-1) == i) {
                lines.add(PARTING);
            }
            step(diff.steps().get(i));
            boolean last = i + 1 == diff.steps().size()
                    || diff.steps().get(i + 1).theirs().isEmpty();
            if (last && diff.steps().get(i).theirs().isPresent()) {
                instead();
            }
        }
        lines.add("");
        diff.verdict().forEach(item -> {
            List<String> prose = Lines.prose(item.toString(), RaceText.WIDTH - "=> ".length(), "")
                    .lines()
                    .toList();
            lines.add("=> " + prose.get(0));
            prose.stream().skip(1).forEach(line -> lines.add("   " + line));
        });
        return String.join("\n", lines);
    }

    private static Race.Item marked(String mark, Race.Item item) {
        return new Race.Item(mark + item.name(), item.text());
    }

    private void step(RaceDiff.Pair pair) {
        Race.Row ours = pair.ours();
        Optional<Race.Row> theirs = pair.theirs();
        if (theirs.isEmpty()) {
            whole(OURS, ours);
        } else if (!theirs.get().call().equals(ours.call())) {
            whole(OURS, ours);
            whole(THEIRS, theirs.get());
        } else {
            add(BOTH, layout.call(ours));
            effects(ours, theirs.get());
        }
    }

    /** What the two have in common, at the beginning and at the end, is not repeated. */
    private void effects(Race.Row ours, Race.Row theirs) {
        List<String> here = ours.effects();
        List<String> there = theirs.effects();
        int least = Math.min(here.size(), there.size());
        int head = 0;
        while (head < least && here.get(head).equals(there.get(head))) {
            head++;
        }
        int tail = 0;
        while (tail < least - head && here.get(here.size() - 1 - tail).equals(there.get(there.size() - 1 - tail))) {
            tail++;
        }
        add(BOTH, layout.effects(ours.lane(), here.subList(0, head)));
        add(OURS, layout.effects(ours.lane(), here.subList(head, here.size() - tail)));
        add(THEIRS, layout.effects(ours.lane(), there.subList(head, there.size() - tail)));
        add(BOTH, layout.effects(ours.lane(), here.subList(here.size() - tail, here.size())));
    }

    private void instead() {
        diff.instead().forEach(row -> whole(THEIRS, row));
    }

    private void whole(char mark, Race.Row row) {
        add(
                mark,
                Stream.concat(layout.call(row).stream(), layout.effects(row.lane(), row.effects()).stream())
                        .toList());
    }

    private void add(char mark, List<String> text) {
        text.forEach(line -> lines.add(mark + line.substring(1)));
    }
}
