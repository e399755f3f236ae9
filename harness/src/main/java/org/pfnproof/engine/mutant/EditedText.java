package org.pfnproof.engine.mutant;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * Makes edits in a text whose layout means something, as that of TLA+ lists does: every line stays where it is, and what is
 * aligned stays aligned. A shorter replacement is filled with blanks; for a longer one, the lines that belong to what stands to
 * the right of it move as well.
 */
public final class EditedText {

    private final List<String> lines;

    private EditedText(String text) {
        this.lines = new ArrayList<>(Arrays.asList(text.split("\n", -1)));
    }

    /** The text after all of the edits, which must not overlap. */
    public static String of(String text, List<Edit> edits) {
        EditedText edited = new EditedText(text);
        edits.stream()
                .sorted(Comparator.comparingInt(Edit::beginLine)
                        .thenComparingInt(Edit::beginColumn)
                        .reversed())
                .forEach(edited::make);
        return String.join("\n", edited.lines);
    }

    /**
     * What differs between two texts of equally many lines: old lines after {@code -}, new ones after {@code +}. Lines that
     * only moved to the right are left out.
     */
    public static List<String> difference(String before, String after) {
        String[] old = before.split("\n", -1);
        String[] now = after.split("\n", -1);
        List<String> removed = new ArrayList<>();
        List<String> added = new ArrayList<>();
        for (int i = 0; i < old.length; i++) {
            if (!old[i].strip().equals(now[i].strip())) {
                removed.add("- " + old[i].strip());
                if (!now[i].isBlank()) {
                    added.add("+ " + now[i].strip());
                }
            }
        }
        removed.addAll(added);
        return removed;
    }

    private void make(Edit edit) {
        int first = edit.beginLine() - 1;
        int last = edit.endLine() - 1;
        int column = edit.beginColumn() - 1;
        String head = lines.get(first).substring(0, column);
        String tail = lines.get(last).substring(edit.endColumn());
        if (first == last) {
            int grows = edit.text().length() - (edit.endColumn() - column);
            lines.set(first, head + edit.text() + " ".repeat(Math.max(0, -grows)) + tail);
            if (grows > 0) {
                move(first + 1, column, grows);
            }
            return;
        }
        lines.set(first, head + edit.text());
        for (int line = first + 1; line < last; line++) {
            lines.set(line, "");
        }
        lines.set(last, " ".repeat(edit.endColumn()) + tail);
    }

    /** Moves the lines from one on that are indented at least so far, and stops at the first that is not. */
    private void move(int from, int column, int by) {
        for (int line = from; line < lines.size(); line++) {
            String text = lines.get(line);
            if (text.isBlank()) {
                continue;
            }
            if (text.length() - text.stripLeading().length() < column) {
                return;
            }
            lines.set(line, " ".repeat(by) + text);
        }
    }
}
