package org.pfnproof.engine.explorer.toys;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.pfnproof.kernel.Move.Argument;
import org.pfnproof.kernel.state.Field;
import org.pfnproof.kernel.state.Layout;

/** Protocols whose state spaces are known otherwise. */
public final class Toys {

    private static final int INTERCHANGEABLE = 5;
    private static final int THINKING = 0;
    private static final int HAS_LEFT = 1;
    private static final int EATING = 2;

    private Toys() {}

    /**
     * Counters that each go round. {@code base^count} states; {@code count * (base - 1) + 1} of them on the longest shortest path;
     * {@code count} steps from each. With symmetry, for up to five counters, as
     * many states as there are multisets of {@code count} values.
     */
    public static Toy counters(int count, int base) {
        Layout layout = new Layout();
        Field[] counters = layout.fields("c", 0, count, 0, base - 1);
        Toy toy = new Toy(layout).start(state -> {});
        for (int i = 0; i < count; i++) {
            Field counter = counters[i];
            toy.move("Count", i, state -> {
                state.set(counter, (state.get(counter) + 1) % base);
                return true;
            });
        }
        permutations(count <= INTERCHANGEABLE ? count : 1)
                .forEach(order -> toy.renaming((from, to) ->
                        IntStream.range(0, count).forEach(i -> to.set(counters[order[i]], from.get(counters[i])))));
        return toy.describedBy(state -> Map.of(
                "counters",
                Arrays.stream(counters).mapToInt(state::get).boxed().toList().toString()));
    }

    /**
     * Philosophers who take the left fork first. As many states as the Pell-Lucas number of that index: 14 for 3, 34 for 4, 82 for 5,
     * 6726 for 10. Each can be hungry with a fork in the left hand, so there is a deadlock after as many steps as there are philosophers.
     */
    public static Toy philosophers(int count) {
        Layout layout = new Layout();
        Field[] pc = layout.fields("pc", 0, count, THINKING, EATING);
        Toy toy = new Toy(layout).start(state -> {});
        for (int i = 0; i < count; i++) {
            Field me = pc[i];
            Field left = pc[(i + count - 1) % count];
            Field right = pc[(i + 1) % count];
            toy.move("TakeLeft", i, state -> go(state, me, THINKING, HAS_LEFT, state.get(left) != EATING));
            toy.move("TakeRight", i, state -> go(state, me, HAS_LEFT, EATING, state.get(right) == THINKING));
            toy.move("PutDown", i, state -> go(state, me, EATING, THINKING, true));
        }
        return toy.invariant("NeighboursDoNotEatTogether", state -> IntStream.range(0, count)
                        .noneMatch(i -> state.get(pc[i]) == EATING && state.get(pc[(i + 1) % count]) == EATING))
                .witness("SomeoneEats", state -> state.get(pc[count - 1]) == EATING)
                .describedBy(state -> names(pc, state, "thinking", "hasLeft", "eating"));
    }

    /**
     * Processes in a ring; who has the token may enter. {@code count * 2} states with one token: the holder is in or out.
     *
     * @param tokens with more than one, two processes can be in at once
     */
    public static Toy tokenRing(int count, int tokens) {
        Layout layout = new Layout();
        Field[] token = layout.fields("token", 0, count, 0, 1);
        Field[] in = layout.fields("in", 0, count, 0, 1);
        Toy toy = new Toy(layout)
                .start(state -> IntStream.range(0, tokens).forEach(i -> state.set(token[i * count / tokens], 1)));
        for (int i = 0; i < count; i++) {
            int me = i;
            int next = (i + 1) % count;
            toy.move("Enter", i, state -> go(state, in[me], 0, 1, state.get(token[me]) == 1));
            toy.move("Leave", i, state -> go(state, in[me], 1, 0, true));
            toy.move("Pass", i, state -> {
                if (state.get(token[me]) == 0 || state.get(in[me]) == 1 || state.get(token[next]) == 1) {
                    return false;
                }
                state.set(token[me], 0);
                state.set(token[next], 1);
                return true;
            });
        }
        return toy.invariant(
                        "OneInside",
                        state -> Arrays.stream(in).mapToInt(state::get).sum() <= 1)
                .stepRule(
                        "InsideStays",
                        (before, after) -> before.get(in[0]) == 0 || after.get(in[0]) == 1 || after.get(token[0]) == 1)
                .stepRule("FirstNeverEnters", (before, after) -> before.get(in[0]) == 1 || after.get(in[0]) == 0)
                .witness("LastInside", state -> state.get(in[count - 1]) == 1)
                .stepWitness(
                        "LastGetsToken", (before, after) -> before.get(token[count - 1]) < after.get(token[count - 1]));
    }

