package org.pfnproof.report;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.pfnproof.catalogue.Model;
import org.pfnproof.catalogue.Property;
import org.pfnproof.engine.RunResult;
import org.pfnproof.engine.Verdict;

/** Which properties hold, and within which bounds. Models with the same properties stand together. */
final class Holding {

    private Holding() {}

    static List<String> lines(List<RunResult> results, int width) {
        Map<List<Property>, List<Model>> groups = results.stream()
                .filter(result -> result.verdict() instanceof Verdict.Holds)
                .map(result -> result.run().model())
                .collect(Collectors.groupingBy(Model::properties, LinkedHashMap::new, Collectors.toList()));
        return groups.entrySet().stream()
                .map(group -> group(group.getKey(), group.getValue(), width))
                .toList();
    }

    private static String group(List<Property> properties, List<Model> models, int width) {
        String names = properties.stream().map(Property::id).collect(Collectors.joining(", "));
        return Lines.prose(names, width, "  ") + "\n"
                + models.stream().map(model -> model(model, width)).collect(Collectors.joining("\n"));
    }

    private static String model(Model model, int width) {
        String title = "in " + model.id() + " (" + model.profile() + "): " + BoundsText.of(model.bounds());
        return Lines.prose(title, width, "    ");
    }
}
