package org.pfnproof.report;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.pfnproof.catalogue.Model;
import org.pfnproof.catalogue.Model.Suite;
import org.pfnproof.patch.Endangered;
import org.pfnproof.patch.KernelPatch;

/** What a patch touches, as text. */
public final class AffectsText {

    private static final int WIDTH = 80;
    private static final int SHOWN = 8;

    /**
     * The whole text, ending with a newline.
     *
     * @param affected what the specs know, in the patch's order
     * @param unknown file to functions that they do not know
     */
    public String render(List<Endangered> affected, Map<String, List<String>> unknown) {
        List<String> blocks = new ArrayList<>();
        affected.forEach(one -> blocks.add(block(one)));
        if (!unknown.isEmpty()) {
            blocks.add("Touched, but not known to the specs\n"
                    + unknown.entrySet().stream()
                            .map(entry -> Lines.prose(entry.getKey() + ": " + names(entry.getValue()), WIDTH, "  "))
                            .collect(Collectors.joining("\n")));
        }
        blocks.add(next(affected));
        return String.join("\n\n", blocks) + "\n";
    }

    private static String block(Endangered one) {
        List<String> lines = new ArrayList<>();
        lines.add(one.function().id());
        lines.add(
                Lines.prose("described by: " + String.join(", ", one.function().modules()), WIDTH, "  "));
        if (!one.properties().isEmpty()) {
            lines.add(Lines.prose(
                    "what known changes of it, or of what it calls, break: " + some(one.properties()), WIDTH, "  "));
        }
        one.bugs()
                .forEach(bug -> lines.add(Lines.prose(
                        "known bug: " + bug.what() + " (check "
                                + bug.variants().get(0).id() + ")",
                        WIDTH,
                        "  ")));
        long quick = quick(one).size();
        lines.add(Lines.prose(
                "checked by " + Plural.of(one.models().size(), "model", "models") + ", " + quick + " of them quick",
                WIDTH,
                "  "));
        return String.join("\n", lines);
    }

    private static List<String> quick(Endangered one) {
        return one.models().stream()
                .filter(model -> model.suite() == Suite.QUICK)
                .map(Model::id)
                .toList();
    }

    private static String some(Set<String> names) {
        String first = names.stream().limit(SHOWN).collect(Collectors.joining(", "));
        return names.size() > SHOWN ? first + " and " + (names.size() - SHOWN) + " more" : first;
    }

    private static String names(List<String> functions) {
        return functions.stream()
                .map(name -> name.equals(KernelPatch.NO_FUNCTION) ? "(outside of functions)" : name)
                .collect(Collectors.joining(", "));
    }

    private static String next(List<Endangered> affected) {
        Set<String> models = new LinkedHashSet<>();
        affected.forEach(one -> {
            List<String> quick = quick(one);
            models.addAll(
                    quick.isEmpty()
                            ? one.models().stream().limit(2).map(Model::id).toList()
                            : quick);
        });
        if (models.isEmpty()) {
            return "The specs describe none of this: no check of theirs says anything about the patch.";
        }
        return "Next\n"
                + Lines.prose("What the specs say of the code as it is:", WIDTH, "  ")
                + "\n    harness/pfnproof check " + String.join(" ", models) + "\n"
                + Lines.prose(
                        "The patch itself is not checked by that: say what it changes in a few lines of TLA+, and check those"
                                + " (docs/your-own-patch.md):",
                        WIDTH,
                        "  ")
                + "\n    harness/pfnproof patch new NAME DIR --operator OPERATOR";
    }
}
