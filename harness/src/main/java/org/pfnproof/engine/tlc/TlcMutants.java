package org.pfnproof.engine.tlc;

import com.google.gson.Gson;
import com.google.gson.JsonObject;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.pfnproof.catalogue.Model;
import org.pfnproof.catalogue.MutationPlan;
import org.pfnproof.catalogue.Property;
import org.pfnproof.engine.Run;
import org.pfnproof.engine.child.ChildJob;
import org.pfnproof.engine.child.ChildOutcome;
import org.pfnproof.engine.child.ChildRunner;
import org.pfnproof.engine.child.ClassLocation;
import org.pfnproof.engine.mutant.EditedText;
import org.pfnproof.engine.mutant.Mutant;
import org.pfnproof.engine.mutant.Mutants;
import org.pfnproof.engine.mutant.Outcome;
import org.pfnproof.engine.mutant.Sitting;
import org.pfnproof.engine.source.SourceFile;
import org.pfnproof.engine.tlc.child.MutantBatch;
import org.pfnproof.engine.tlc.child.MutantBatchChild;
import org.pfnproof.engine.tlc.child.MutantFinderChild;

/**
 * Small changes of one spec, and what TLC says to them on some of its models.
 *
 * <p>Properties and witnesses that mention a changed operator themselves are left out of its runs: they would change with it.
 * Symmetry is left out as well, so that state graphs can be compared.
 */
public final class TlcMutants implements Mutants {

    /** Some changes enlarge the state space; this much more is looked at. */
    private static final int GROWTH = 5;

    /** Of a model without a pinned count. */
    private static final long UNKNOWN_SIZE = 1_000_000;

    private static final int HEAP = 1024;
    private static final Duration START = Duration.ofMinutes(10);
    private static final List<String> OPTIONS = List.of("-Xss16m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1");

    private final TlcJar jar;
    private final ChildRunner children;
    private final MutationPlan.Group group;
    private final SpecSources sources;
    private final Map<String, Model> models = new LinkedHashMap<>();
    private final Map<String, Long> sizes = new LinkedHashMap<>();
    private final Map<String, MutantJudge.Base> bases = new ConcurrentHashMap<>();
    private final Map<String, Set<String>> users = new TreeMap<>();
    private List<Mutant> mutants = List.of();

    /**
     * The mutants of some modules of a spec.
     *
     * @param specs the folder that holds {@code tla}
     * @param group the modules, and what their mutants are run on: models of one spec, which hold
     */
    public TlcMutants(Path specs, TlcJar jar, ChildRunner children, MutationPlan.Group group) {
        this.jar = jar;
        this.children = children;
        this.group = group;
        this.sources = SpecSources.read(group.models().get(0).model().spec(), List.of(specs.resolve("tla")));
        group.models().stream()
                .map(MutationPlan.Use::model)
                .forEach(model -> models.put(model.id(), model.withoutSymmetry(model.properties(), model.witnesses())));
    }

    @Override
    public void prepare() throws UnusableException, InterruptedException {
        Model first = models.values().iterator().next();
        for (Model model : models.values()) {
            if (!model.spec().equals(first.spec())) {
                throw new UnusableException(first.id() + " and " + model.id() + " are models of different specs");
            }
        }
        if (!sources.problems().isEmpty()) {
            throw new UnusableException(sources.problems().get(0).toString());
        }
        find(first, group.modules());
        bases(group.models().stream()
                .filter(use -> use.operators().isEmpty())
                .map(use -> use.model().id())
                .toList());
    }

    /** Runs unchanged models, if that was not done yet. */
    private synchronized void bases(Collection<String> wanted) throws UnusableException, InterruptedException {
        List<String> missing =
                wanted.stream().filter(model -> !bases.containsKey(model)).toList();
        if (missing.isEmpty()) {
            return;
        }
        Map<String, JsonObject> answers = new TreeMap<>();
        MutantBatch.Job unchanged = new MutantBatch.Job("", Map.of(), missing, List.of());
        ChildOutcome end = start(
                List.of(unchanged),
                START,
                message -> answers.put(
                        message.get(MutantBatchChild.MODEL).getAsString(),
                        message.getAsJsonObject(MutantBatchChild.ANSWER)));
        for (String model : missing) {
            if (!answers.containsKey(model)) {
                throw new UnusableException("the unchanged model " + model + " gave no answer: " + end.end() + " "
                        + String.join(" | ", end.errors()));
            }
            try {
                bases.put(model, MutantJudge.base(models.get(model), answers.get(model)));
            } catch (IllegalArgumentException e) {
                throw new UnusableException(e.getMessage());
            }
        }
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
        Map<String, Mutant> byId = new TreeMap<>();
        batch.forEach(mutant -> byId.put(mutant.id(), mutant));
        Sitting<MutantBatch.Job> sitting = new Sitting<>("TLC", (jobs, left) -> answers(byId, jobs, left));
        for (Mutant mutant : batch) {
            List<String> reached = reached(mutant);
            sitting.add(
                    mutant,
                    reached.size(),
                    new MutantBatch.Job(
                            mutant.id(), Map.of(mutant.module() + ".tla", changed(mutant)), reached, changing(mutant)));
        }
        return sitting.run(batch, time);
    }

