package org.pfnproof.log;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A step of the spec KernelLog: what a line of a log says, or that lockless steps of others may have happened before it. The spec says what
 * each action does and which parts it needs.
 */
public final class SpecStep {

    /** The action of a step that only compares. */
    static final String NOTHING = "nothing";

    static final String SILENT = "silent";

    private final boolean kept;
    private final String action;
    private final long line;
    private final int actor;
    private Optional<SpecNumber> x = Optional.empty();
    private Optional<SpecNumber> y = Optional.empty();
    private String flag = "";
    private String pc = "";
    private final List<Comparison> comparisons = new ArrayList<>();
    private final List<Reader> readers = new ArrayList<>();
    private final List<Integer> storers = new ArrayList<>();

    /**
     * What the state after a step must stand.
     *
     * @param what which part of the state
     * @param vcpu of which vCPU; -1 for a part that all share
     * @param numbers the values
     * @param pc the place in the code, for {@code pc}
     */
    public record Comparison(String what, int vcpu, List<SpecNumber> numbers, String pc) {
        public Comparison {
            numbers = List.copyOf(numbers);
        }
    }

    /**
     * Who may have read without lock.
     *
     * @param vcpu its number, from 0
     * @param pc which of its reads, in the spec's words
     */
    public record Reader(int vcpu, String pc) {}

    SpecStep(String action, long line, int actor) {
        this(true, action, line, actor);
    }

    private SpecStep(boolean kept, String action, long line, int actor) {
        this.kept = kept;
        this.action = action;
        this.line = line;
        this.actor = actor;
    }

    /** Takes what it is given, and forgets it. */
    static SpecStep ignored() {
        return new SpecStep(false, NOTHING, 0, -1);
    }

    /** Sets the first number. */
    public SpecStep x(SpecNumber number) {
        if (kept) {
            x = Optional.of(number);
        }
        return this;
    }

    /** Sets the second number. */
    public SpecStep y(SpecNumber number) {
        if (kept) {
            y = Optional.of(number);
        }
        return this;
    }

    /** Sets the yes or no. */
    public SpecStep flag(boolean yes) {
        if (kept) {
            flag = yes ? "TRUE" : "FALSE";
        }
        return this;
    }

    /** Sets the place in the code that the step is about. */
    public SpecStep pc(String place) {
        if (kept) {
            pc = place;
        }
        return this;
    }

    /** For a silent step: a vCPU that may have read. */
    public SpecStep reader(int vcpu, String place) {
        if (kept) {
            readers.add(new Reader(vcpu, place));
        }
        return this;
    }

    /** For a silent step: an invalidator whose end may have been stored. */
    public SpecStep storer(int invalidator) {
        if (kept) {
            storers.add(invalidator);
        }
        return this;
    }

    void compare(Comparison comparison) {
        if (kept) {
            comparisons.add(comparison);
        }
    }

    /** The action of the spec. */
    public String action() {
        return action;
    }

    /** The line that it comes from. */
    public long line() {
        return line;
    }

    /** The vCPU or invalidator, from 0; -1 for none. */
    public int actor() {
        return actor;
    }

    /** The first number. */
    public Optional<SpecNumber> x() {
        return x;
    }

    /** The second number. */
    public Optional<SpecNumber> y() {
        return y;
    }

    /** TRUE, FALSE or nothing. */
    public String flag() {
        return flag;
    }

    /** The place in the code, or nothing. */
    public String pc() {
        return pc;
    }

    /** What must stand. */
    public List<Comparison> comparisons() {
        return List.copyOf(comparisons);
    }

    /** Who may have read. */
    public List<Reader> readers() {
        return List.copyOf(readers);
    }

    /** Who may have stored. */
    public List<Integer> storers() {
        return List.copyOf(storers);
    }
}
