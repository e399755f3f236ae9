package org.pfnproof.engine.explorer.mutant;

import com.google.gson.Gson;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.pfnproof.engine.child.ChildSide;
import org.pfnproof.engine.explorer.mutant.MutantBatch.Answer;
import org.pfnproof.engine.explorer.mutant.MutantBatch.Job;
import org.pfnproof.engine.explorer.mutant.MutantBatch.Setting;
import org.pfnproof.engine.explorer.search.End;
import org.pfnproof.engine.explorer.search.Outcome;
import org.pfnproof.engine.explorer.search.Search;
import org.pfnproof.engine.explorer.search.SearchOptions;
import org.pfnproof.engine.explorer.search.Violation;
import org.pfnproof.engine.twin.TwinRequest;
import org.pfnproof.kernel.Protocol;
import org.pfnproof.kernel.Rule;
import org.pfnproof.kernel.state.PackedState;

/**
 * The main class of a JVM that explores many mutants of a reference implementation. Each answer is told as soon as it is there, so that
 * nothing is lost if a mutant does not end.
 */
public final class MutantChild {

    private static final long MEMORY = 256L << 20;

    private final ClassLoader loader = MutantChild.class.getClassLoader();
    private final Places places = new Places(loader);
    private final Map<String, Map<String, Place>> found = new HashMap<>();
    private final Gson gson = new Gson();
    private final MutantBatch batch;
    private final ChildSide side;
    private final Watch watch;

    private MutantChild(ChildSide side, MutantBatch batch) {
        this.side = side;
        this.batch = batch;
        this.watch = Watch.start(Thread.currentThread(), this::tell);
    }

    /** Reads a {@link MutantBatch} from the run directory; tells an {@link Answer} for each model of each mutant. */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        ChildSide side = ChildSide.attach(arguments);
        MutantBatch batch = new Gson().fromJson(side.request(), MutantBatch.class);
        MutantChild child = new MutantChild(side, batch);
        for (Job job : batch.jobs()) {
            child.run(job);
        }
        side.finish(new JsonObject());
        System.exit(0);
    }

    private void tell(Answer answer) {
        side.progress(gson.toJsonTree(answer).getAsJsonObject());
    }

    private void run(Job job) throws InterruptedException {
        Map<String, byte[]> changed = job.id().isEmpty() ? Map.of() : Map.of(job.className(), bytes(job));
        for (String model : job.models()) {
            boolean unchanged = job.id().isEmpty();
            FreshLoader fresh = new FreshLoader(
                    loader, batch.factory(), unchanged ? Lines.noted(batch.classes(), loader) : changed);
            Answer answer;
            try {
                Setting setting = batch.settings().get(model);
                TwinRequest subject = TwinRequest.of(setting.subject());
                watch.begin(job.id(), model);
                answer = explore(
                        job.id(),
                        model,
                        subject.create(loader).orElseThrow(),
                        subject.create(fresh).orElseThrow());
            } catch (RuntimeException | LinkageError | StackOverflowError | AssertionError e) {
                answer = Answer.invalid(job.id(), model, "it cannot begin: " + e);
            }
            watch.end();
            tell(answer);
            if (answer.isLast()) {
                return;
            }
        }
    }

    private byte[] bytes(Job job) {
        return found.computeIfAbsent(job.className(), name -> places.of(name).stream()
                        .collect(Collectors.toMap(Place::id, place -> place)))
                .get(job.place())
                .bytes()
                .make();
    }

    private <S extends PackedState, M extends PackedState> Answer explore(
            String mutant, String model, Protocol<S> unchanged, Protocol<M> changed) throws InterruptedException {
        Setting setting = batch.settings().get(model);
        List<Rule<S>> rules = unchanged.rules().stream()
                .filter(rule -> setting.rules().contains(rule.id()))
                .toList();
        MutatedProtocol<S, M> both = new MutatedProtocol<>(unchanged, changed);
        watch.look(both::steps);
        SearchOptions options =
                SearchOptions.of(1, MEMORY).deadlock(setting.deadlock()).maxStates(setting.maxStates());
        try (Search<S> search = new Search<>(both, rules, options)) {
            Outcome outcome = search.run((distinct, generated, queue) -> {});
            String violated = outcome.violations().stream()
                    .map(Violation::rule)
                    .findFirst()
                    .orElse("");
            return new Answer(
                    mutant,
                    model,
                    invalid(outcome, violated, both),
                    violated,
                    outcome.end() instanceof End.TooManyStates,
                    rules.stream().map(Rule::id).toList(),
                    outcome.witnesses(),
                    outcome.actions(),
                    both.print().toString(),
                    outcome.distinct(),
                    mutant.isEmpty() ? Lines.notes(batch.classes()) : Map.of());
        }
    }

    /** A step that throws takes others with it: then what is not found shows nothing, and only a violated property does. */
    private static String invalid(Outcome outcome, String violated, MutatedProtocol<?, ?> both) {
        if (violated.isEmpty() || violated.equals(Violation.DEADLOCK)) {
            if (both.failure().isPresent()) {
                return both.failure().get();
            } else if (outcome.end() instanceof End.Failed failed) {
                return failed.message();
            }
        }
        return "";
    }
}
