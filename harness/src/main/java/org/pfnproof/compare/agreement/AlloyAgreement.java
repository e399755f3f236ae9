package org.pfnproof.compare.agreement;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.pfnproof.compare.Comparison;
import org.pfnproof.compare.Environment;
import org.pfnproof.engine.Limits;
import org.pfnproof.engine.alloy.AlloyQuestions;
import org.pfnproof.engine.alloy.AlloyQuestions.UnansweredException;
import org.pfnproof.trace.State;

/**
 * Lets Alloy's solver compare all outcomes of the enumeration in Java with those of the shapes in Alloy. It searches all calls and
 * environments, so that agreement is proved and not sampled.
 */
public final class AlloyAgreement {

    private static final Limits LIMITS = new Limits(Duration.ofMinutes(5), 1024);

    private final AlloyQuestions alloy;

    public AlloyAgreement(AlloyQuestions alloy) {
        this.alloy = alloy;
    }

    /**
     * Compares.
     *
     * @throws UnansweredException if Alloy gives no answer
     * @throws InterruptedException if the calling thread is interrupted
     */
    public Agreement of(Comparison comparison) throws UnansweredException, InterruptedException {
        TablesModule.Text text = TablesModule.of(comparison);
        Map<String, Optional<State>> answers = alloy.ask(TablesModule.NAME, text.module(), text.checks(), LIMITS);
        List<Disagreement> disagreements = new ArrayList<>();
        answers.forEach((check, instance) ->
                instance.ifPresent(found -> disagreements.add(disagreement(check, found, comparison))));
        return new Agreement(outcomes(comparison), TablesModule.unknown(comparison), disagreements);
    }

    private static Disagreement disagreement(String check, State instance, Comparison comparison) {
        return check.equals(TablesModule.WORDS)
                ? new Disagreement("words of the shapes", "", "", "see Shapes.java", "see ApiShapes.als")
                : Witness.of(instance).disagreement(check, comparison);
    }

    private static long outcomes(Comparison comparison) {
        long calls = comparison.shapes().stream()
                .filter(shape -> AlloyWords.SHAPES.containsKey(shape.id()))
                .mapToLong(shape -> shape.calls().size())
                .sum();
        long whileZero = comparison.sketchWhileZero().size();
        return (calls + whileZero + 2) * Environment.all().size();
    }
}
