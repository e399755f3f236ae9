package org.pfnproof.report;

import java.util.List;
import java.util.stream.Collectors;
import org.pfnproof.engine.RunResult;
import org.pfnproof.patch.ModelAnswer;
import org.pfnproof.patch.ModelAnswer.Kind;
import org.pfnproof.patch.PatchResult;
import org.pfnproof.trace.Counterexample;

/** The answer about a patch, as one sentence. */
final class PatchSummary {

    private PatchSummary() {}

    static String of(PatchResult result) {
        String id = result.patch().id();
        return switch (result.answer()) {
            case SAFE -> id + ": safe within these bounds. " + held(result) + ".";
            case SAME ->
                id + ": behaves exactly like the code as it is. In " + models(result.counting())
                        + " it gives the same state graph, and "
                        + (result.patch().overrides().size() == 1 ? "its replacement is" : "its replacements are")
                        + " evaluated.";
            case BREAKS -> id + ": " + broken(result);
            case UNDECIDED -> id + ": undecided. " + undecided(result);
            case ROTTEN -> id + ": no longer matches the specs. " + String.join(" ", result.moved());
            case BROKEN ->
                id + ": cannot be checked. "
                        + (result.problems().isEmpty()
                                ? wrong(result)
                                : result.problems().get(0));
        };
    }

    private static String held(PatchResult result) {
        List<ModelAnswer> counting = result.counting();
        return "All properties of " + models(counting) + " hold (" + profiles(counting) + ")";
    }

    private static String profiles(List<ModelAnswer> answers) {
        return answers.stream()
                .map(answer -> answer.model().profile())
                .distinct()
                .sorted()
                .collect(Collectors.joining(", "));
    }

    private static String broken(PatchResult result) {
        ModelAnswer example =
                result.example().orElseGet(() -> result.of(Kind.BREAKS).get(0));
        String property = example.violated().orElse("a property");
        int steps = example.result()
                .flatMap(RunResult::counterexample)
                .map(Counterexample::length)
                .orElse(0);
        long others = result.of(Kind.BREAKS).size() - 1L;
        List<ModelAnswer> undecided = result.of(Kind.UNDECIDED);
        return "breaks " + property + ", in " + Plural.of(steps, "step", "steps") + " of "
                + example.model().id() + ", where it holds without the patch"
                + (others == 0 ? "." : ". " + Plural.of(others, "other model falls", "other models fall") + ", too.")
                + (undecided.isEmpty() ? "" : " " + models(undecided) + " gave no answer.");
    }

    private static String undecided(PatchResult result) {
        List<ModelAnswer> undecided = result.of(Kind.UNDECIDED);
        long reached = result.counting().size() - undecided.size();
        return models(undecided) + " gave no answer"
                + (reached == 0 ? "." : "; nothing is violated in the other " + reached + ".");
    }

    private static String wrong(PatchResult result) {
        return result.of(Kind.BROKEN).stream()
                .flatMap(answer -> answer.details().stream())
                .findFirst()
                .orElse("Nothing was run.");
    }

    private static String models(List<ModelAnswer> answers) {
        return Plural.of(answers.size(), "model", "models");
    }
}
