package org.pfnproof.conform;

import com.google.gson.JsonArray;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.pfnproof.catalogue.Model;
import org.pfnproof.check.Capacity;
import org.pfnproof.check.CheckRequest;
import org.pfnproof.check.RunPool;
import org.pfnproof.engine.Limits;
import org.pfnproof.engine.Run;
import org.pfnproof.engine.Verdict;
import org.pfnproof.engine.agree.Agreement;
import org.pfnproof.engine.agree.VerdictComparison;
import org.pfnproof.engine.twin.Conformer;
import org.pfnproof.engine.twin.Conformity;

/** Makes comparisons, as many at once as cores and memory allow. */
public final class Conform {

    private final Conformer conformer;
    private final VerdictComparison verdicts;
    private final Capacity capacity;
    private final CheckRequest request;
    private final ConformListener listener;

    /** Comparisons within the limits of a request. */
    public Conform(
            Conformer conformer,
            VerdictComparison verdicts,
            Capacity capacity,
            CheckRequest request,
            ConformListener listener) {
        this.conformer = conformer;
        this.verdicts = verdicts;
        this.capacity = capacity;
        this.request = request;
        this.listener = listener;
    }

    /**
     * Makes all of them.
     *
     * @throws InterruptedException if the calling thread is interrupted; no comparison goes on then
     */
    public ConformResult run(Participants participants) throws InterruptedException {
        long start = System.nanoTime();
        RunPool pool = new RunPool(capacity, request);
        Map<Run, Conformity> conformities = pool.each(participants.runs(), Conform::cost, this::conformity);
        Map<Run, Question> questions = participants.verdicts().questions().stream()
                .collect(Collectors.toMap(Question::run, Function.identity()));
        List<Run> asked =
                participants.verdicts().questions().stream().map(Question::run).toList();
        Map<Run, Agreement> agreements = pool.each(asked, Conform::cost, run -> agreement(questions.get(run)));
        return new ConformResult(
                participants,
                conformer.version(),
                participants.runs().stream().map(conformities::get).toList(),
                asked.stream().map(agreements::get).toList(),
                Duration.ofNanos(System.nanoTime() - start));
    }

    private Conformity conformity(Run run) throws InterruptedException {
        listener.started(run);
        Conformity result = compare(run);
        listener.finished(result);
        return result;
    }

    private Agreement agreement(Question question) throws InterruptedException {
        listener.started(question.run());
        Agreement result = ask(question);
        listener.finished(result);
        return result;
    }

    private Agreement ask(Question question) throws InterruptedException {
        Model model = question.run().model();
        Limits limits = new Limits(
                request.timeout().orElse(model.timeout()), request.heap().orElse(model.heap()));
        long start = System.nanoTime();
        try {
            return verdicts.compare(question.run(), question.properties(), limits, listener);
        } catch (RuntimeException e) {
            return verdicts.failed(
                    question.run(), question.properties(), defect(e), Duration.ofNanos(System.nanoTime() - start));
        }
    }

    private static Verdict defect(RuntimeException e) {
        return new Verdict.Inconclusive("pfnproof itself failed, which is a defect of it: " + e);
    }

    private Conformity compare(Run run) throws InterruptedException {
        Limits limits = new Limits(
                request.timeout().orElse(timeout(run.model())),
                request.heap().orElse(run.model().heap()));
        long start = System.nanoTime();
        try {
            return conformer.compare(run, limits, listener);
        } catch (RuntimeException e) {
            return new Conformity(
                    run,
                    conformer.version(),
                    Optional.empty(),
                    Optional.of(defect(e)),
                    Duration.ofNanos(System.nanoTime() - start));
        }
    }

    /** The models' limits are for searches that merge symmetric states. This one does not, and does twice the work for each. */
    private static Duration timeout(Model model) {
        return model.timeout().multipliedBy(2 * renamings(model));
    }

    /** A model without a pinned count does not come to an end by itself, or is small. */
    private static long cost(Run run) {
        return run.model().distinctStates().orElse(0) * renamings(run.model());
    }

    /** How many states the symmetry of a model may merge into one. */
    private static long renamings(Model model) {
        long factor = 1;
        for (String name : model.symmetric()) {
            // What is no array is refused where the run begins.
            int things = model.bounds().get(name) instanceof JsonArray array ? array.size() : 1;
            factor *= LongStream.rangeClosed(1, things).reduce(1, Math::multiplyExact);
        }
        return factor;
    }
}
