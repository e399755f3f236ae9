package org.pfnproof.report;

import java.util.List;
import java.util.stream.Collectors;
import org.pfnproof.catalogue.Model;
import org.pfnproof.catalogue.Property;
import org.pfnproof.engine.RunResult;
import org.pfnproof.engine.Verdict;

/** Which properties hold, and within which bounds. */
final class Holding {

    private Holding() {}

    static List<String> lines(List<RunResult> results, int width) {
        return results.stream()
                .filter(result -> result.verdict() instanceof Verdict.Holds)
                .map(result -> model(result, width))
                .toList();
    }

    private static String model(RunResult result, int width) {
        Model model = result.run().model();
        String properties = model.properties().stream().map(Property::id).collect(Collectors.joining(", "));
        String title = result.run().id() + " (" + model.profile() + "): " + properties;
        return Lines.prose(title, width, "  ") + "\n" + Lines.prose("within " + bounds(model), width, "      ");
    }

    /** The model's bounds without JSON's quotes, which only obscure them here. */
    private static String bounds(Model model) {
        return model.bounds().entrySet().stream()
                .map(bound -> bound.getKey() + "=" + bound.getValue().toString().replace("\"", ""))
                .collect(Collectors.joining(", "));
    }
}
