package org.pfnproof.engine.tlc;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.pfnproof.catalogue.Model;
import org.pfnproof.catalogue.Property;
import org.pfnproof.engine.Limits;
import org.pfnproof.engine.Run;
import org.pfnproof.engine.RunResult;
import org.pfnproof.engine.child.ChildRunner;
import org.pfnproof.testing.RealSpecs;
import org.pfnproof.trace.Step;

/**
 * No part of a spec is dead. A model that holds is vacuous if an action is never taken without being listed in
 * {@code neverTaken}, or if a witness is not reached; so it is enough that for each action some model does not list it.
 */
@Timeout(300)
class EveryActionIsTakenTest {

    private static final Limits LIMITS = new Limits(Duration.ofMinutes(3), 1024);

    /** Actions that only wrong code takes, to a model that is violated by way of them. */
    private static final Map<String, String> ONLY_IN_VIOLATIONS =
            Map.of("map_without_test", "sketch-half-careless-caller", "is_error_noslot_pfn", "apic-page-lookup-fails");

    @Test
    void everyActionIsTakenBySomeModelThatHolds() {
        Map<String, Set<String>> neverTaken = new TreeMap<>();
        for (Model model : modelsThatHold()) {
            if (model.engine() == Model.EngineKind.TLC) {
                neverTaken.merge(
                        behaviour(model), new HashSet<>(model.neverTaken().keySet()), (first, second) -> {
                            first.retainAll(second);
                            return first;
                        });
            }
        }
        Set<String> dead = new TreeSet<>();
        neverTaken.values().forEach(dead::addAll);
        assertThat(dead).isEqualTo(ONLY_IN_VIOLATIONS.keySet());
    }

    @Test
    void everyWitnessIsReachedBySomeModel() {
        Set<String> asked = RealSpecs.inPlace().catalogue().models().stream()
                .flatMap(model -> model.witnesses().stream())
                .map(Property::id)
                .collect(Collectors.toSet());
        List<String> all = RealSpecs.inPlace().catalogue().properties().stream()
                .filter(property -> property.kind() == Property.Kind.WITNESS)
                .map(Property::id)
                .toList();
        assertThat(all).isSubsetOf(asked);
    }

    @ParameterizedTest
    @MethodSource("onlyInViolations")
    void wrongCodeTakesTheAction(Map.Entry<String, String> entry) throws Exception {
        RealSpecs specs = RealSpecs.inPlace();
        TlcEngine engine = new TlcEngine(specs.folder(), TlcJar.bundled(), ChildRunner.open());
        RunResult result = engine.run(
                new Run(specs.model(entry.getValue()), Optional.empty()),
                LIMITS,
                (run, distinct, generated, queue) -> {});
        assertThat(result.counterexample().orElseThrow().steps())
                .extracting(Step::action)
                .contains(entry.getKey());
    }

    /** The next-state relation goes by the specification's name, whatever fairness comes with it. */
    private static String behaviour(Model model) {
        return model.specification().replaceFirst("(Fair|Weak|Strong)Spec$", "Spec");
    }

    static Stream<Map.Entry<String, String>> onlyInViolations() {
        return ONLY_IN_VIOLATIONS.entrySet().stream();
    }

    private static List<Model> modelsThatHold() {
        return RealSpecs.inPlace().catalogue().models().stream()
                .filter(model -> model.expected().violated().isEmpty())
                .toList();
    }
}
