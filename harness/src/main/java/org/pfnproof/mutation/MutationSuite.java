package org.pfnproof.mutation;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import java.util.function.Function;
import org.pfnproof.catalogue.Model.EngineKind;
import org.pfnproof.catalogue.MutationPlan;
import org.pfnproof.catalogue.MutationPlan.Group;
import org.pfnproof.catalogue.MutationPlan.Survivor;
import org.pfnproof.check.Workers;
import org.pfnproof.engine.mutant.Mutant;
import org.pfnproof.engine.mutant.Mutants;
import org.pfnproof.engine.mutant.Outcome;
import org.pfnproof.mutation.MutationResult.GroupResult;

/**
 * Runs generated mutants within a time budget. Where the budget does not suffice, the order decides which are left out: it is
 * shuffled, always in the same way, and goes through all groups at once.
 */
public final class MutationSuite {

    /** So many share a JVM; also the grain of the budget. */
    private static final int BATCH = 10;

    private final MutationPlan plan;
    private final Function<Group, Mutants> engine;
    private final int jobs;
    private final Consumer<String> progress;
    private final Map<Group, Mutants> prepared = new LinkedHashMap<>();
    private final Map<Mutant, Outcome> outcomes = new ConcurrentHashMap<>();

    /**
     * A suite.
     *
     * @param engine finds and runs the mutants of a group
     * @param jobs JVMs at once
     * @param progress hears a sentence now and then
     */
    public MutationSuite(MutationPlan plan, Function<Group, Mutants> engine, int jobs, Consumer<String> progress) {
        this.plan = plan;
        this.engine = engine;
        this.jobs = jobs;
        this.progress = progress;
    }

    private record Batch(Mutants mutants, List<Mutant> batch) {}

    /**
     * Runs the mutants of a group, or those whose id begins as given.
     *
     * @param engineName name and version of what checks a group
     * @param prefix for example {@code kvm-mmu} or {@code PageFault.hva_to_pfn}; empty for all
     * @throws Mutants.UnusableException if an unchanged model does not hold
     */
    public MutationResult run(Function<Group, String> engineName, String prefix)
            throws Mutants.UnusableException, InterruptedException {
        long start = System.nanoTime();
        long deadline = start + plan.budget().toNanos();
        for (Group group : plan.groups()) {
            if (group.id().equals(prefix)
                    || group.modules().stream().anyMatch(module -> module.startsWith(head(prefix)))) {
                progress.accept("finding the mutants of " + String.join(", ", group.modules()));
                Mutants mutants = engine.apply(group);
                mutants.prepare();
                prepared.put(group, mutants);
            }
        }
        Deque<Batch> queue = batches(prefix);
        progress.accept(queue.stream().mapToInt(batch -> batch.batch().size()).sum() + " mutants to run");
        work(queue, deadline);
        List<GroupResult> results = results(prefix);
        Map<EngineKind, String> engines = new EnumMap<>(EngineKind.class);
        prepared.keySet().forEach(group -> engines.put(group.engine(), engineName.apply(group)));
        return new MutationResult(
                engines, results, stale(prefix, results), Duration.ofNanos(System.nanoTime() - start));
    }

    private static boolean isWanted(Group group, Mutant mutant, String prefix) {
        return group.id().equals(prefix) || mutant.id().startsWith(prefix);
    }

    private static String head(String prefix) {
        return prefix.split("\\.", 2)[0];
    }

    /** In turns from each group. */
    private Deque<Batch> batches(String prefix) {
        List<Deque<Batch>> queues = new ArrayList<>();
        prepared.forEach((group, mutants) -> {
            List<Mutant> order = new ArrayList<>(mutants.mutants());
            Collections.shuffle(order, new Random(plan.seed()));
            order.removeIf(mutant -> !isWanted(group, mutant, prefix));
            Deque<Batch> queue = new ArrayDeque<>();
            for (int i = 0; i < order.size(); i += BATCH) {
                queue.add(new Batch(mutants, order.subList(i, Math.min(i + BATCH, order.size()))));
            }
            queues.add(queue);
        });
        Deque<Batch> all = new ArrayDeque<>();
        while (queues.stream().anyMatch(queue -> !queue.isEmpty())) {
            queues.stream().filter(queue -> !queue.isEmpty()).forEach(queue -> all.add(queue.remove()));
        }
        return all;
    }

