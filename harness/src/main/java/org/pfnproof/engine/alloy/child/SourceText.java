package org.pfnproof.engine.alloy.child;

import edu.mit.csail.sdg.alloy4.Pos;
import java.util.Optional;
import org.pfnproof.engine.mutant.Edit;
import org.pfnproof.engine.source.Comments;

/**
 * The text of one file by Alloy's positions, which count lines and columns from 1 and name the last character, too. The brackets
 * around an expression are no part of it for Alloy; where it begins or ends with some, they are added until they are balanced.
 */
final class SourceText {

    private static final String OPENING = "([{";
    private static final String CLOSING = ")]}";

    private final String text;

    /** Of a file's content; comments count as blanks. */
    SourceText(String content) {
        this.text = Comments.ALLOY.withoutComments(content);
    }

    /** The text of a place, on one line. */
    String of(Pos place) {
        int[] range = balanced(place);
        return text.substring(range[0], range[1]).replaceAll("\\s+", " ").strip();
    }

    /** The edit that puts something else at a place. */
    Edit replace(Pos place, String by) {
        int[] range = balanced(place);
        return edit(range[0], range[1] - range[0], by);
    }

    /** The edit of so many characters from an offset on. */
    Edit edit(int offset, int length, String by) {
        int last = offset + length - 1;
        return new Edit(line(offset), column(offset), line(last), column(last), by);
    }

    /** The offset of a word in a place. */
    Optional<Integer> find(String word, Pos place) {
        int found = text.indexOf(word, offset(place.y, place.x));
        return found >= 0 && found < offset(place.y2, place.x2) ? Optional.of(found) : Optional.empty();
    }

    /** The name that stands at a place, with the path of its module. */
    Optional<String> name(Pos place) {
        String name = text.substring(offset(place.y, place.x), offset(place.y2, place.x2) + 1);
        return name.matches("[\\w/]+") ? Optional.of(name) : Optional.empty();
    }

    private int[] balanced(Pos place) {
        int from = offset(place.y, place.x);
        int to = offset(place.y2, place.x2) + 1;
        int depth = 0;
        int lowest = 0;
        for (int i = from; i < to; i++) {
            depth += step(text.charAt(i));
            lowest = Math.min(lowest, depth);
        }
        for (int missing = -lowest; missing > 0; missing--) {
            do {
                from--;
            } while (OPENING.indexOf(text.charAt(from)) < 0);
        }
        for (int open = depth - lowest; open > 0; open--) {
            while (CLOSING.indexOf(text.charAt(to)) < 0) {
                to++;
            }
            to++;
        }
        return new int[] {from, to};
    }

    private static int step(char c) {
        if (OPENING.indexOf(c) >= 0) {
            return 1;
        }
        return CLOSING.indexOf(c) >= 0 ? -1 : 0;
    }

    private int offset(int line, int column) {
        int start = 0;
        for (int i = 1; i < line; i++) {
            start = text.indexOf('\n', start) + 1;
        }
        return start + column - 1;
    }

    private int line(int offset) {
        return 1
                + (int) text.substring(0, offset).chars().filter(c -> c == '\n').count();
    }

    private int column(int offset) {
        return offset - text.lastIndexOf('\n', offset - 1);
    }
}
