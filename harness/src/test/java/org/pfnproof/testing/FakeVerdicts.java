package org.pfnproof.testing;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Collectors;
import org.pfnproof.engine.Limits;
import org.pfnproof.engine.ProgressListener;
import org.pfnproof.engine.Run;
import org.pfnproof.engine.agree.Answer;
import org.pfnproof.engine.agree.Answers;
import org.pfnproof.engine.agree.PropertyChecker;
import org.pfnproof.engine.agree.VerdictComparison;

/** Engines whose answers about single properties a test decides. */
public final class FakeVerdicts {

    /** What a fake engine answers. */
    @FunctionalInterface
    public interface Behaviour {
        Answers answers(Run run, List<String> properties) throws InterruptedException;
    }

    private FakeVerdicts() {}

    /** Every property holds on both sides. */
    public static VerdictComparison agreeing() {
        return of((run, properties) -> holding(properties), (run, properties) -> holding(properties));
    }

    public static VerdictComparison of(Behaviour spec, Behaviour implementation) {
        return new VerdictComparison(checker("Fake TLC 1.0", spec), checker("Fake Explorer 1.0", implementation));
    }

    public static Answers holding(List<String> properties) {
        return answers(properties.stream().collect(Collectors.toMap(id -> id, id -> Answer.HOLDS)));
    }

    /** In 12 states. */
    public static Answers answers(Map<String, Answer> answers) {
        return new Answers(answers, OptionalLong.of(12), Optional.empty());
    }

    private static PropertyChecker checker(String version, Behaviour behaviour) {
        return new PropertyChecker() {
            @Override
            public String version() {
                return version;
            }

            @Override
            public Answers answers(Run run, List<String> properties, Limits limits, ProgressListener progress)
                    throws InterruptedException {
                return behaviour.answers(run, properties);
            }
        };
    }
}
