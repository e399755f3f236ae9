package org.pfnproof.engine.explorer;

import com.google.gson.Gson;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
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
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.tree.ClassNode;
import org.pfnproof.catalogue.Model;
import org.pfnproof.catalogue.MutationPlan;
import org.pfnproof.catalogue.Property;
import org.pfnproof.engine.Run;
import org.pfnproof.engine.child.ChildJob;
import org.pfnproof.engine.child.ChildOutcome;
import org.pfnproof.engine.child.ChildRunner;
import org.pfnproof.engine.child.ClassLocation;
import org.pfnproof.engine.explorer.mutant.MutantBatch;
import org.pfnproof.engine.explorer.mutant.MutantBatch.Answer;
import org.pfnproof.engine.explorer.mutant.MutantChild;
import org.pfnproof.engine.explorer.mutant.Place;
import org.pfnproof.engine.explorer.mutant.Places;
import org.pfnproof.engine.mutant.Edit;
import org.pfnproof.engine.mutant.EditedText;
import org.pfnproof.engine.mutant.Mutant;
import org.pfnproof.engine.mutant.Mutants;
import org.pfnproof.engine.mutant.Outcome;
import org.pfnproof.engine.mutant.Outcome.By;
import org.pfnproof.engine.mutant.Sitting;
import org.pfnproof.engine.mutant.Vacuity;
import org.pfnproof.engine.twin.ProtocolFactory;
import org.pfnproof.engine.twin.TwinRequest;
import org.pitest.mutationtest.engine.gregor.GregorMutater;

/**
 * Small changes of classes of the reference implementation, and what the properties and witnesses of some models say to them. The rules
 * themselves are always those of the unchanged classes. Symmetry is left out, so that state graphs can be compared.
 */
public final class ExplorerMutants implements Mutants {

    /** Some changes enlarge the state space; this much more is looked at. */
    private static final int GROWTH = 5;

    /** A model without a pinned count may have so many. */
    private static final int UNKNOWN_SIZE = 1_000_000;

    private static final int HEAP = 1024;
    private static final Duration START = Duration.ofMinutes(10);
    private static final List<String> OPTIONS = List.of("-Xss4m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1");

    private final Path sources;
    private final String root;
    private final Class<? extends ProtocolFactory> factory;
    private final ChildRunner children;
    private final MutationPlan.Group group;
    private final Map<String, Model> models = new LinkedHashMap<>();
    private final Map<String, Answer> bases = new LinkedHashMap<>();
    private final Map<String, Place> places = new TreeMap<>();
    private final Gson gson = new Gson();
    private List<Mutant> mutants = List.of();

    /**
     * The mutants of some classes.
     *
     * @param sources the folder of their sources
     * @param root the package that the names of the group's classes are relative to
     * @param factory makes the reference implementations
     * @param group the classes, and the models on which their mutants are run
     */
    public ExplorerMutants(
            Path sources,
            String root,
            Class<? extends ProtocolFactory> factory,
            ChildRunner children,
            MutationPlan.Group group) {
        this.sources = sources;
        this.root = root;
        this.factory = factory;
        this.children = children;
        this.group = group;
        group.models().stream()
                .map(MutationPlan.Use::model)
                .forEach(model -> models.put(model.id(), model.withoutSymmetry(model.properties(), model.witnesses())));
    }

    /** The names and versions of what explores and of what changes the classes. */
    public static String version() {
        return ExplorerProcess.VERSION + " with PIT "
                + GregorMutater.class.getPackage().getImplementationVersion();
    }

    @Override
    public void prepare() throws UnusableException, InterruptedException {
        List<Mutant> found = new ArrayList<>();
        Places finder = new Places(factory.getClassLoader());
        for (String module : group.modules()) {
            if (!Files.isReadable(file(module))) {
                throw new UnusableException("there is no source " + file(module));
            }
            List<String> lines = text(module).lines().toList();
            for (Place place : finder.of(className(module))) {
                if (!group.without().contains(place.method())) {
                    Edit edit = Edit.insert(
                            place.line(), lines.get(place.line() - 1).length() + 1, " // " + place.change());
                    Mutant mutant = new Mutant(module, place.method(), place.kind(), place.ordinal(), List.of(edit));
                    found.add(mutant);
                    places.put(mutant.id(), place);
                }
            }
        }
        mutants = List.copyOf(found);
        bases();
    }

    private void bases() throws UnusableException, InterruptedException {
        ChildOutcome end = start(
                List.of(new MutantBatch.Job("", "", "", List.copyOf(models.keySet()))),
                START,
                answer -> bases.put(answer.model(), answer));
        for (Model model : models.values()) {
            Answer base = bases.get(model.id());
            if (base == null) {
                throw new UnusableException("the unchanged model " + model.id() + " gave no answer: " + end.end() + " "
                        + String.join(" | ", end.errors()));
            }
            Outcome outcome = alone(model, base);
            if (!(outcome instanceof Outcome.NotRun)) {
                throw new UnusableException("the unchanged model " + model.id() + " does not hold: " + outcome);
            }
        }
    }

