package org.pfnproof.engine.tlc;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.pfnproof.log.SpecNumber;
import org.pfnproof.log.SpecNumber.Space;
import org.pfnproof.log.SpecScript;
import org.pfnproof.log.SpecStep;

/**
 * A log's steps as the constants of the spec KernelLog. Gfns and host addresses become their place in the order of all that the log
 * mentions, the bounds of ranges included, so every comparison gives what it would give of the numbers themselves. Frames that no fault
 * ever held, and SPTEs of gfns that never faulted, are left out: no step of a vCPU looks at them.
 */
final class LogModule {

    private static final String VCPUS = "VCPUS";

    private final List<SpecStep> steps;
    private final Map<Space, Map<Long, Integer>> ranks = new TreeMap<>();
    private final Set<Integer> gfns = new TreeSet<>();
    private final Set<Integer> hvas = new TreeSet<>();
    private final int vcpus;
    private final int invalidators;

    LogModule(SpecScript script) {
        Set<SpecNumber> faulted = new HashSet<>();
        Set<SpecNumber> held = new HashSet<>();
        for (SpecStep step : script.steps()) {
            if (step.action().equals("fault")) {
                faulted.add(step.x().orElseThrow());
            } else if (step.action().equals("host_has")) {
                held.add(step.x().orElseThrow());
            }
        }
        steps = script.steps().stream()
                .filter(step -> switch (step.action()) {
                    case "cleared" -> faulted.contains(step.x().orElseThrow());
                    case "freed", "allocated" -> held.contains(step.x().orElseThrow());
                    default -> true;
                })
                .toList();
        rank();
        faulted.forEach(gfn -> gfns.add(number(gfn)));
        steps.stream()
                .filter(step -> step.action().equals("looks_up"))
                .forEach(step -> hvas.add(number(step.y().orElseThrow())));
        vcpus = 1 + greatest(steps.stream().filter(step -> step.action().equals("fault")));
        invalidators = 1 + greatest(steps.stream().filter(step -> step.action().equals("start")));
    }

    private static int greatest(Stream<SpecStep> some) {
        return some.mapToInt(SpecStep::actor).max().orElse(0);
    }

    private void rank() {
        Map<Space, TreeSet<Long>> values = new TreeMap<>();
        steps.stream()
                .flatMap(step -> Stream.concat(
                        Stream.concat(step.x().stream(), step.y().stream()),
                        step.comparisons().stream().flatMap(c -> c.numbers().stream())))
                .filter(number -> number.space() != Space.PLAIN && !isNoFrame(number))
                .forEach(number -> values.computeIfAbsent(number.space(), any -> new TreeSet<>())
                        .add(number.value()));
        values.forEach((space, numbers) -> {
            Map<Long, Integer> places = new TreeMap<>();
            numbers.forEach(number -> places.put(number, places.size() + 1));
            ranks.put(space, places);
        });
    }

    private static boolean isNoFrame(SpecNumber number) {
        return number.space() == Space.FRAME && number.value() == 0;
    }

    private int number(SpecNumber number) {
        if (number.space() == Space.PLAIN || isNoFrame(number)) {
            return Math.toIntExact(number.value());
        }
        return ranks.get(number.space()).get(number.value());
    }

    /** The steps that TLC is given. */
    List<SpecStep> steps() {
        return steps;
    }

    /** The bounds of the model. */
    JsonObject bounds() {
        JsonObject bounds = new JsonObject();
        bounds.add(VCPUS, upTo(vcpus));
        bounds.add("INVALIDATORS", upTo(invalidators));
        bounds.add("GFNS", set(gfns.stream()));
        // The spec asks that each gfn be an hva, too; those that are none are never looked at.
        bounds.add("HVAS", set(Stream.concat(gfns.stream(), hvas.stream()).distinct()));
        bounds.add("FRAMES", upTo(ranks.getOrDefault(Space.FRAME, Map.of()).size()));
        bounds.addProperty("MAY_BLOCK", true);
        return bounds;
    }

    private static JsonObject upTo(int last) {
        return set(IntStream.rangeClosed(1, last).boxed());
    }

    private static JsonObject set(Stream<Integer> numbers) {
        JsonArray array = new JsonArray();
        numbers.forEach(array::add);
        JsonObject set = new JsonObject();
        set.add("#set", array);
        return set;
    }

    /** The steps as a tuple of records. */
    String tuple() {
        return steps.stream().map(this::record).collect(Collectors.joining(",\n", "<<\n", "\n>>"));
    }

    private String record(SpecStep step) {
        List<String> fields = new ArrayList<>(List.of("a |-> " + text(step.action())));
        if (step.actor() >= 0) {
            fields.add("t |-> " + (step.actor() + 1));
        }
        step.x().ifPresent(number -> fields.add("x |-> " + number(number)));
        step.y().ifPresent(number -> fields.add("y |-> " + number(number)));
        if (!step.flag().isEmpty()) {
            fields.add("b |-> " + step.flag());
        }
        if (!step.pc().isEmpty()) {
            fields.add("pc |-> " + text(step.pc()));
        }
        if (step.action().equals("silent")) {
            fields.add(step.readers().stream()
                    .map(reader -> "<<" + (reader.vcpu() + 1) + ", " + text(reader.pc()) + ">>")
                    .collect(Collectors.joining(", ", "r |-> {", "}")));
            fields.add(step.storers().stream()
                    .map(invalidator -> Integer.toString(invalidator + 1))
                    .collect(Collectors.joining(", ", "n |-> {", "}")));
        } else {
            fields.add(step.comparisons().stream()
                    .map(this::comparison)
                    .collect(Collectors.joining(", ", "c |-> <<", ">>")));
        }
        return fields.stream().collect(Collectors.joining(", ", "[", "]"));
    }

    private String comparison(SpecStep.Comparison comparison) {
        List<String> parts = new ArrayList<>(List.of(text(comparison.what())));
        if (comparison.vcpu() >= 0) {
            parts.add(Integer.toString(comparison.vcpu() + 1));
        }
        comparison.numbers().forEach(number -> parts.add(Integer.toString(number(number))));
        if (!comparison.pc().isEmpty()) {
            parts.add(text(comparison.pc()));
        }
        return parts.stream().collect(Collectors.joining(", ", "<<", ">>"));
    }

    private static String text(String word) {
        return '"' + word + '"';
    }
}
