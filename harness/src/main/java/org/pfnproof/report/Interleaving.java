package org.pfnproof.report;

import com.google.gson.JsonElement;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.pfnproof.trace.Counterexample;
import org.pfnproof.trace.State;
import org.pfnproof.trace.Step;
import org.pfnproof.trace.Value;

/**
 * A counterexample as race diagrams look in kernel changelogs: one column for each actor, time runs downwards, and beneath each
 * step what it changes. Plain ASCII, and the same text for the same counterexample.
 */
final class Interleaving {

    private static final int NUMBER = 6;
    private static final int NARROWEST = 10;

    /** A column with fewer characters than this to its right is too narrow to read. */
    private static final int ROOM = 36;

    private final Counterexample trace;
    private final int width;
    private final List<String> actors;
    private final int column;

    Interleaving(Counterexample trace, int width) {
        this.trace = trace;
        this.width = width;
        List<String> declared = declared(trace);
        this.actors = trace.steps().stream()
                .map(Step::actor)
                .distinct()
                .sorted(Comparator.comparingInt(
                        actor -> declared.contains(actor) ? declared.indexOf(actor) : declared.size()))
                .toList();
        this.column = Math.max(NARROWEST, (width - NUMBER) / Math.max(1, actors.size()));
    }

    /** The threads in the order in which the model's bounds name them; whoever is not among them comes last. */
    private static List<String> declared(Counterexample trace) {
        return trace.bounds().asMap().values().stream()
                .filter(JsonElement::isJsonArray)
                .flatMap(set -> set.getAsJsonArray().asList().stream())
                .filter(JsonElement::isJsonPrimitive)
                .map(JsonElement::getAsString)
                .toList();
    }

    /** The lines of the diagram. */
    List<String> lines() {
        List<String> lines = new ArrayList<>();
        switch (trace.kind()) {
            case INSTANCE -> {
                trace.predicate().ifPresent(formula -> lines.addAll(Lines.code("violated: " + formula, width)));
                trace.initial()
                        .variables()
                        .forEach((name, value) -> lines.addAll(Lines.code(assignment(name, value), width)));
            }
            case TRACE, LASSO -> {
                lines.addAll(initial());
                lines.add("");
                lines.add(header());
                lines.add("-".repeat(width));
                steps(lines);
            }
        }
        return lines;
    }

    private List<String> initial() {
        List<String> all = trace.initial().variables().entrySet().stream()
                .map(variable -> assignment(variable.getKey(), variable.getValue()))
                .toList();
        List<String> lines = new ArrayList<>(List.of("at first:"));
        lines.addAll(Lines.items(all, width, "  "));
        return lines;
    }

    private static String assignment(String name, Value value) {
        return name + "=" + ValueText.of(value);
    }

    private String header() {
        StringBuilder header = new StringBuilder(pad("step", NUMBER));
        actors.forEach(
                actor -> header.append(pad(actor.length() < column ? actor : actor.substring(0, column - 1), column)));
        return header.toString().stripTrailing();
    }

    private void steps(List<String> lines) {
        State before = trace.initial();
        for (int i = 0; i < trace.steps().size(); i++) {
            if (trace.loop().isPresent() && trace.loop().getAsInt() == i) {
                lines.add("====== from here on, the steps repeat for ever ======");
            }
            Step step = trace.steps().get(i);
            lines.addAll(step(i + 1, step, before));
            before = step.state();
        }
        trace.loop()
                .ifPresent(loop -> lines.add(
                        loop == trace.length()
                                ? "====== nothing happens any more, for ever ======"
                                : "====== back to the state before step " + (loop + 1) + " ======"));
    }

    private List<String> step(int number, Step step, State before) {
        int start = NUMBER + column * actors.indexOf(step.actor());
        List<String> lines = new ArrayList<>(at(start, call(step)));
        lines.set(0, pad(String.format("%4d", number), NUMBER) + lines.get(0).substring(NUMBER));
        StateDiff.between(before, step.state()).forEach(change -> lines.addAll(at(start, "  " + change)));
        return lines;
    }

    /** Text in a column. What would be squeezed at the right edge moves left until it fits. */
    private List<String> at(int start, String text) {
        int indent = width - start >= ROOM ? start : Math.min(start, width - Math.min(text.length(), ROOM));
        return Lines.code(text, width - indent).stream()
                .map(line -> " ".repeat(indent) + line)
                .toList();
    }

    /** The action with its arguments, the actor left out: its column says who acts. */
    private static String call(Step step) {
        String arguments = step.arguments().entrySet().stream()
                .filter(argument -> !ValueText.of(argument.getValue()).equals(step.actor()))
                .map(Interleaving::argument)
                .collect(Collectors.joining(", "));
        return step.action() + (arguments.isEmpty() ? "" : "(" + arguments + ")");
    }

    private static String argument(Map.Entry<String, Value> argument) {
        return argument.getKey() + "=" + ValueText.of(argument.getValue());
    }

    private static String pad(String text, int length) {
        return text + " ".repeat(Math.max(0, length - text.length()));
    }
}
