package org.pfnproof.report.race;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.pfnproof.report.Natural;
import org.pfnproof.report.ValueText;
import org.pfnproof.trace.State;
import org.pfnproof.trace.Value;

/** A static instance atom by atom: which sets it belongs to, and what its relations lead to. */
final class Atoms {

    private Atoms() {}

    static List<String> of(State instance) {
        Map<String, List<String>> atoms = new TreeMap<>(Natural.ORDER);
        List<String> others = new ArrayList<>();
        instance.variables().forEach((name, value) -> {
            if (value instanceof Value.SetOf set) {
                describe(name, set, atoms, others);
            } else {
                others.add(name + ": " + Wording.plain(value));
            }
        });
        List<String> lines = new ArrayList<>();
        atoms.forEach((atom, facts) -> lines.add(atom + ": " + String.join(", ", facts)));
        lines.addAll(others);
        return lines;
    }

    private static void describe(String name, Value.SetOf set, Map<String, List<String>> atoms, List<String> others) {
        Map<String, TreeSet<String>> images = new TreeMap<>(Natural.ORDER);
        for (Value element : set.elements()) {
            if (!(element instanceof Value.Tuple tuple)) {
                images.computeIfAbsent(ValueText.of(element), key -> new TreeSet<>(Natural.ORDER));
            } else {
                String image =
                        tuple.elements().stream().skip(1).map(ValueText::of).collect(Collectors.joining("->"));
                images.computeIfAbsent(ValueText.of(tuple.elements().get(0)), key -> new TreeSet<>(Natural.ORDER))
                        .add(image);
            }
        }
        if (images.isEmpty()) {
            others.add(name + ": none");
        }
        images.forEach((atom, image) -> atoms.computeIfAbsent(atom, key -> new ArrayList<>())
                .add(image.isEmpty() ? name : name + " = " + one(image)));
    }

    private static String one(TreeSet<String> image) {
        return image.size() == 1 ? image.first() : "{" + String.join(", ", image) + "}";
    }
}
