package org.pfnproof.conform;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.pfnproof.catalogue.Catalogue;
import org.pfnproof.catalogue.Model;
import org.pfnproof.catalogue.Nearest;
import org.pfnproof.catalogue.Property;
import org.pfnproof.catalogue.Variant;
import org.pfnproof.check.CheckRequest;
import org.pfnproof.check.UnknownNameException;
import org.pfnproof.engine.Run;
import org.pfnproof.engine.twin.Conformer;

/**
 * Which runs are compared, and which of those that were asked for are not.
 *
 * @param runs those that are compared
 * @param exempted those that are not, each with its reason
 * @param verdicts the questions whose answers are compared
 * @param named whether the runs were named one by one
 */
public record Participants(List<Run> runs, List<Exempted> exempted, Questions verdicts, boolean named) {

    /** An implementation begins where executions begin. */
    private static final String INDUCTION =
            "inductive proof: it begins in states that no execution reaches; the steps are those of other models";

    /** Models whose states and steps are those of others, and who are not asked for by name. */
    private static final String SAME_GRAPH = " only: the states and steps are those of other models";

    public Participants {
        runs = List.copyOf(runs);
        exempted = List.copyOf(exempted);
    }

    /**
     * A run that is not compared.
     *
     * @param reason why, a phrase
     */
    public record Exempted(Run run, String reason) {}

    /** How many runs could be compared if each had a reference implementation and none was exempted. */
    public int total() {
        return runs.size() + exempted.size();
    }

    /**
     * Those of a request: what it names, or else all models of its suite that TLC decides, and in the full suite all variants on them.
     *
     * @throws UnknownNameException if a name is not that of a model or variant for TLC
     */
    public static Participants of(Catalogue catalogue, CheckRequest request, Conformer conformer)
            throws UnknownNameException {
        return of(catalogue, request, conformer, UnaryOperator.identity());
    }

    /**
     * A part of those of a request.
     *
     * @param part what is taken of all runs, those that are not compared among them
     * @throws UnknownNameException if a name is not that of a model or variant for TLC
     */
    public static Participants of(
            Catalogue catalogue, CheckRequest request, Conformer conformer, UnaryOperator<List<Run>> part)
            throws UnknownNameException {
        boolean named = !request.names().isEmpty();
        boolean complete = request.suite().compareTo(Model.Suite.FULL) >= 0;
        List<Run> chosen =
                part.apply(named ? named(catalogue, request.names()) : suite(catalogue, request.suite(), complete));
        List<Run> runs = new ArrayList<>();
        List<Exempted> exempted = new ArrayList<>();
        for (Run run : chosen) {
            Optional<String> reason = exemption(run, named, catalogue, conformer);
            reason.ifPresentOrElse(why -> exempted.add(new Exempted(run, why)), () -> runs.add(run));
        }
        return new Participants(runs, exempted, Questions.of(chosen, complete, conformer), named);
    }

    /** Runs, whatever catalogue they are of: those that have a reference implementation. */
    public static Participants of(List<Run> runs, Conformer conformer) {
        Map<Boolean, List<Run>> covered = runs.stream().collect(Collectors.partitioningBy(conformer::covers));
        List<Exempted> exempted = covered.get(false).stream()
                .map(run -> new Exempted(run, missing(run)))
                .toList();
        return new Participants(covered.get(true), exempted, Questions.of(covered.get(true), false, conformer), false);
    }

    private static Optional<String> exemption(Run run, boolean named, Catalogue catalogue, Conformer conformer) {
        if (!conformer.covers(run)) {
            return Optional.of(beginsElsewhere(run.model(), catalogue, conformer) ? INDUCTION : missing(run));
        }
        if (!named && checksOnly(run.model(), Property.Kind.LIVENESS)) {
            return Optional.of("liveness" + SAME_GRAPH);
        }
        return !named && checksOnly(run.model(), Property.Kind.REFINEMENT)
                ? Optional.of("refinement" + SAME_GRAPH)
                : Optional.empty();
    }

    private static String missing(Run run) {
        return "no reference implementation of " + run.model().spec()
                + run.variant().map(variant -> " with " + variant.id()).orElse("") + " yet";
    }

    /** Whether the reference implementation is there, but for another specification of the module; one that is fair begins as they do. */
    private static boolean beginsElsewhere(Model model, Catalogue catalogue, Conformer conformer) {
        return !model.hasLiveness()
                && catalogue.models().stream()
                        .filter(other -> other.spec().equals(model.spec()))
                        .filter(other -> !other.specification().equals(model.specification()))
                        .anyMatch(other -> conformer.covers(new Run(other, Optional.empty())));
    }

    private static boolean checksOnly(Model model, Property.Kind kind) {
        return model.properties().stream().allMatch(property -> property.kind() == kind);
    }

    private static List<Run> suite(Catalogue catalogue, Model.Suite suite, boolean complete) {
        Stream<Run> models = catalogue.models().stream()
                .filter(model -> takesPart(model, suite))
                .map(model -> new Run(model, Optional.empty()));
        Stream<Run> variants = catalogue.variants().stream()
                .filter(variant -> complete && variant.suite().compareTo(suite) <= 0)
                .flatMap(variant -> variant.models().stream()
                        .filter(model -> takesPart(model, suite))
                        .map(model -> new Run(model, Optional.of(variant))));
        return Stream.concat(models, variants).toList();
    }

    private static boolean takesPart(Model model, Model.Suite suite) {
        return model.engine() == Model.EngineKind.TLC && model.suite().compareTo(suite) <= 0;
    }

    private static List<Run> named(Catalogue catalogue, List<String> names) throws UnknownNameException {
        List<String> problems = new ArrayList<>();
        List<Run> runs = new ArrayList<>();
        for (String name : names) {
            List<Run> found = runs(catalogue, name);
            if (found.isEmpty()) {
                List<String> known = names(catalogue);
                problems.add("there is no model or variant \"" + name + "\"" + Nearest.hint(name, known));
            }
            found.stream()
                    .filter(run -> run.model().engine() != Model.EngineKind.TLC)
                    .forEach(run -> problems.add("\"" + name + "\" is checked by "
                            + run.model().engine() + "; only what TLC checks has steps to compare"));
            runs.addAll(found);
        }
        if (!problems.isEmpty()) {
            throw new UnknownNameException(problems.stream().distinct().toList());
        }
        return runs.stream().distinct().toList();
    }

    private static List<Run> runs(Catalogue catalogue, String name) {
        return Stream.concat(
                        catalogue.models().stream()
                                .filter(model -> model.id().equals(name))
                                .map(model -> new Run(model, Optional.empty())),
                        catalogue.variants().stream()
                                .filter(variant -> variant.id().equals(name))
                                .flatMap(variant ->
                                        variant.models().stream().map(model -> new Run(model, Optional.of(variant)))))
                .toList();
    }

    private static List<String> names(Catalogue catalogue) {
        return Stream.concat(
                        catalogue.models().stream().map(Model::id),
                        catalogue.variants().stream().map(Variant::id))
                .toList();
    }
}
