package org.pfnproof.compare.agreement;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.pfnproof.compare.Comparison;
import org.pfnproof.compare.Environment;
import org.pfnproof.compare.FaultEnd;
import org.pfnproof.compare.Host;
import org.pfnproof.compare.Outcome;
import org.pfnproof.compare.Shape;

/**
 * An Alloy module with all that the enumeration in Java gave, and checks that it is what the Alloy shapes say: each outcome in Alloy is that of
 * Java, and each of Java is one in Alloy. Without the second, a shape that contradicts itself in Alloy would agree with everything.
 */
final class TablesModule {

    static final String NAME = "ShapeTables";

    /** The checks other than {@link #ofShape}. */
    static final String WORDS = "SameWords";

    static final String WRAPPER = "SameSketchWrapper";
    static final String FAULTS = "SameFaultEnds";

    /** Each outcome of Java is one of Alloy: there, no call is without an outcome. */
    static final String POSSIBLE = "EachOutcomeIsPossible";

    private final Comparison comparison;
    private final List<String> checks = new ArrayList<>();
    private final StringBuilder text = new StringBuilder();

    private TablesModule(Comparison comparison) {
        this.comparison = comparison;
    }

    /** The module's text, and the names of its checks. */
    record Text(String module, List<String> checks) {}

    static Text of(Comparison comparison) {
        TablesModule module = new TablesModule(comparison);
        module.text.append("module ").append(NAME).append("\nopen FaultReferences\n");
        List<Shape> known = comparison.shapes().stream()
                .filter(shape -> AlloyWords.SHAPES.containsKey(shape.id()))
                .toList();
        module.words(known);
        known.forEach(module::shape);
        module.possible(known);
        module.wrapper();
        module.faults();
        return new Text(module.text.toString(), List.copyOf(module.checks));
    }

    static String ofShape(String sig) {
        return "Same" + sig;
    }

    private void check(String name, String formula, String scope) {
        text.append("assert ").append(name).append(" { ").append(formula).append(" }\n");
        text.append("check ").append(name).append(" for ").append(scope).append(", 4 int expect 0\n");
        checks.add(name);
    }

    private void words(List<Shape> shapes) {
        check(
                WORDS,
                shapes.stream()
                        .map(shape -> sig(shape) + ".words = " + AlloyWords.set(shape.inputs()))
                        .collect(Collectors.joining(" and\n  ")),
                "1 Lookup, 1 Environment, 1 Fault");
    }

    private void shape(Shape shape) {
        String sig = sig(shape);
        boolean sketch = sig.equals("Sketch");
        ShapeTable table = new ShapeTable(sig, shape.inputs(), sketch).with(shape.calls(), Environment.all());
        if (sketch) {
            table.with(comparison.sketchWhileZero(), Environment.all(true, false));
        }
        text.append(table.text());
        check(
                ofShape(sig),
                "all l: Lookup | (l.shape = " + sig + " and " + AlloyWords.predicate(sig) + "[l]) implies table" + sig
                        + "[l]",
                "exactly 1 Lookup, exactly 1 Environment, 0 Fault");
    }

    private void possible(List<Shape> shapes) {
        check(
                POSSIBLE,
                "all l: Lookup |\n  "
                        + shapes.stream()
                                .map(TablesModule::sig)
                                .map(sig -> "((l.shape = " + sig + " and table" + sig + "[l]) implies "
                                        + AlloyWords.predicate(sig) + "[l])")
                                .collect(Collectors.joining(" and\n  ")),
                "exactly 1 Lookup, exactly 1 Environment, 0 Fault");
    }

    /** Its values have the same meaning, and are none that a shape returns otherwise. */
    private void wrapper() {
        List<String> cases = new ArrayList<>();
        for (boolean narrow : List.of(false, true)) {
            List<Environment> environments = Environment.all(false, narrow);
            List<Outcome> outcomes = comparison.sketchWrapper(environments).behaviour();
            Map<Outcome, List<Environment>> places = environments.stream()
                    .collect(Collectors.groupingBy(each -> outcomes.get(environments.indexOf(each))));
            places.forEach((outcome, where) -> cases.add("(l.env " + (narrow ? "in" : "not in")
                    + " ThirtyTwoBit and l.env.slot->l.env.host in "
                    + where.stream()
                            .map(each -> AlloyWords.of(each.slot()) + "->" + AlloyWords.of(each.host()))
                            .distinct()
                            .sorted()
                            .collect(Collectors.joining(" + ", "(", ")"))
                    + " implies " + AlloyWords.meaning(outcome) + ")"));
        }
        check(
                WRAPPER,
                "all l: Lookup | (l.shape = SketchWrapper and sketchWrapper[l]) implies (\n  "
                        + String.join(" and\n  ", cases) + ")",
                "exactly 1 Lookup, exactly 1 Environment, 0 Fault");
    }

    private void faults() {
        List<FaultEnd> ends = comparison.faultEnds();
        check(
                FAULTS,
                "all f: Fault | asPosted[f.lookup] implies (let where = f.lookup.shape->f.exit->f.lookup.env.host {\n  where in "
                        + places(ends, end -> true)
                        + "\n  stolen[f] iff where in " + places(ends, end -> end.balance() < 0)
                        + "\n  leaked[f] iff where in " + places(ends, end -> end.balance() > 0) + " })",
                "exactly 1 Lookup, exactly 1 Environment, exactly 1 Fault");
    }

    private static String places(List<FaultEnd> ends, Predicate<FaultEnd> which) {
        Map<String, List<Host>> places = ends.stream()
                .filter(which)
                .collect(Collectors.groupingBy(
                        end -> AlloyWords.SHAPES.get(end.shape()) + "->"
                                + (end.exit().equals("end") ? "AtEnd" : "LateRetry"),
                        Collectors.mapping(FaultEnd::host, Collectors.toList())));
        return places.isEmpty()
                ? "none->none->none"
                : places.entrySet().stream()
                        .sorted(Map.Entry.comparingByKey())
                        .map(entry -> entry.getKey() + "->("
                                + entry.getValue().stream().map(AlloyWords::of).collect(Collectors.joining(" + "))
                                + ")")
                        .collect(Collectors.joining(" + ", "(", ")"));
    }

    private static String sig(Shape shape) {
        return AlloyWords.SHAPES.get(shape.id());
    }

    /** The ids of those shapes that Alloy does not have. */
    static List<String> unknown(Comparison comparison) {
        return comparison.shapes().stream()
                .map(Shape::id)
                .filter(id -> !AlloyWords.SHAPES.containsKey(id))
                .toList();
    }
}
