package org.pfnproof.engine.agree;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.pfnproof.engine.Run;
import org.pfnproof.engine.Verdict;

/**
 * How the answers of two engines about one run compare: of the checker of the spec, and of the explorer of the reference
 * implementation.
 *
 * @param run what both were asked about
 * @param rows one for each property
 * @param spec the checker's side
 * @param implementation the explorer's side
 * @param unbounded whether behind a violation there is no end of states; what is not violated before may then remain open
 * @param time wall-clock time of both
 */
public record Agreement(Run run, List<Row> rows, Side spec, Side implementation, boolean unbounded, Duration time) {

    public Agreement {
        rows = List.copyOf(rows);
    }

    /** What a comparison of verdicts can come to. */
    public enum Outcome {
        AGREES,
        DISAGREES,
        INCONCLUSIVE,
        BROKEN
    }

    /**
     * A property.
     *
     * @param spec empty if there is no answer
     * @param implementation likewise
     */
    public record Row(String property, Optional<Answer> spec, Optional<Answer> implementation) {

        /** Whether both answer, and differently. */
        public boolean differs() {
            return spec.isPresent() && implementation.isPresent() && !spec.equals(implementation);
        }

        /** Whether neither answers. */
        public boolean isOpen() {
            return spec.isEmpty() && implementation.isEmpty();
        }

        /** Whether both give the same answer. */
        public boolean agrees() {
            return spec.isPresent() && spec.equals(implementation);
        }
    }

    /**
     * One engine.
     *
     * @param engine name and version
     * @param distinct the number of distinct states, if all were seen
     * @param failure why answers are missing
     */
    public record Side(String engine, OptionalLong distinct, Optional<Verdict> failure) {}

    /** What it came to. */
    public Outcome outcome() {
        if (countsDiffer() || rows.stream().anyMatch(Row::differs)) {
            return Outcome.DISAGREES;
        }
        if (failures().anyMatch(Verdict.Broken.class::isInstance)) {
            return Outcome.BROKEN;
        }
        return rows.stream().allMatch(row -> row.agrees() || row.isOpen() && mayRemainOpen(row))
                ? Outcome.AGREES
                : Outcome.INCONCLUSIVE;
    }

    /** What the run is expected to violate must be decided. */
    private boolean mayRemainOpen(Row row) {
        return unbounded && !run.expectedViolation().equals(Optional.of(row.property()));
    }

    /** Properties about which neither side can say anything. */
    public List<String> open() {
        return rows.stream().filter(Row::isOpen).map(Row::property).toList();
    }

    /** Whether both saw all states, and not equally many. */
    public boolean countsDiffer() {
        return spec.distinct().isPresent()
                && implementation.distinct().isPresent()
                && spec.distinct().getAsLong() != implementation.distinct().getAsLong();
    }

    /** One sentence, or one line for each problem. */
    public String explanation() {
        return switch (outcome()) {
            case AGREES ->
                open().isEmpty()
                        ? "Both give the same answer about each property."
                        : "Both give the same answer about each property that is violated; behind that there is no end of"
                                + " states, and the others are not decided.";
            case DISAGREES ->
                countsDiffer()
                        ? "They do not have equally many distinct states."
                        : "They give different answers about "
                                + String.join(
                                        ", ",
                                        rows.stream()
                                                .filter(Row::differs)
                                                .map(Row::property)
                                                .toList())
                                + ".";
            case INCONCLUSIVE, BROKEN ->
                String.join(
                        "\n",
                        Stream.of(side(implementation), side(spec))
                                .flatMap(Optional::stream)
                                .toList());
        };
    }

    private Stream<Verdict> failures() {
        return Stream.of(spec, implementation).flatMap(side -> side.failure().stream());
    }

    private static Optional<String> side(Side side) {
        return side.failure().map(failure -> side.engine() + ": " + text(failure));
    }

    private static String text(Verdict failure) {
        if (failure instanceof Verdict.Broken broken) {
            return String.join(
                    "\n", broken.problems().stream().map(Object::toString).toList());
        }
        return failure instanceof Verdict.Inconclusive inconclusive ? inconclusive.reason() : failure.label();
    }
}