    private Sitting.Answers answers(Map<String, Mutant> byId, List<MutantBatch.Job> jobs, Duration time)
            throws UnusableException, InterruptedException {
        List<JsonObject> answers = Collections.synchronizedList(new ArrayList<>());
        ChildOutcome end = start(jobs, time, answers::add);
        List<Sitting.Said> said = new ArrayList<>();
        for (JsonObject message : answers) {
            String id = message.get(MutantBatchChild.MUTANT).getAsString();
            String model = message.get(MutantBatchChild.MODEL).getAsString();
            said.add(new Sitting.Said(id, judge(byId.get(id), model, message)));
        }
        return new Sitting.Answers(said, end.end());
    }

    /** A large model's unchanged run is only made for a mutant that it does not notice. */
    private Outcome judge(Mutant mutant, String model, JsonObject message)
            throws UnusableException, InterruptedException {
        Model checked = only(models.get(model), changing(mutant));
        JsonObject answer = message.getAsJsonObject(MutantBatchChild.ANSWER);
        Outcome outcome = MutantJudge.alone(checked, answer);
        if (outcome instanceof Outcome.NotRun) {
            bases(List.of(model));
            return MutantJudge.beside(checked, answer, bases.get(model));
        }
        return outcome;
    }

    /** The models in which a step is taken that uses the changed operator. */
    private List<String> reached(Mutant mutant) {
        Set<String> using = users.getOrDefault(mutant.operator(), Set.of());
        return group.models().stream()
                .filter(use -> use.operators().isEmpty()
                        ? bases.get(use.model().id()).taken().stream().anyMatch(using::contains)
                        : use.operators().contains(mutant.operator()))
                .map(use -> use.model().id())
                .toList();
    }

    /** What would change along with the operator. */
    private Set<String> changing(Mutant mutant) {
        Set<String> using = users.getOrDefault(mutant.operator(), Set.of());
        Set<String> ids = new TreeSet<>();
        for (Model model : models.values()) {
            Stream.concat(model.properties().stream(), model.witnesses().stream())
                    .map(Property::id)
                    .filter(using::contains)
                    .forEach(ids::add);
        }
        return ids;
    }

    private static Model only(Model model, Set<String> without) {
        return model.withoutSymmetry(
                model.properties().stream()
                        .filter(property -> !without.contains(property.id()))
                        .toList(),
                model.witnesses().stream()
                        .filter(witness -> !without.contains(witness.id()))
                        .toList());
    }

    private void find(Model model, Collection<String> modules) throws UnusableException, InterruptedException {
        Run run = new Run(model, Optional.empty());
        JsonObject request = MutantFinderChild.request(
                TlcRun.request(run, model.properties(), model.witnesses(), model.deadlock(), Optional.empty()),
                modules);
        ChildOutcome end =
                children.run(job(MutantFinderChild.class, files(McFiles.of(run)), START, request), message -> {});
        JsonObject result = end.result()
                .orElseThrow(() -> new UnusableException(
                        "no mutants were found: " + end.end() + " " + String.join(" | ", end.errors())));
        if (!MutantFinderChild.problems(result).isEmpty()) {
            throw new UnusableException(MutantFinderChild.problems(result));
        }
        mutants = result.getAsJsonArray("mutants").asList().stream()
                .map(element -> Mutant.of(element.getAsJsonObject()))
                .toList();
        result.getAsJsonObject("users").asMap().forEach((operator, names) -> {
            Set<String> using = new TreeSet<>();
            names.getAsJsonArray().forEach(name -> using.add(name.getAsString()));
            users.put(operator, using);
        });
    }

    private ChildOutcome start(List<MutantBatch.Job> jobs, Duration time, Consumer<JsonObject> listener)
            throws InterruptedException {
        Map<String, MutantBatch.Setting> settings = new TreeMap<>();
        for (Model model : models.values()) {
            Run run = new Run(model, Optional.empty());
            McFiles root = McFiles.of(run);
            settings.put(
                    model.id(),
                    new MutantBatch.Setting(
                            root.module(),
                            root.config(),
                            TlcRun.request(
                                    run, model.properties(), model.witnesses(), model.deadlock(), Optional.empty()),
                            limit(model)));
        }
        List<Path> classPath = classPath();
        JsonObject request = new MutantBatch(classPath, settings, jobs).json();
        return children.run(job(MutantBatchChild.class, sources.files(), time, request), listener);
    }

    private long limit(Model model) {
        MutantJudge.Base base = bases.get(model.id());
        return base == null
                ? Long.MAX_VALUE
                : GROWTH * Long.parseLong(base.graph().split("-", -1)[1]);
    }

    private ChildJob job(Class<?> main, Map<String, String> files, Duration time, JsonObject request) {
        return new ChildJob(classPath(), main.getName(), OPTIONS, HEAP, time, files, request);
    }

    private Map<String, String> files(McFiles root) {
        Map<String, String> files = new TreeMap<>(sources.files());
        files.put(McFiles.ROOT + ".tla", root.module());
        files.put(McFiles.ROOT + ".cfg", root.config());
        return files;
    }

    private SourceFile source(Mutant mutant) {
        return sources.modules().get(mutant.module());
    }

    private String changed(Mutant mutant) {
        return EditedText.of(source(mutant).text(), mutant.edits());
    }

    private List<Path> classPath() {
        return new ArrayList<>(new LinkedHashSet<>(
                List.of(ClassLocation.of(MutantBatchChild.class), ClassLocation.of(Gson.class), jar.path())));
    }
}
