package org.pfnproof.engine.twin;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.pfnproof.engine.twin.Difference.Kind;
import org.pfnproof.kernel.Move;
import org.pfnproof.kernel.Protocol;
import org.pfnproof.kernel.state.PackedState;
import org.pfnproof.kernel.state.StateOverflowException;
import org.pfnproof.trace.Value;

/**
 * A reference implementation that walks beside a checker's breadth-first search of its spec. The checker tells its initial
 * states, then each state that it expands with all of its steps; a state without a step need not be told. In every state the
 * moves that are enabled must be the checker's steps, and lead to the same states; and what both sides state of states and steps must be
 * true of the same ones.
 *
 * <p>The walk may have a boundary: invariants. A state that violates one is compared, and nothing behind it is; the checker must not
 * take a step from it either, by its own judgement of the invariants.
 *
 * <p>The walk stops after the first state in which the two part, which no shorter path reaches. What is said of a state counts from where
 * the state is found, so it comes after all steps of the state before.
 *
 * @param <S> the reference implementation's states
 */
public final class Twin<S extends PackedState> {

    private final Protocol<S> protocol;
    private final Predicate<S> isWithin;
    private final Predicates<S> predicates;
    private final Set<String> modelValues;
    private final Path<S> path;
    private final List<Move<S>> moves;
    private final Labels labels;
    private final StateStore store;
    private final FingerprintIndex index = new FingerprintIndex();
    private final InitialStates initial = new InitialStates();
    private final Interned values = new Interned();
    private final List<Difference> differences = new ArrayList<>();

    private final S scratch;
    /** The state after each move from the current state, where it is enabled. */
    private final long[][] successors;

    private final boolean[] enabled;
    private final boolean[] matched;
    private int current = StateStore.NO_PARENT;
    private int initialStates;
    private long edges;
    private long beyond;
    private boolean over;
    /** The state in which the two part, if they do. */
    private int parted = StateStore.NO_PARENT;

    private Twin(Protocol<S> protocol, List<String> modelValues, Predicate<S> isWithin, Predicates<S> predicates) {
        this.isWithin = isWithin;
        this.predicates = predicates;
        this.modelValues = Set.copyOf(modelValues);
        this.protocol = protocol;
        this.scratch = protocol.newState();
        this.moves = protocol.moves();
        this.labels = new Labels(moves);
        this.store = new StateStore(scratch.words.length);
        this.path = new Path<>(protocol, moves, store, this.modelValues);
        this.successors = new long[moves.size()][scratch.words.length];
        this.enabled = new boolean[moves.size()];
        this.matched = new boolean[moves.size()];
    }

    /**
     * Starts a walk. Whatever the reference implementation throws goes on.
     *
     * @param modelValues the spec's; one that is a step's first argument is its actor
     * @param boundary the ids of invariants behind whose violations nothing is compared
     * @param said ids of what is to be compared of states and steps, as far as the reference implementation states it
     * @throws IllegalArgumentException if the reference implementation does not state one of the boundary
     */
    public static <S extends PackedState> Twin<S> of(
            Protocol<S> protocol, List<String> modelValues, List<String> boundary, List<String> said) {
        Twin<S> twin =
                new Twin<>(protocol, modelValues, Predicates.all(protocol, boundary), new Predicates<>(protocol, said));
        protocol.initialStates(state -> twin.initial.ours(twin.describe(state), state.words.clone()));
        return twin;
    }

    /** The text of a label, the same for both sides. */
    public static String label(String action, Map<String, Value> arguments) {
        return Labels.text(action, arguments);
    }

    /** The values of this walk, for descriptions to share. */
    public Interned values() {
        return values;
    }

    /** The number by which {@link #step} knows a label. */
    public int number(String label) {
        return labels.number(label);
    }

    /** The checker has found an initial state. */
    public void initial(long fingerprint, Told spec) {
        initial.theirs(spec.variables()).ifPresent(words -> {
            add(fingerprint, spec, StateStore.NO_PARENT, 0, words);
            initialStates++;
        });
    }

    private void add(long fingerprint, Told spec, int parent, int move, long... words) {
        int added = store.add(words, parent, move);
        index.put(fingerprint, added);
        predicates.look(added, words, spec);
    }

