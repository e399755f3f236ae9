package org.pfnproof.catalogue;

import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.pfnproof.catalogue.Model.EngineKind;

/**
 * Which modules get generated mutants, on which models they are run, and why some survive: {@code specs/mutants.json}.
 *
 * @param budget wall-clock time for all of them together
 * @param seed of the order in which they are run, so that the same ones are left out where the time does not suffice
 * @param groups modules and models that belong together
 * @param survivors explanations of what nothing notices
 */
public record MutationPlan(Duration budget, long seed, List<Group> groups, List<Survivor> survivors) {

    /** The name that {@code check} takes. */
    public static final String NAME = "generated-mutants";

    private static final String FILE = "mutants.json";

    public MutationPlan {
        groups = List.copyOf(groups);
        survivors = List.copyOf(survivors);
    }

    /**
     * Modules and models that belong together.
     *
     * @param id unique among groups
     * @param engine what runs the mutants: the models' engine, or the explorer, which changes classes of the reference implementation
     * @param modules the names of the modules to change, or of the classes, as {@code mmu.Invalidation}
     * @param without methods of the classes that are left alone
     * @param models in the order in which a mutant is run on them; of one spec, unless classes are changed
     * @param goal the score to reach, in percent
     */
    public record Group(
            String id, EngineKind engine, List<String> modules, Set<String> without, List<Use> models, double goal) {
        public Group {
            modules = List.copyOf(modules);
            without = Set.copyOf(without);
            models = List.copyOf(models);
        }

        /** A group of modules of a spec, with the models' engine. */
        public Group(String id, List<String> modules, List<Use> models, double goal) {
            this(
                    id,
                    models.stream().map(use -> use.model().engine()).findFirst().orElse(EngineKind.TLC),
                    modules,
                    Set.of(),
                    models,
                    goal);
        }

        /** Whether classes of the reference implementation are changed. */
        public boolean isOfClasses() {
            return engine == EngineKind.EXPLORER;
        }
    }

    /**
     * A model that mutants are run on.
     *
     * @param operators only changes of these are; empty for all
     */
    public record Use(Model model, Set<String> operators) {
        public Use {
            operators = Set.copyOf(operators);
        }
    }

    /**
     * Why a mutant survives.
     *
     * @param mutant its id
     * @param becomes the first changed line, as it becomes
     * @param reason what is lost by it: nothing, and why
     */
    public record Survivor(String mutant, String becomes, String reason) {}

    /**
     * Reads the plan.
     *
     * @throws CatalogueException with all problems found
     */
    public static MutationPlan load(Catalogue catalogue) throws CatalogueException {
        Problems problems = new Problems(catalogue.root());
        Path file = catalogue.root().resolve(FILE);
        Optional<Entry> entry = new DataFiles(problems).read(file, "mutants", Entry.class);
        Optional<MutationPlan> plan = entry.map(found -> found.plan(catalogue, file, problems));
        if (problems.size() > 0) {
            throw new CatalogueException(problems.all());
        }
        return plan.orElseThrow();
    }

    /** The file as it stands. */
    private record Entry(String budget, long seed, List<GroupEntry> groups, List<Survivor> survivors) {

        MutationPlan plan(Catalogue catalogue, Path file, Problems problems) {
            Map<String, Model> models = Catalogue.byId(catalogue.models(), Model::id);
            Optional<Duration> time = Durations.parse(budget);
            if (time.isEmpty()) {
                problems.add(file, "/budget: expected a duration like 30m, found \"" + budget + "\"");
            }
            Set<String> seen = new HashSet<>();
            survivors.stream()
                    .filter(survivor -> !seen.add(survivor.mutant()))
                    .forEach(
                            survivor -> problems.add(file, "/survivors: " + survivor.mutant() + " is explained twice"));
            List<Group> resolved = groups.stream()
                    .map(group -> group.resolve(models, file, problems))
                    .toList();
            return new MutationPlan(time.orElse(Duration.ZERO), seed, resolved, survivors);
        }
    }

    private record GroupEntry(
            String id,
            List<String> modules,
            List<String> classes,
            List<String> without,
            List<UseEntry> models,
            double goal) {

        Group resolve(Map<String, Model> known, Path file, Problems problems) {
            List<Use> uses = models.stream()
                    .flatMap(use -> use.resolve(known, file, problems).stream())
                    .toList();
            if (uses.stream().map(use -> use.model().engine()).distinct().count() > 1) {
                problems.add(file, "/groups: " + id + " has models of different engines");
            }
            Set<String> leftAlone = without == null ? Set.of() : Set.copyOf(without);
            return classes == null
                    ? new Group(id, modules, uses, goal)
                    : new Group(id, EngineKind.EXPLORER, classes, leftAlone, uses, goal);
        }
    }

    private record UseEntry(String id, List<String> operators) {

        Optional<Use> resolve(Map<String, Model> known, Path file, Problems problems) {
            Model model = known.get(id);
            if (model == null) {
                problems.add(file, "/groups: unknown model \"" + id + "\"" + Nearest.hint(id, known.keySet()));
                return Optional.empty();
            }
            if (model.engine() == EngineKind.EXPLORER
                    || model.expected().violated().isPresent()) {
                problems.add(file, "/groups: " + id + " is no model for TLC or Alloy that holds");
                return Optional.empty();
            }
            return Optional.of(new Use(model, operators == null ? Set.of() : Set.copyOf(operators)));
        }
    }
}
