package org.pfnproof.engine.alloy;

import com.google.gson.Gson;
import com.google.gson.JsonObject;
import edu.mit.csail.sdg.alloy4.Version;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.pfnproof.catalogue.Model;
import org.pfnproof.catalogue.MutationPlan;
import org.pfnproof.catalogue.Property;
import org.pfnproof.engine.Run;
import org.pfnproof.engine.alloy.child.AlloyMutantBatch;
import org.pfnproof.engine.alloy.child.AlloyMutantBatch.Answer;
import org.pfnproof.engine.alloy.child.AlloyMutantBatch.Found;
import org.pfnproof.engine.alloy.child.AlloyMutantChild;
import org.pfnproof.engine.child.ChildJob;
import org.pfnproof.engine.child.ChildOutcome;
import org.pfnproof.engine.child.ChildRunner;
import org.pfnproof.engine.mutant.EditedText;
import org.pfnproof.engine.mutant.Mutant;
import org.pfnproof.engine.mutant.Mutants;
import org.pfnproof.engine.mutant.Outcome;
import org.pfnproof.engine.mutant.Outcome.By;
import org.pfnproof.engine.mutant.Sitting;
import org.pfnproof.engine.source.SourceFile;

/**
 * Small changes of Alloy modules, and what the commands of some models say to them. A check or a run that uses the changed paragraph
 * itself is left out: it would change with it.
 */
public final class AlloyMutants implements Mutants {

    private static final int HEAP = 1024;
    private static final Duration START = Duration.ofMinutes(10);
    private static final String EXTENSION = ".als";

    private final ChildRunner children;
    private final MutationPlan.Group group;
    private final Map<String, Model> models = new LinkedHashMap<>();
    private final Map<String, Sources> sources = new LinkedHashMap<>();
    private final Gson gson = new Gson();
    private List<Mutant> mutants = List.of();
    private Found found = new Found(List.of(), Map.of(), Map.of());

    /**
     * The mutants of some modules.
     *
     * @param specs the folder that holds {@code alloy}
     * @param group the modules, and the models on which their mutants are solved
     */
    public AlloyMutants(Path specs, ChildRunner children, MutationPlan.Group group) {
        this.children = children;
        this.group = group;
        group.models().stream().map(MutationPlan.Use::model).forEach(model -> {
            models.put(model.id(), model);
            sources.put(model.id(), Sources.of(specs, new Run(model, Optional.empty())));
        });
    }

    @Override
    public void prepare() throws UnusableException, InterruptedException {
        for (Sources files : sources.values()) {
            if (!files.problems().isEmpty()) {
                throw new UnusableException(files.problems().get(0).toString());
            }
        }
        ChildOutcome end =
                start(new AlloyMutantBatch(roots(), Set.copyOf(group.modules()), List.of()), START, text -> {});
        found = gson.fromJson(
                end.result()
                        .orElseThrow(() -> new UnusableException(
                                "no mutants were found: " + end.end() + " " + String.join(" | ", end.errors()))),
                Found.class);
        mutants = found.mutants().stream().map(Mutant::of).toList();
        for (Answer answer : answers(List.of(unchanged())).answers()) {
            if (!answer.invalid().isEmpty() || !answer.noticed().isEmpty()) {
                throw new UnusableException("the unchanged model " + answer.model() + " does not hold: "
                        + answer.noticed() + answer.invalid());
            }
        }
    }

    private AlloyMutantBatch.Job unchanged() {
        return new AlloyMutantBatch.Job("", "", "", "", List.copyOf(models.keySet()), Map.of());
    }

    @Override
    public List<Mutant> mutants() {
        return mutants;
    }

    @Override
    public Path file(Mutant mutant) {
        return source(mutant).path();
    }

    @Override
    public List<String> difference(Mutant mutant) {
        return EditedText.difference(source(mutant).text(), changed(mutant));
    }

