package org.pfnproof.compare;

import java.util.EnumSet;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What a call that can be written is good for; decided by what it does, never by what it looks like. */
public enum CallClass {
    MEANINGFUL("does what no smaller call does"),
    REDUNDANT("gives an input that has no effect in any call of the shape"),
    CONTRADICTORY("accepted, but an input that has an effect elsewhere has none here"),
    USELESS("silently fails in every environment"),
    CAUGHT_SOMETIMES("WARN or BUG in some environments in which its slot is good, not in others"),
    CAUGHT("WARN or BUG wherever its slot is good");

    private final String text;

    CallClass(String text) {
        this.text = text;
    }

    public String text() {
        return text;
    }

    /** How many calls of a shape are of each class, in the order of the classes. */
    static Map<CallClass, List<Call>> of(Shape shape) {
        Map<Set<Input>, Call> byInputs = new LinkedHashMap<>();
        shape.calls().forEach(call -> byInputs.put(call.inputs(), call));
        Set<Input> effective = effective(shape, byInputs);
        Map<CallClass, List<Call>> classes = new LinkedHashMap<>();
        for (CallClass each : values()) {
            classes.put(
                    each,
                    shape.calls().stream()
                            .filter(call -> classOf(call, byInputs, effective) == each)
                            .toList());
        }
        return classes;
    }

    private static CallClass classOf(Call call, Map<Set<Input>, Call> byInputs, Set<Input> effective) {
        Set<Outcome.Report> reports = new HashSet<>();
        boolean frame = false;
        List<Environment> environments = Environment.all();
        for (int i = 0; i < environments.size(); i++) {
            Outcome outcome = call.behaviour().get(i);
            frame |= outcome.result() == Outcome.Result.FRAME;
            if (environments.get(i).slot() == Environment.Slot.USABLE) {
                reports.add(outcome.report());
            }
        }
        if (!reports.contains(Outcome.Report.NONE)) {
            return CAUGHT;
        }
        if (reports.size() > 1) {
            return CAUGHT_SOMETIMES;
        }
        if (!frame) {
            return USELESS;
        }
        Set<Input> idle = EnumSet.noneOf(Input.class);
        call.inputs().stream().filter(input -> !changes(call, input, byInputs)).forEach(idle::add);
        if (idle.isEmpty()) {
            return MEANINGFUL;
        }
        idle.retainAll(effective);
        return idle.isEmpty() ? REDUNDANT : CONTRADICTORY;
    }

    private static boolean changes(Call call, Input input, Map<Set<Input>, Call> byInputs) {
        Set<Input> smaller = EnumSet.copyOf(call.inputs());
        smaller.remove(input);
        return !call.behaviour().equals(byInputs.get(smaller).behaviour());
    }

    private static Set<Input> effective(Shape shape, Map<Set<Input>, Call> byInputs) {
        Set<Input> effective = EnumSet.noneOf(Input.class);
        for (Call call : shape.calls()) {
            call.inputs().stream()
                    .filter(input -> changes(call, input, byInputs))
                    .forEach(effective::add);
        }
        return effective;
    }
}
