package org.pfnproof.engine.explorer.child;

import com.google.gson.JsonArray;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.pfnproof.engine.explorer.child.ExplorerReport.Shown;
import org.pfnproof.engine.explorer.search.End;
import org.pfnproof.engine.explorer.search.Outcome;
import org.pfnproof.engine.explorer.search.Search;
import org.pfnproof.engine.explorer.search.SearchOptions;
import org.pfnproof.engine.explorer.search.SearchProgress;
import org.pfnproof.engine.explorer.search.Trail;
import org.pfnproof.engine.explorer.search.Violation;
import org.pfnproof.engine.twin.Teller;
import org.pfnproof.kernel.Protocol;
import org.pfnproof.kernel.Rule;
import org.pfnproof.kernel.state.PackedState;
import org.pfnproof.trace.State;
import org.pfnproof.trace.Step;
import org.pfnproof.trace.TraceJson;

/** Runs a search and puts what it found into the terms of traces. */
final class Exploration {

    /** For the young generation, the threads' scratch and the report; the rest of the heap is for states. */
    private static final long RESERVE = 32L << 20;

    private static final int MEBIBYTE_BITS = 20;

    private Exploration() {}

    static <S extends PackedState> ExplorerReport of(
            Protocol<S> protocol, ExplorerRequest request, SearchProgress progress) throws InterruptedException {
        List<Rule<S>> rules = request.rules().stream()
                .flatMap(
                        id -> protocol.rules().stream().filter(rule -> rule.id().equals(id)))
                .toList();
        long memory = Math.max(1, Runtime.getRuntime().maxMemory() - RESERVE);
        SearchOptions options = SearchOptions.of(request.threads(), memory)
                .symmetric(request.symmetric())
                .deadlock(request.deadlock())
                .all(request.all())
                .maxStates(request.maxStates());
        try (Search<S> search = new Search<>(protocol, rules, options)) {
            Outcome outcome = search.run(progress);
            List<String> broken = new ArrayList<>();
            List<Shown> shown = new ArrayList<>();
            if (!outcome.violations().isEmpty() && !request.all()) {
                Violation violation = outcome.violations().get(0);
                try {
                    shown.add(show(protocol, violation.rule(), search.trail(violation), request));
                } catch (IllegalStateException e) {
                    broken.add(e.getMessage());
                }
            } else if (outcome.end() instanceof End.Failed failed && !isUnbounded(outcome)) {
                String what =
                        failed.overflow() ? "The bounds are too small for " : "The reference implementation fails: ";
                broken.add(what + failed.message() + ", " + failed.where());
            }
            return new ExplorerReport(
                    List.of(),
                    broken,
                    endedEarly(outcome),
                    rules.stream().map(Rule::id).toList(),
                    outcome.distinct(),
                    outcome.generated(),
                    outcome.depth(),
                    outcome.actions(),
                    outcome.witnesses(),
                    shown,
                    lengths(outcome),
                    outcome.end() instanceof End.Exhausted,
                    isUnbounded(outcome),
                    outcome.memory());
        }
    }

    /** Nobody gives bounds to what a bug lets grow for ever. */
    private static boolean isUnbounded(Outcome outcome) {
        return !outcome.violations().isEmpty()
                && (outcome.end() instanceof End.TooManyStates
                        || outcome.end() instanceof End.Failed failed && failed.overflow());
    }

    private static Map<String, Integer> lengths(Outcome outcome) {
        Map<String, Integer> lengths = new LinkedHashMap<>();
        outcome.violations().forEach(violation -> lengths.put(violation.rule(), violation.length()));
        return lengths;
    }

    private static List<String> endedEarly(Outcome outcome) {
        if (outcome.end() instanceof End.OutOfMemory) {
            return List.of("The states found so far, " + outcome.distinct() + ", fill the "
                    + (Runtime.getRuntime().maxMemory() >> MEBIBYTE_BITS) + " MiB of heap; give it more with --heap.");
        }
        if (outcome.end() instanceof End.TooManyStates tooMany) {
            return List.of("There are more than about " + tooMany.limit()
                    + " states, which is as far as the explorer counts.");
        }
        return List.of();
    }

    private static <S extends PackedState> Shown show(
            Protocol<S> protocol, String property, Trail<S> trail, ExplorerRequest request) {
        Teller<S> teller = new Teller<>(protocol, new HashSet<>(request.modelValues()));
        State initial = teller.state(trail.initial());
        List<Step> steps = new ArrayList<>();
        State last = initial;
        for (Trail.TrailStep<S> step : trail.steps()) {
            State next = teller.state(step.state());
            steps.add(teller.step(step.move(), last, next));
            last = next;
        }
        JsonArray written = TraceJson.writeSteps(steps);
        return new Shown(property, TraceJson.write(initial), written);
    }
}