    @Override
    public Map<Mutant, Outcome> run(List<Mutant> batch, Duration time) throws UnusableException, InterruptedException {
        Sitting<AlloyMutantBatch.Job> sitting = new Sitting<>("Alloy", (jobs, left) -> {
            Answered answered = answers(jobs, left);
            return new Sitting.Answers(
                    answered.answers().stream()
                            .map(answer -> new Sitting.Said(answer.mutant(), outcome(answer)))
                            .toList(),
                    answered.end().end());
        });
        for (Mutant mutant : batch) {
            AlloyMutantBatch.Job job = job(mutant);
            sitting.add(mutant, job.models().size(), job);
        }
        return sitting.run(batch, time);
    }

    private static Outcome outcome(Answer answer) {
        if (!answer.invalid().isEmpty()) {
            return new Outcome.Invalid(answer.invalid());
        } else if (!answer.noticed().isEmpty()) {
            return new Outcome.Killed(answer.check() ? By.PROPERTY : By.WITNESS, answer.noticed(), answer.model());
        }
        return answer.same()
                ? new Outcome.Equivalent(List.of(answer.model()))
                : new Outcome.Survived(List.of(answer.model()));
    }

    /** Models whose root reaches the changed module, and that have a command left to ask. */
    private AlloyMutantBatch.Job job(Mutant mutant) {
        Map<String, Set<String>> without = new TreeMap<>();
        List<String> reached = new ArrayList<>();
        for (MutationPlan.Use use : group.models()) {
            String model = use.model().id();
            Map<String, Set<String>> uses = found.uses().get(model);
            Set<String> changing = uses.entrySet().stream()
                    .filter(command -> command.getValue().contains(mutant.module() + "." + mutant.operator()))
                    .map(Map.Entry::getKey)
                    .collect(Collectors.toSet());
            without.put(model, changing);
            boolean reaches = found.files().get(model).contains(mutant.module() + EXTENSION);
            boolean wanted = use.operators().isEmpty() || use.operators().contains(mutant.operator());
            if (reaches && wanted && asked(use.model()).anyMatch(id -> !changing.contains(id))) {
                reached.add(model);
            }
        }
        return new AlloyMutantBatch.Job(
                mutant.id(), mutant.module() + EXTENSION, mutant.operator(), changed(mutant), reached, without);
    }

    private static Stream<String> asked(Model model) {
        return Stream.concat(model.properties().stream(), model.witnesses().stream())
                .map(Property::id);
    }

    private record Answered(List<Answer> answers, ChildOutcome end) {}

    private Answered answers(List<AlloyMutantBatch.Job> jobs) throws UnusableException, InterruptedException {
        Answered answered = answers(jobs, START);
        if (answered.end().result().isEmpty()) {
            throw new UnusableException(
                    "the unchanged models gave no answer: " + answered.end().end() + " "
                            + String.join(" | ", answered.end().errors()));
        }
        return answered;
    }

    private Answered answers(List<AlloyMutantBatch.Job> jobs, Duration time) throws InterruptedException {
        List<Answer> answers = Collections.synchronizedList(new ArrayList<>());
        ChildOutcome end = start(
                new AlloyMutantBatch(roots(), Set.of(), jobs),
                time,
                message -> answers.add(gson.fromJson(message, Answer.class)));
        return new Answered(List.copyOf(answers), end);
    }

    private Map<String, String> roots() {
        return sources.entrySet().stream().collect(Collectors.toMap(Map.Entry::getKey, files -> files.getValue()
                .root()));
    }

    private ChildOutcome start(AlloyMutantBatch batch, Duration time, Consumer<JsonObject> listener)
            throws InterruptedException {
        return children.run(
                new ChildJob(
                        AlloyEngine.classPath(),
                        AlloyMutantChild.class.getName(),
                        AlloyEngine.JVM_OPTIONS,
                        HEAP,
                        time,
                        first().forChild(),
                        gson.toJsonTree(batch).getAsJsonObject()),
                listener);
    }

    /** All models have the same files. */
    private Sources first() {
        return sources.values().iterator().next();
    }

    private SourceFile source(Mutant mutant) {
        return first().files().get(mutant.module() + EXTENSION);
    }

    private String changed(Mutant mutant) {
        return EditedText.of(source(mutant).text(), mutant.edits());
    }

    /** The name and version of Alloy. */
    public static String version() {
        return "Alloy " + Version.getShortversion();
    }
}