    @Override
    public List<Mutant> mutants() {
        return mutants;
    }

    @Override
    public Path file(Mutant mutant) {
        return file(mutant.module());
    }

    @Override
    public List<String> difference(Mutant mutant) {
        String text = text(mutant.module());
        return EditedText.difference(text, EditedText.of(text, mutant.edits()));
    }

    @Override
    public Map<Mutant, Outcome> run(List<Mutant> batch, Duration time) throws UnusableException, InterruptedException {
        Sitting<MutantBatch.Job> sitting = new Sitting<>("the explorer", this::answers);
        for (Mutant mutant : batch) {
            List<String> reached = reached(mutant);
            sitting.add(
                    mutant,
                    reached.size(),
                    new MutantBatch.Job(
                            mutant.id(),
                            className(mutant.module()),
                            places.get(mutant.id()).id(),
                            reached));
        }
        return sitting.run(batch, time);
    }

    private Sitting.Answers answers(List<MutantBatch.Job> jobs, Duration time) throws InterruptedException {
        List<Sitting.Said> said = Collections.synchronizedList(new ArrayList<>());
        ChildOutcome end = start(jobs, time, answer -> said.add(new Sitting.Said(answer.mutant(), judge(answer))));
        return new Sitting.Answers(said, end.end());
    }

    private Outcome judge(Answer answer) {
        Model model = models.get(answer.model());
        Outcome outcome = alone(model, answer);
        if (!(outcome instanceof Outcome.NotRun)) {
            return outcome;
        }
        Answer base = bases.get(answer.model());
        Set<String> taken = base.actions().entrySet().stream()
                .filter(action -> action.getValue() > 0)
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
        return Vacuity.beside(model, taken, answer.actions())
                .orElseGet(() -> answer.graph().equals(base.graph())
                        ? new Outcome.Equivalent(List.of(model.id()))
                        : new Outcome.Survived(List.of(model.id())));
    }

    /** What an answer shows by itself; {@link Outcome.NotRun} if nothing. */
    private static Outcome alone(Model model, Answer answer) {
        if (!answer.violated().isEmpty()) {
            return new Outcome.Killed(By.PROPERTY, answer.violated(), model.id());
        } else if (!answer.invalid().isEmpty()) {
            return new Outcome.Invalid(answer.invalid());
        } else if (answer.tooManyStates()) {
            return new Outcome.Unfinished("many more states than the unchanged " + model.id() + " has");
        }
        return Vacuity.of(model, answer.witnesses(), answer.actions()).orElse(new Outcome.NotRun());
    }

    /** The models in which the changed line is run. */
    private List<String> reached(Mutant mutant) {
        return group.models().stream()
                .filter(use -> use.operators().isEmpty() || use.operators().contains(mutant.operator()))
                .map(use -> use.model().id())
                .filter(model ->
                        bases.get(model).lines().get(className(mutant.module())).contains(mutant.line()))
                .toList();
    }

    private ChildOutcome start(List<MutantBatch.Job> jobs, Duration time, Consumer<Answer> listener)
            throws InterruptedException {
        Map<String, MutantBatch.Setting> settings = new TreeMap<>();
        models.values().forEach(model -> settings.put(model.id(), setting(model)));
        List<String> classes = group.modules().stream().map(this::className).toList();
        List<Path> classPath = Stream.of(
                        MutantChild.class, factory, Gson.class, GregorMutater.class, ClassReader.class, ClassNode.class)
                .map(ClassLocation::of)
                .distinct()
                .toList();
        return children.run(
                new ChildJob(
                        classPath,
                        MutantChild.class.getName(),
                        OPTIONS,
                        HEAP,
                        time,
                        Map.of(),
                        gson.toJsonTree(new MutantBatch(factory.getName(), classes, settings, jobs))
                                .getAsJsonObject()),
                message -> listener.accept(gson.fromJson(message, Answer.class)));
    }

    private MutantBatch.Setting setting(Model model) {
        Answer base = bases.get(model.id());
        return new MutantBatch.Setting(
                TwinRequest.of(new Run(model, Optional.empty()), factory).json(),
                Stream.concat(model.properties().stream(), model.witnesses().stream())
                        .map(Property::id)
                        .toList(),
                model.deadlock(),
                base == null ? UNKNOWN_SIZE : Math.toIntExact(GROWTH * base.states()));
    }

    private String className(String module) {
        return root + "." + module;
    }

    private Path file(String module) {
        String outer = className(module).split("\\$", 2)[0];
        return sources.resolve(outer.replace('.', '/') + ".java");
    }

    private String text(String module) {
        try {
            return Files.readString(file(module));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
