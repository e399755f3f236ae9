package org.pfnproof.compare;

import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
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

    /** The calls of a shape that are of each class, in the order of the classes. */
    static Map<CallClass, List<Call>> of(Shape shape) {
        Map<Set<Input>, Call> byInputs = new LinkedHashMap<>();
        shape.calls().forEach(call -> byInputs.put(call.inputs(), call));
        Map<Set<Input>, Set<Input>> idle = new LinkedHashMap<>();
        Set<Input> effective = EnumSet.noneOf(Input.class);
        for (Call call : shape.calls()) {
            Set<Input> none = idle(call, byInputs);
            idle.put(call.inputs(), none);
            call.inputs().stream().filter(input -> !none.contains(input)).forEach(effective::add);
        }
        Map<CallClass, List<Call>> classes = new EnumMap<>(CallClass.class);
        for (CallClass each : values()) {
            classes.put(each, new ArrayList<>());
        }
        shape.calls().forEach(call -> classes.get(classOf(call, idle.get(call.inputs()), effective))
                .add(call));
        classes.replaceAll((each, calls) -> List.copyOf(calls));
        return Collections.unmodifiableMap(classes);
    }

    private static CallClass classOf(Call call, Set<Input> idle, Set<Input> effective) {
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
        if (idle.isEmpty()) {
            return MEANINGFUL;
        }
        return Collections.disjoint(idle, effective) ? REDUNDANT : CONTRADICTORY;
    }

    /** The inputs without which the call does the same. */
    private static Set<Input> idle(Call call, Map<Set<Input>, Call> byInputs) {
        Set<Input> idle = EnumSet.noneOf(Input.class);
        for (Input input : call.inputs()) {
            Set<Input> smaller = EnumSet.copyOf(call.inputs());
            smaller.remove(input);
            if (call.behaviour().equals(byInputs.get(smaller).behaviour())) {
                idle.add(input);
            }
        }
        return idle;
    }
}