    /** A counter that grows for ever, in a field that ends at {@code max}. */
    public static Toy overflowing(int max) {
        Layout layout = new Layout();
        Field counter = layout.field("counter", 0, max);
        return new Toy(layout)
                .start(state -> {})
                .move("Reset", List.of(), state -> {
                    state.set(counter, 0);
                    return true;
                })
                .move("Grow", List.of(), state -> {
                    state.set(counter, state.get(counter) + 1);
                    return true;
                })
                .invariant("Small", state -> state.get(counter) < 3)
                .invariant("AlsoSmall", state -> state.get(counter) < 3)
                .invariant("Tiny", state -> state.get(counter) < 2)
                .invariant("Natural", state -> state.get(counter) >= 0);
    }

    /** A graph of {@code size} nodes with {@code degree} edges from most of them, the same for the same seed. */
    public static Toy graph(long seed, int size, int degree) {
        Layout layout = new Layout();
        Field node = layout.field("node", 0, size - 1);
        // The same twice over, so that a state has more than one word.
        Field shadow = layout.field("shadow", Integer.MIN_VALUE, Integer.MAX_VALUE - 1);
        Field copy = layout.field("copy", 0, size - 1);
        SplittableRandom random = new SplittableRandom(seed);
        int[][] edges = new int[size][degree];
        for (int[] row : edges) {
            for (int i = 0; i < degree; i++) {
                row[i] = random.nextInt(3) == 0 ? -1 : random.nextInt(size);
            }
        }
        Toy toy = new Toy(layout);
        for (int start : new int[] {random.nextInt(size), random.nextInt(size)}) {
            toy.start(state -> go(state, node, shadow, copy, start));
        }
        for (int i = 0; i < degree; i++) {
            int edge = i;
            toy.move("Edge" + edge % 3, List.of(new Argument("edge", edge)), state -> {
                int to = edges[state.get(node)][edge];
                return to >= 0 && go(state, node, shadow, copy, to);
            });
        }
        int forbidden = random.nextInt(size);
        int avoided = random.nextInt(size);
        return toy.invariant("NotForbidden", state -> state.get(node) % (size / 4) != forbidden % (size / 4))
                .invariant("NotAvoided", state -> state.get(node) != avoided)
                .stepRule("NotFar", (before, after) -> Math.abs(before.get(node) - after.get(node)) < size - size / 16)
                .describedBy(state -> Map.of("node", state.get(node)));
    }

    private static boolean go(ToyState state, Field node, Field shadow, Field copy, int to) {
        state.set(node, to);
        state.set(shadow, to * -12345);
        state.set(copy, to);
        return true;
    }

    private static boolean go(ToyState state, Field pc, int from, int to, boolean enabled) {
        if (!enabled || state.get(pc) != from) {
            return false;
        }
        state.set(pc, to);
        return true;
    }

    private static Map<String, Object> names(Field[] pc, ToyState state, String... names) {
        Map<String, String> function = new TreeMap<>();
        IntStream.range(0, pc.length).forEach(i -> function.put("p" + i, names[state.get(pc[i])]));
        return new LinkedHashMap<>(Map.of("pc", function));
    }

    /** All permutations of {@code 0..count-1} but the identity. */
    static List<int[]> permutations(int count) {
        List<int[]> all = new ArrayList<>();
        permute(new int[count], 0, 0, all);
        all.remove(0);
        return all;
    }

    private static void permute(int[] order, int length, int used, List<int[]> all) {
        if (length == order.length) {
            all.add(order.clone());
            return;
        }
        for (int i = 0; i < order.length; i++) {
            if ((used >> i & 1) == 0) {
                order[length] = i;
                permute(order, length + 1, used | 1 << i, all);
            }
        }
    }
}