    private void work(Deque<Batch> queue, long deadline) throws Mutants.UnusableException, InterruptedException {
        ExecutorService workers = Executors.newFixedThreadPool(jobs);
        try {
            List<Future<Void>> futures = new ArrayList<>();
            for (Batch batch : queue) {
                futures.add(workers.submit(() -> run(batch, deadline)));
            }
            for (Future<Void> future : futures) {
                future.get();
            }
        } catch (ExecutionException e) {
            if (e.getCause() instanceof Mutants.UnusableException unusable) {
                throw unusable;
            }
            throw new IllegalStateException(e.getCause());
        } finally {
            Workers.stop(workers);
        }
    }

    private Void run(Batch batch, long deadline) throws Mutants.UnusableException, InterruptedException {
        Duration left = Duration.ofNanos(deadline - System.nanoTime());
        if (!left.isNegative() && !left.isZero()) {
            Map<Mutant, Outcome> ended = batch.mutants().run(batch.batch(), left);
            outcomes.putAll(ended);
            ended.forEach((mutant, outcome) -> {
                Tried tried = tried(batch.mutants(), mutant);
                if (tried.needsReason() && tried.reason().isEmpty()) {
                    progress.accept(mutant.id() + " " + outcome.label() + ": " + String.join(" ", tried.difference()));
                }
            });
            long killed = outcomes.values().stream()
                    .filter(Outcome.Killed.class::isInstance)
                    .count();
            long ran = outcomes.values().stream()
                    .filter(outcome -> !(outcome instanceof Outcome.NotRun))
                    .count();
            progress.accept(ran + " run, " + killed + " killed");
        }
        return null;
    }

    private List<GroupResult> results(String prefix) {
        List<GroupResult> results = new ArrayList<>();
        prepared.forEach((group, mutants) -> results.add(new GroupResult(
                group,
                mutants.mutants().stream()
                        .filter(mutant -> isWanted(group, mutant, prefix))
                        .map(mutant -> tried(mutants, mutant))
                        .toList())));
        return results;
    }

    private Tried tried(Mutants mutants, Mutant mutant) {
        List<String> difference = mutants.difference(mutant);
        Optional<String> reason = plan.survivors().stream()
                .filter(survivor -> survivor.mutant().equals(mutant.id()) && isOf(survivor, difference))
                .map(Survivor::reason)
                .findFirst();
        Outcome outcome = outcomes.getOrDefault(mutant, new Outcome.NotRun());
        return new Tried(mutant, mutants.file(mutant), difference, outcome, reason);
    }

    private static boolean isOf(Survivor survivor, List<String> difference) {
        // Of a line that is gone there is only what it was.
        String sign = difference.stream().anyMatch(line -> line.startsWith("+ ")) ? "+ " : "- ";
        return difference.stream()
                .anyMatch(line -> line.startsWith(sign) && same(line.substring(2), survivor.becomes()));
    }

    private static boolean same(String first, String second) {
        return first.replaceAll("\\s+", " ")
                .strip()
                .equals(second.replaceAll("\\s+", " ").strip());
    }

    /** Explanations of mutants that are gone, have become others, or need none. Of what was not asked for, nothing is known. */
    private List<String> stale(String prefix, List<GroupResult> results) {
        Map<String, Tried> byId = new LinkedHashMap<>();
        results.forEach(group ->
                group.mutants().forEach(tried -> byId.put(tried.mutant().id(), tried)));
        List<String> stale = new ArrayList<>();
        for (Survivor survivor : plan.survivors()) {
            Tried tried = byId.get(survivor.mutant());
            if (tried == null) {
                if (survivor.mutant().startsWith(prefix)) {
                    stale.add(survivor.mutant() + ": there is no such mutant");
                }
            } else if (tried.reason().isEmpty()) {
                stale.add(survivor.mutant() + ": it is another change now: " + String.join(" ", tried.difference()));
            } else if (!tried.needsReason() && !(tried.outcome() instanceof Outcome.NotRun)) {
                stale.add(survivor.mutant() + ": needs no explanation any more, it is "
                        + tried.outcome().label());
            }
        }
        return stale;
    }
}
