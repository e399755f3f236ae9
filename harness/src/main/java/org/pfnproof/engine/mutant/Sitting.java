package org.pfnproof.engine.mutant;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.pfnproof.engine.child.ChildOutcome;

/**
 * Runs mutants in one JVM after the other, until each has an outcome or the time is over. A JVM that ends by itself before it is
 * done takes the mutant with it that was running.
 *
 * @param <J> what a JVM is to do for one mutant
 */
public final class Sitting<J> {

    private final String engine;
    private final Jvm<J> jvm;
    private final Map<String, Job<J>> open = new LinkedHashMap<>();
    private final Map<String, Outcome> outcomes = new TreeMap<>();
    private final Map<String, Integer> answered = new TreeMap<>();

    /**
     * A sitting.
     *
     * @param engine whose JVM it is, for example {@code TLC}
     * @param jvm runs mutants
     */
    public Sitting(String engine, Jvm<J> jvm) {
        this.engine = engine;
        this.jvm = jvm;
    }

    /** A JVM for many mutants, one after the other. */
    @FunctionalInterface
    public interface Jvm<J> {
        /** Runs them, until they are done, the time is over or the JVM ends. */
        Answers run(List<J> jobs, Duration time) throws Mutants.UnusableException, InterruptedException;
    }

    private record Job<J>(int models, J job) {}

    /**
     * What a JVM gave.
     *
     * @param said in the order of the mutants and their models
     * @param end how it ended
     */
    public record Answers(List<Said> said, ChildOutcome.End end) {
        public Answers {
            said = List.copyOf(said);
        }
    }

    /**
     * What one model says of one mutant.
     *
     * @param mutant its id
     * @param outcome equivalent or survived if the model notices nothing
     */
    public record Said(String mutant, Outcome outcome) {}

    /**
     * Adds a mutant.
     *
     * @param models on how many models it is run, unless something is noticed before
     */
    public void add(Mutant mutant, int models, J job) {
        if (models == 0) {
            outcomes.put(mutant.id(), new Outcome.Unreached());
        } else {
            open.put(mutant.id(), new Job<>(models, job));
        }
    }

    /** Runs all that were added, and says what became of those of a batch. */
    public Map<Mutant, Outcome> run(List<Mutant> batch, Duration time)
            throws Mutants.UnusableException, InterruptedException {
        long deadline = System.nanoTime() + time.toNanos();
        Duration left = time;
        while (!open.isEmpty() && !left.isNegative() && !left.isZero()) {
            Answers answers = jvm.run(open.values().stream().map(Job::job).toList(), left);
            int before = open.size();
            answers.said().forEach(this::note);
            open.entrySet().removeIf(job -> isDone(job.getKey(), job.getValue()));
            boolean ended = !(answers.end() instanceof ChildOutcome.End.TimedOut);
            if (ended && open.size() == before) {
                // Whatever ended the JVM, the mutant that was running had a part in it.
                String first = open.keySet().iterator().next();
                open.remove(first);
                outcomes.put(first, new Outcome.Unfinished(engine + "'s JVM " + answers.end()));
            }
            // What is left begins anew.
            outcomes.keySet().removeAll(open.keySet());
            answered.clear();
            left = Duration.ofNanos(deadline - System.nanoTime());
        }
        Map<Mutant, Outcome> result = new LinkedHashMap<>();
        batch.forEach(mutant -> result.put(mutant, outcomes.getOrDefault(mutant.id(), new Outcome.NotRun())));
        return result;
    }

    private void note(Said said) {
        outcomes.merge(said.mutant(), said.outcome(), Sitting::together);
        answered.merge(said.mutant(), 1, Integer::sum);
    }

    private boolean isDone(String mutant, Job<J> job) {
        Outcome outcome = outcomes.get(mutant);
        boolean goesOn = outcome instanceof Outcome.Equivalent || outcome instanceof Outcome.Survived;
        return outcome != null && (!goesOn || answered.get(mutant) == job.models());
    }

    /** What two models say together: a difference in one is a difference, and whatever ends the runs counts. */
    private static Outcome together(Outcome earlier, Outcome later) {
        if (earlier instanceof Outcome.Survived one && later instanceof Outcome.Survived other) {
            return new Outcome.Survived(joined(one.models(), other.models()));
        } else if (earlier instanceof Outcome.Equivalent one && later instanceof Outcome.Equivalent other) {
            return new Outcome.Equivalent(joined(one.models(), other.models()));
        } else if (earlier instanceof Outcome.Killed
                || earlier instanceof Outcome.Survived && later instanceof Outcome.Equivalent) {
            return earlier;
        } else if (earlier instanceof Outcome.Unfinished && !(later instanceof Outcome.Killed)) {
            return earlier;
        }
        return later;
    }

    private static List<String> joined(List<String> first, List<String> second) {
        return Stream.concat(first.stream(), second.stream()).toList();
    }
}