    /** The checker begins to expand a state, and has expanded the ones before it. */
    public void expand(long fingerprint) {
        if (!settleInitialStates()) {
            return;
        }
        settle();
        if (over) {
            return;
        }
        int next = index.get(fingerprint);
        if (next <= current) {
            throw new IllegalStateException("the checker does not search breadth first");
        }
        if (skipTo(next)) {
            enter(next);
        }
    }

    /**
     * The checker has found a step from the state that it expands.
     *
     * @param label its number
     * @param fingerprint the successor's
     * @param told of the step and the successor, asked only for what is needed
     */
    public void step(int label, long fingerprint, Told told) {
        if (over) {
            return;
        }
        int known = index.get(fingerprint);
        Optional<Map<String, Value>> spec =
                known == FingerprintIndex.NONE ? Optional.of(told.variables()) : Optional.empty();
        int first = -1;
        boolean agreed = false;
        for (int move : labels.moves(label)) {
            if (!enabled[move]) {
                continue;
            }
            first = first < 0 ? move : first;
            if (spec.isEmpty()
                    ? store.isEqual(known, successors[move])
                    : spec.get().equals(described(move))) {
                agree(move, fingerprint, told);
                agreed = true;
            }
        }
        if (first < 0) {
            missing(label, spec.orElseGet(told::variables));
        } else if (!agreed) {
            matched[first] = true;
            parted(first, spec.orElseGet(told::variables), known);
        }
    }

    /** The checker has expanded every state. */
    public void end() {
        if (settleInitialStates()) {
            settle();
            skipTo(store.size());
        }
    }

    /** Whether nothing more needs to be told. */
    public boolean isOver() {
        return over;
    }

    /** What was found. */
    public TwinReport report() {
        return new TwinReport(
                initialStates,
                store.size(),
                beyond,
                edges,
                differences.stream()
                        .map(difference -> difference.shown(modelValues))
                        .toList(),
                differences.isEmpty() || parted == StateStore.NO_PARENT
                        ? Optional.empty()
                        : Optional.of(path.to(parted)),
                predicates.compared());
    }

    /** When the first state is expanded, all initial states are known. */
    private boolean settleInitialStates() {
        if (current == StateStore.NO_PARENT && !over) {
            initial.differences().forEach(this::tell);
            conclude();
        }
        return !over;
    }

    /** The states between the current one and {@code next} have no steps on the checker's side. */
    private boolean skipTo(int next) {
        for (int state = current + 1; state < next && !over; state++) {
            enter(state);
            settle();
        }
        return !over;
    }

    private void enter(int state) {
        current = state;
        parted = state;
        Arrays.fill(matched, false);
        Arrays.fill(enabled, false);
        store.copyTo(state, scratch);
        if (isBeyond(scratch)) {
            beyond++;
            return;
        }
        for (int move = 0; move < enabled.length; move++) {
            enabled[move] = attempt(move);
            if (enabled[move] || !store.isEqual(state, scratch.words)) {
                System.arraycopy(scratch.words, 0, successors[move], 0, scratch.words.length);
                store.copyTo(state, scratch);
            }
        }
    }

    private boolean isBeyond(S state) {
        try {
            return !isWithin.test(state);
        } catch (RuntimeException | Error e) {
            tell(new Difference(
                    Kind.CRASH,
                    Optional.empty(),
                    "The property behind whose violations nothing is compared makes the reference implementation throw "
                            + Difference.crash(e),
                    List.of()));
            return true;
        }
    }

    /** Takes a move in the scratch state if it is enabled. One that breaks the rules is enabled to nobody, and told at once. */
    private boolean attempt(int move) {
        boolean taken;
        try {
            taken = moves.get(move).tryTake(scratch);
        } catch (StateOverflowException e) {
            matched[move] = true;
            tell(difference(
                    Kind.OVERFLOW, move, " gives a value that the packed state has no room for: " + e.getMessage()));
            return false;
        } catch (RuntimeException | Error e) {
            matched[move] = true;
            tell(difference(Kind.CRASH, move, " makes the reference implementation throw " + Difference.crash(e)));
            return false;
        }
        if (!taken && !store.isEqual(current, scratch.words)) {
            matched[move] = true;
            tell(difference(
                    Kind.REFUSED_BUT_CHANGED,
                    move,
                    " is not enabled in the reference implementation, and changes the state nevertheless."));
        }
        return taken;
    }

