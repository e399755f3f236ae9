package org.pfnproof.patch;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.pfnproof.catalogue.Catalogue;
import org.pfnproof.catalogue.JavaChange;
import org.pfnproof.catalogue.Model;
import org.pfnproof.catalogue.Patch;
import org.pfnproof.catalogue.Problem;
import org.pfnproof.catalogue.Property;
import org.pfnproof.catalogue.Variant;
import org.pfnproof.engine.Run;
import org.pfnproof.engine.twin.RegisteredProtocols;
import org.pfnproof.engine.twin.TwinRequest;
import org.pfnproof.patch.ModelAnswer.Kind;

/**
 * The models on which the two halves of a patch meet.
 *
 * @param change the Java half; without one, the reference implementation may know the patch by its name
 */
public record PatchTwins(Patch patch, Optional<JavaChange> change, Catalogue catalogue) {

    /** What is decided is compared; of the rest nobody knows how long it takes. */
    private static final Set<Kind> DECIDED = EnumSet.of(Kind.SAFE, Kind.SAME, Kind.BREAKS);

    /** A model with the patch on both sides, as a run that must violate what it was found to violate. */
    public Run run(ModelAnswer answer) {
        Model model = answer.model();
        Optional<Property> violated = model.properties().stream()
                .filter(property ->
                        answer.violated().filter(property.id()::equals).isPresent())
                .findFirst();
        Variant variant = patch.on(model, answer.applied(), violated);
        return new Run(model, Optional.of(withChange(variant, model)));
    }

    private Variant withChange(Variant variant, Model model) {
        Map<String, String> beneath =
                new TreeMap<>(PatchModels.unchanged(model, catalogue).substitutions());
        beneath.keySet().removeAll(model.substitutions().keySet());
        return change.map(java -> variant.with(java.over(beneath))).orElse(variant);
    }

    /** What there is to compare. */
    public List<Run> runs(PatchResult result) {
        return result.models().stream()
                .filter(answer -> DECIDED.contains(answer.kind()))
                .map(this::run)
                .toList();
    }

    /** Why the change cannot be made on some models, which is told before any of them is run. */
    public List<Problem> problems(List<Model> models) {
        List<Problem> problems = new ArrayList<>();
        for (Model model : models) {
            Variant variant = withChange(patch.on(model, patch.overrides()), model);
            try {
                TwinRequest.of(new Run(model, Optional.of(variant)), RegisteredProtocols.class)
                        .create();
            } catch (RuntimeException | LinkageError | StackOverflowError e) {
                problems.add(problem(e));
            }
        }
        return problems.stream().distinct().toList();
    }

    private Problem problem(Throwable failure) {
        String own = change.map(JavaChange::className).orElse("");
        int line = Arrays.stream(failure.getStackTrace())
                .filter(frame -> frame.getClassName().equals(own))
                .mapToInt(StackTraceElement::getLineNumber)
                .findFirst()
                .orElse(0);
        return Problem.at(
                patch.javaFile().map(Object::toString).orElse(own),
                line,
                0,
                "the change cannot be made: " + failure + ". Its class implements what the variants of its package are"
                        + " (Replacements<...> there), and has a constructor without parameters.");
    }
}
