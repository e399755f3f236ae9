package org.pfnproof.engine.twin;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.pfnproof.kernel.Move;
import org.pfnproof.trace.Value;

/** Numbers for the labels of steps, and the moves that have them. */
final class Labels {

    private static final int[] NO_MOVES = {};

    private final Map<String, Integer> numbers = new HashMap<>();
    private final List<String> texts = new ArrayList<>();
    private final List<int[]> moves = new ArrayList<>();

    Labels(List<? extends Move<?>> all) {
        Map<String, List<Integer>> byText = new LinkedHashMap<>();
        for (int i = 0; i < all.size(); i++) {
            byText.computeIfAbsent(text(all.get(i)), label -> new ArrayList<>()).add(i);
        }
        byText.forEach((label, indexes) ->
                add(label, indexes.stream().mapToInt(Integer::intValue).toArray()));
    }

    /** For example {@code Count(w=w1, by=2)}: the same text for the same step on both sides. */
    static String text(String action, Map<String, Value> arguments) {
        return action
                + arguments.entrySet().stream()
                        .map(argument -> argument.getKey() + "=" + argument.getValue())
                        .collect(Collectors.joining(", ", "(", ")"));
    }

    static String text(Move<?> move) {
        return text(move.action(), arguments(move));
    }

    static Map<String, Value> arguments(Move<?> move) {
        Map<String, Value> arguments = new LinkedHashMap<>();
        move.arguments().forEach(argument -> arguments.put(argument.name(), Described.value(argument.value())));
        return arguments;
    }

    /** The label's number; a label that no move has gets one as well. */
    int number(String text) {
        Integer number = numbers.get(text);
        return number == null ? add(text, NO_MOVES) : number;
    }

    String text(int label) {
        return texts.get(label);
    }

    /** The moves with this label, mostly one. */
    int[] moves(int label) {
        return moves.get(label);
    }

    private int add(String text, int... indexes) {
        numbers.put(text, texts.size());
        texts.add(text);
        moves.add(indexes);
        return texts.size() - 1;
    }
}
