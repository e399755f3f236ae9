package org.pfnproof.engine.explorer;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.pfnproof.catalogue.Model;
import org.pfnproof.catalogue.Property;
import org.pfnproof.engine.Limits;
import org.pfnproof.engine.Run;
import org.pfnproof.engine.agree.Agreement;
import org.pfnproof.engine.agree.Answer;
import org.pfnproof.engine.agree.Answers;
import org.pfnproof.engine.agree.VerdictComparison;
import org.pfnproof.engine.child.ChildRunner;
import org.pfnproof.engine.tlc.TlcJar;
import org.pfnproof.engine.tlc.TlcPropertyChecker;
import org.pfnproof.engine.twin.RegisteredProtocols;
import org.pfnproof.testing.RealSpecs;

/** The explorer's answers about single properties, on real models. */
@Timeout(180)
class ExplorerPropertyCheckerTest {

    private static final RealSpecs SPECS = RealSpecs.inPlace();
    private static final Limits LIMITS = new Limits(Duration.ofMinutes(2), 1024);

    private final ChildRunner children = ChildRunner.open();
    private final ExplorerPropertyChecker checker = new ExplorerPropertyChecker(RegisteredProtocols.class, children);

    @Test
    void whatHoldsOfARealModelHolds() throws Exception {
        Run run = new Run(SPECS.model("retry-one"), Optional.empty());
        Answers answers = checker.answers(run, safety(run.model()), LIMITS, (it, d, g, q) -> {});
        assertThat(answers.failure()).isEmpty();
        assertThat(answers.properties().values()).containsOnly(Answer.HOLDS);
        assertThat(answers.distinct()).hasValue(run.model().distinctStates().orElseThrow());
    }

    @Test
    void aPropertyThatIsNotStatedHasNoAnswer() throws Exception {
        Run run = new Run(SPECS.model("retry-one"), Optional.empty());
        Answers answers = checker.answers(run, List.of("TypeOK", "Unheard"), LIMITS, (it, d, g, q) -> {});
        assertThat(answers.properties()).containsOnlyKeys("TypeOK");
        assertThat(answers.failure()).isPresent();
    }

    @Test
    void bothEnginesFindTheSameShortestViolationsOfARealVariant() throws Exception {
        Run run = new Run(SPECS.model("retry-one"), Optional.of(SPECS.variant("seq-ignored")));
        VerdictComparison comparison =
                new VerdictComparison(new TlcPropertyChecker(SPECS.folder(), TlcJar.bundled(), children), checker);
        Agreement agreement = comparison.compare(run, safety(run.model()), LIMITS, (it, d, g, q) -> {});
        assertThat(agreement.outcome()).isEqualTo(Agreement.Outcome.AGREES);
        assertThat(agreement.rows())
                .filteredOn(row -> row.property().equals("GuestMapsWhatHostMaps"))
                .singleElement()
                .satisfies(
                        row -> assertThat(row.spec().orElseThrow().isViolated()).isTrue());
    }

    private static List<String> safety(Model model) {
        List<String> ids = new ArrayList<>(model.properties().stream()
                .filter(property -> Stream.of(Property.Kind.INVARIANT, Property.Kind.ACTION, Property.Kind.REFINEMENT)
                        .anyMatch(property.kind()::equals))
                .map(Property::id)
                .toList());
        ids.add("Deadlock");
        return ids;
    }
}
