package org.pfnproof.engine.tlc;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.pfnproof.catalogue.Model;
import org.pfnproof.catalogue.Property;
import org.pfnproof.catalogue.Variant;
import org.pfnproof.engine.Run;

/**
 * The root module and the configuration that TLC runs on, generated from a model: bounds stand in the model only.
 *
 * @param module the text of {@code MC.tla}
 * @param config the text of {@code MC.cfg}
 */
public record McFiles(String module, String config) {

    /** The root module's name. */
    public static final String ROOT = "MC";

    private static final String BOUND = "MC_";
    /** What takes a constant's place is evaluated each time that TLC meets the constant; what it refers to only once. */
    private static final String VALUE = "_value";

    private static final String SYMMETRY = "MC_symmetry";

    /** Generates both files for a run. */
    public static McFiles of(Run run) {
        return of(run, run.model().properties(), run.model().deadlock());
    }

    /** Generates both files for a run, with only some of what it checks. */
    static McFiles of(Run run, List<Property> properties, boolean deadlock) {
        return of(run, properties, deadlock, List.of());
    }

    /** Generates both files for a run that checks nothing and takes no step from a state in which an invariant of these is violated. */
    static McFiles ofGraph(Run run, List<Property> boundary) {
        return of(run, List.of(), false, boundary);
    }

    private static McFiles of(Run run, List<Property> properties, boolean deadlock, List<Property> boundary) {
        Bounds bounds = new Bounds(run.model().bounds());
        List<String> checks = new ArrayList<>();
        properties.forEach(property -> checks.add(keyword(property) + " " + property.id()));
        // Of a step TLC evaluates it in the state before.
        boundary.forEach(property -> checks.add("ACTION_CONSTRAINT " + property.id()));
        return new McFiles(module(run, bounds), config(run, bounds, checks, deadlock));
    }

    /** The modules that a run is made of, with all that they extend: the spec's root, or the variant's module in its place; both for a patch. */
    static List<String> roots(Run run) {
        String spec = run.model().spec();
        return run.variant()
                .map(variant -> variant.patch() ? List.of(variant.module(), spec) : List.of(variant.module()))
                .orElse(List.of(spec));
    }

    /** What replaces what: the model's abstractions and the variant's changes. */
    static Map<String, String> replacements(Run run) {
        Map<String, String> all = new TreeMap<>(run.model().substitutions());
        run.variant().map(Variant::overrides).ifPresent(all::putAll);
        return all;
    }

    private static String module(Run run, Bounds bounds) {
        Model model = run.model();
        List<String> lines = new ArrayList<>();
        lines.add("---- MODULE " + ROOT + " ----");
        lines.add("\\* Generated for " + run.id() + ".");
        lines.add("EXTENDS " + String.join(", ", roots(run)) + ", TLC");
        if (!bounds.modelValues().isEmpty()) {
            lines.add("CONSTANTS " + String.join(", ", bounds.modelValues()));
        }
        bounds.constants().forEach(name -> {
            lines.add(BOUND + name + VALUE + " == " + bounds.expression(name));
            lines.add(BOUND + name + " == " + BOUND + name + VALUE);
        });
        if (!model.symmetric().isEmpty()) {
            lines.add(SYMMETRY + " == "
                    + model.symmetric().stream()
                            .map(name -> "Permutations(" + BOUND + name + ")")
                            .collect(Collectors.joining(" \\cup ")));
        }
        lines.add("====");
        return text(lines);
    }

    private static String config(Run run, Bounds bounds, List<String> checks, boolean deadlock) {
        Model model = run.model();
        List<String> lines = new ArrayList<>();
        lines.add("SPECIFICATION " + model.specification());
        Map<String, String> constants = new LinkedHashMap<>();
        bounds.modelValues().forEach(name -> constants.put(name, name + " = " + name));
        bounds.constants().forEach(name -> constants.put(name, name + " <- " + BOUND + name));
        replacements(run).forEach((name, other) -> constants.put(name, name + " <- " + other));
        if (!constants.isEmpty()) {
            lines.add("CONSTANTS");
            constants.values().forEach(line -> lines.add("    " + line));
        }
        lines.addAll(checks);
        if (!model.symmetric().isEmpty()) {
            lines.add("SYMMETRY " + SYMMETRY);
        }
        lines.add("CHECK_DEADLOCK " + (deadlock ? "TRUE" : "FALSE"));
        return text(lines);
    }

    private static String keyword(Property property) {
        return switch (property.kind()) {
            case INVARIANT -> "INVARIANT";
            case ACTION, LIVENESS, REFINEMENT -> "PROPERTY";
            case CHECK, WITNESS -> throw new IllegalArgumentException(property.id() + " is no property for TLC");
        };
    }

    private static String text(List<String> lines) {
        return String.join("\n", lines) + "\n";
    }
}
