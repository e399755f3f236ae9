package org.pfnproof.engine.alloy;

import com.google.gson.Gson;
import com.google.gson.JsonParseException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.pfnproof.engine.Limits;
import org.pfnproof.engine.alloy.child.AlloyReport;
import org.pfnproof.engine.alloy.child.AlloyReport.Found;
import org.pfnproof.engine.alloy.child.AlloyReport.Solved;
import org.pfnproof.engine.alloy.child.AlloyRequest;
import org.pfnproof.engine.child.ChildOutcome;
import org.pfnproof.engine.child.ChildRunner;
import org.pfnproof.trace.State;
import org.pfnproof.trace.TraceFormatException;
import org.pfnproof.trace.TraceJson;

/** Decides the checks of a module that is made on the spot and opens those of {@code specs/alloy}. */
public final class AlloyQuestions {

    private final Path specs;
    private final ChildRunner runner;

    /**
     * Questions about the specs of one catalogue.
     *
     * @param specs the folder that holds {@code alloy}
     * @param runner starts the JVMs
     */
    public AlloyQuestions(Path specs, ChildRunner runner) {
        this.specs = specs;
        this.runner = runner;
    }

    /** There is no answer, for the reason that the message says. */
    public static final class UnansweredException extends Exception {
        private static final long serialVersionUID = 1L;

        UnansweredException(String message) {
            super(message);
        }
    }

    /**
     * Solves checks.
     *
     * @param module the name of the module, which must not be that of a file in {@code specs/alloy}
     * @param checks names of check commands of the module, each of an assertion
     * @return each check with the instance against it, if there is one, in the given order
     * @throws UnansweredException if the files are faulty or the process fails
     * @throws InterruptedException if the calling thread is interrupted
     */
    public Map<String, Optional<State>> ask(String module, String text, List<String> checks, Limits limits)
            throws UnansweredException, InterruptedException {
        Sources sources = Sources.with(specs, module, text);
        if (!sources.problems().isEmpty()) {
            throw new UnansweredException(sources.problems().get(0).toString());
        }
        AlloyRequest request = new AlloyRequest(sources.root(), List.of(), checks, List.of());
        ChildOutcome outcome = runner.run(AlloyEngine.job(request, sources.forChild(), limits), message -> {});
        if (AlloyEngine.hasFailed(outcome)) {
            throw new UnansweredException(AlloyEngine.failure(outcome));
        }
        try {
            return answers(new Gson().fromJson(outcome.result().orElseThrow(), AlloyReport.class), checks, sources);
        } catch (JsonParseException | TraceFormatException e) {
            throw new UnansweredException("Alloy's process handed back something unreadable: " + e.getMessage());
        }
    }

    private static Map<String, Optional<State>> answers(AlloyReport report, List<String> checks, Sources sources)
            throws UnansweredException, TraceFormatException {
        if (!report.faults().isEmpty()) {
            throw new UnansweredException(
                    sources.problem(report.faults().get(0)).toString());
        }
        if (!report.failure().isEmpty()) {
            throw new UnansweredException(report.failure().get(0));
        }
        Map<String, Optional<State>> answers = new LinkedHashMap<>();
        for (Solved solved : report.solved()) {
            answers.put(
                    solved.name(),
                    solved.satisfiable() ? Optional.of(instance(solved.name(), solved.found())) : Optional.empty());
        }
        if (!answers.keySet().containsAll(checks)) {
            throw new UnansweredException("Alloy has not decided all of " + String.join(", ", checks));
        }
        return answers;
    }

    private static State instance(String name, List<Found> found) throws UnansweredException, TraceFormatException {
        if (found.isEmpty() || !found.get(0).violated()) {
            throw new UnansweredException(Judgement.unconfirmed(name));
        }
        return TraceJson.readState(found.get(0).initial());
    }
}
