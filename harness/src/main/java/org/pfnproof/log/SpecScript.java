package org.pfnproof.log;

import java.util.ArrayList;
import java.util.List;

/**
 * What a log says, in steps of the spec KernelLog, for a checker that takes them one by one: written by whoever follows the log, who knows
 * between which lines of a thread a line stands. Says nothing of what he thinks of a step, but for the last one if he refuses it.
 */
public final class SpecScript {

    private static final SpecStep IGNORED = SpecStep.ignored();

    /** For those who want none. */
    public static final SpecScript NONE = new SpecScript(0);

    private final int limit;
    private final List<SpecStep> steps = new ArrayList<>();
    private long line;
    private boolean tooLong;
    private boolean refused;

    /**
     * An empty one.
     *
     * @param limit how many steps are kept
     */
    public SpecScript(int limit) {
        this.limit = limit;
        this.tooLong = limit == 0;
    }

    /** What comes now is from this line. */
    public void line(long number) {
        line = number;
    }

    /** A step that has no actor. */
    public SpecStep step(String action) {
        return step(action, -1);
    }

    /** A step of a vCPU or an invalidator, numbered from 0. */
    public SpecStep step(String action, int actor) {
        if (steps.size() >= limit) {
            tooLong = true;
            return IGNORED;
        }
        SpecStep step = new SpecStep(action, line, actor);
        steps.add(step);
        return step;
    }

    /** Reads and stores without a line of their own may have happened here. */
    public SpecStep silent() {
        return step(SpecStep.SILENT);
    }

    /** After the line's step so far, a value is this. */
    public void stands(String what, SpecNumber... numbers) {
        stands(new SpecStep.Comparison(what, -1, List.of(numbers), ""));
    }

    /** The same of a value that a vCPU has in hand. */
    public void standsOf(String what, int vcpu, SpecNumber... numbers) {
        stands(new SpecStep.Comparison(what, vcpu, List.of(numbers), ""));
    }

    /** A vCPU is at this place of the code. */
    public void at(int vcpu, String pc) {
        stands(new SpecStep.Comparison("pc", vcpu, List.of(), pc));
    }

    private void stands(SpecStep.Comparison comparison) {
        if (tooLong) {
            return;
        }
        SpecStep last = steps.isEmpty() ? IGNORED : steps.get(steps.size() - 1);
        boolean own = last.line() == line && !last.action().equals(SpecStep.SILENT);
        (own ? last : step(SpecStep.NOTHING)).compare(comparison);
    }

    /** Whoever writes this finds the last step impossible, and will write no more. */
    public void refuse() {
        refused = true;
    }

    /** Whether the last line's step was found impossible. */
    public boolean isRefused() {
        return refused;
    }

    /** Whether there were more steps than could be kept. */
    public boolean isTooLong() {
        return tooLong;
    }

    /** The steps. */
    public List<SpecStep> steps() {
        return List.copyOf(steps);
    }
}