    /** All steps from the current state have been told. */
    private void settle() {
        if (current == StateStore.NO_PARENT) {
            return;
        }
        for (int move = 0; move < enabled.length; move++) {
            if (enabled[move] && !matched[move]) {
                tell(new Difference(
                        Kind.STEP_TOO_MANY,
                        Optional.of(Labels.text(moves.get(move))),
                        "The reference implementation takes " + Labels.text(moves.get(move)) + ", the spec does not.",
                        Difference.between(Map.of(), changed(described(move)))));
            }
        }
        conclude();
    }

    /** The steps of one state come before what is said of the states behind them. */
    private void conclude() {
        if (differences.isEmpty() && !predicates.disagreements().isEmpty()) {
            differences.addAll(predicates.disagreements());
            parted = predicates.disagreed();
        }
        over = !differences.isEmpty();
    }

    private void agree(int move, long fingerprint, Told told) {
        if (!matched[move]) {
            matched[move] = true;
            edges++;
            store.copyTo(current, scratch);
            predicates
                    .ofStep(scratch.words, successors[move], told, Labels.text(moves.get(move)))
                    .forEach(this::tell);
        }
        if (index.get(fingerprint) == FingerprintIndex.NONE) {
            add(fingerprint, told, current, move, successors[move]);
        }
    }

    private void missing(int label, Map<String, Value> spec) {
        String text = labels.text(label);
        boolean known = labels.moves(label).length > 0;
        // One that crashed has been told already.
        if (Arrays.stream(labels.moves(label)).noneMatch(move -> matched[move])) {
            tell(new Difference(
                    Kind.STEP_MISSING,
                    Optional.of(text),
                    "The spec takes " + text + ", the reference implementation does not"
                            + (known ? "." : ", and has no such move at all."),
                    Difference.between(changed(spec), Map.of())));
        }
    }

    private void parted(int move, Map<String, Value> spec, int known) {
        Map<String, Value> ours = described(move);
        if (ours.isEmpty()) {
            return;
        }
        String text = Labels.text(moves.get(move));
        if (known != FingerprintIndex.NONE && ours.equals(spec)) {
            tell(new Difference(
                    Kind.HIDDEN_STATE,
                    Optional.of(text),
                    text
                            + " leads the reference implementation to a state whose description it has seen before, but which"
                            + " is not the same: something in it is not described.",
                    List.of()));
        } else {
            tell(new Difference(
                    Kind.SUCCESSOR,
                    Optional.of(text),
                    text + " leads to different states.",
                    Difference.between(spec, ours)));
        }
    }

    /** Only what a step has changed. */
    private Map<String, Value> changed(Map<String, Value> after) {
        store.copyTo(current, scratch);
        Map<String, Value> before = describe(scratch);
        Map<String, Value> changed = new LinkedHashMap<>(after);
        changed.entrySet().removeIf(entry -> entry.getValue().equals(before.get(entry.getKey())));
        return changed;
    }

    /** The description of the state after a move; empty, and told, if describing it fails. */
    private Map<String, Value> described(int move) {
        System.arraycopy(successors[move], 0, scratch.words, 0, scratch.words.length);
        try {
            return describe(scratch);
        } catch (RuntimeException | Error e) {
            tell(difference(
                    Kind.CRASH,
                    move,
                    " leads to a state that cannot be described: describe() throws " + Difference.crash(e)));
            return Map.of();
        }
    }

    private Map<String, Value> describe(S state) {
        Map<String, Value> variables = new LinkedHashMap<>();
        protocol.describe(state)
                .forEach((name, value) -> variables.put(name, values.of(value, () -> Described.value(value))));
        return variables;
    }

    /** Some are met with twice. */
    private void tell(Difference difference) {
        if (!differences.contains(difference)) {
            differences.add(difference);
        }
    }

    private Difference difference(Kind kind, int move, String predicate) {
        String text = Labels.text(moves.get(move));
        return new Difference(kind, Optional.of(text), text + predicate, List.of());
    }
}
