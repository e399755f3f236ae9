package org.pfnproof.engine.explorer;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.pfnproof.catalogue.Catalogue;
import org.pfnproof.catalogue.Model;
import org.pfnproof.catalogue.Model.EngineKind;
import org.pfnproof.catalogue.Property;
import org.pfnproof.engine.Engine;
import org.pfnproof.engine.Limits;
import org.pfnproof.engine.ProgressListener;
import org.pfnproof.engine.Run;
import org.pfnproof.engine.RunResult;
import org.pfnproof.engine.child.ChildRunner;
import org.pfnproof.engine.twin.RegisteredProtocols;
import org.pfnproof.engine.twin.TwinRequest;
import org.pfnproof.kernel.Protocol;
import org.pfnproof.kernel.Rule;
import org.pfnproof.kernel.state.PackedState;
import org.pfnproof.testing.RealSpecs;

/** The reference implementations state all that the models of their specs ask, so that the explorer can decide them. */
class TwinStatementsTest {

    private final Catalogue catalogue = RealSpecs.inPlace().catalogue();

    @Test
    void everySafetyPropertyAndEveryWitnessIsStated() {
        assertThat(unstated()).isEmpty();
    }

    @Test
    void everyActionThatAModelNeverTakesIsKnown() {
        Map<String, Set<String>> unknown = new TreeMap<>();
        for (Model model : catalogue.models()) {
            twin(model).ifPresent(protocol -> {
                Set<String> missing = new TreeSet<>(model.neverTaken().keySet());
                protocol.moves().forEach(move -> missing.remove(move.action()));
                if (!missing.isEmpty()) {
                    unknown.put(model.id(), missing);
                }
            });
        }
        assertThat(unknown).isEmpty();
    }

    /** Bounds may be such that each field has just the values of its type, so it is enough that one model can tell. */
    @Test
    void everyTypeInvariantCanFail() {
        Set<String> types = new TreeSet<>();
        Set<String> failed = new TreeSet<>();
        for (Model model : catalogue.models()) {
            twin(model).ifPresent(protocol -> addTypes(protocol, types, failed));
        }
        assertThat(failed).isNotEmpty().isEqualTo(types);
    }

    /** The half of a refinement that its rule of steps leaves out. */
    @Test
    void theGuestSeesNothingAtFirst() {
        for (Model model : catalogue.models()) {
            if (model.properties().stream().anyMatch(property -> property.kind() == Property.Kind.REFINEMENT)) {
                assertThat(initialStates(twin(model).orElseThrow()))
                        .as(model.id())
                        .isNotEmpty()
                        .allSatisfy(state -> assertThat((Map<?, ?>) state.get("spte"))
                                .allSatisfy((gfn, spte) -> assertThat(spte).isEqualTo(Map.of("pfn", 0, "w", false))));
            }
        }
    }

    private static <S extends PackedState> List<Map<String, Object>> initialStates(Protocol<S> protocol) {
        List<Map<String, Object>> states = new ArrayList<>();
        protocol.initialStates(state -> states.add(protocol.describe(state)));
        return states;
    }

    @Test
    void onlyLivenessObservationsAndInductionAreLeftToTlc() {
        ExploringEngine engine = new ExploringEngine(
                new NoEngine(),
                new ExplorerEngine(RegisteredProtocols.class, ChildRunner.open(), 1),
                RegisteredProtocols.class);
        List<Model> left = catalogue.models().stream()
                .filter(model -> model.engine() == EngineKind.TLC)
                .filter(model -> !engine.explores(new Run(model, Optional.empty())))
                .toList();
        assertThat(left)
                .filteredOn(model -> !model.hasLiveness() && model.observes().isEmpty())
                .extracting(Model::id)
                .containsExactlyInAnyOrder(
                        "retry-induction",
                        "retry-induction-three-gfns",
                        "retry-induction-three-invalidators",
                        "retry-induction-too-weak",
                        "retry-induction-two-vcpus");
    }

    /** Root module to what its models ask and the reference implementation does not state. */
    private Map<String, Set<String>> unstated() {
        Map<String, Set<String>> unstated = new TreeMap<>();
        for (Model model : catalogue.models()) {
            twin(model).ifPresent(protocol -> {
                Set<String> missing = asked(model);
                missing.removeAll(stated(protocol));
                if (!missing.isEmpty()) {
                    unstated.computeIfAbsent(model.spec(), spec -> new TreeSet<>())
                            .addAll(missing);
                }
            });
        }
        return unstated;
    }

    private static Optional<Protocol<?>> twin(Model model) {
        return TwinRequest.of(new Run(model, Optional.empty()), RegisteredProtocols.class)
                .create();
    }

    private static Set<String> asked(Model model) {
        return Stream.concat(
                        model.properties().stream()
                                .filter(property -> property.kind().isSafety()),
                        model.witnesses().stream())
                .map(Property::id)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Set<String> stated(Protocol<?> protocol) {
        return protocol.rules().stream().map(Rule::id).collect(Collectors.toSet());
    }

    private static <S extends PackedState> void addTypes(Protocol<S> protocol, Set<String> types, Set<String> failed) {
        for (Rule<S> rule : protocol.rules()) {
            if (rule.id().endsWith("TypeOK") && rule instanceof Rule.Invariant<S> invariant) {
                types.add(rule.id());
                if (fails(protocol, invariant.holds())) {
                    failed.add(rule.id());
                }
            }
        }
    }

    /** Whether it fails in some state that is two neighbouring bits away from an initial one, or one. */
    private static <S extends PackedState> boolean fails(Protocol<S> protocol, Predicate<S> holds) {
        boolean[] failed = new boolean[1];
        protocol.initialStates(state -> {
            assertThat(holds.test(state)).isTrue();
            for (int bit = 0; bit < state.words.length * Long.SIZE; bit++) {
                for (long bits : List.of(0b1L, 0b11L)) {
                    S wrong = protocol.newState();
                    wrong.copyFrom(state);
                    wrong.words[bit / Long.SIZE] ^= bits << bit;
                    failed[0] |= isFalse(holds, wrong);
                }
            }
        });
        return failed[0];
    }

    private static <S> boolean isFalse(Predicate<S> holds, S state) {
        try {
            return !holds.test(state);
        } catch (ArrayIndexOutOfBoundsException e) {
            // No constant of an enum: no state has that.
            return false;
        }
    }

    /** For what is not run. */
    private static final class NoEngine implements Engine {
        @Override
        public String version() {
            return "none";
        }

        @Override
        public Optional<String> inputs(Run run) {
            return Optional.empty();
        }

        @Override
        public RunResult run(Run run, Limits limits, ProgressListener progress) {
            throw new UnsupportedOperationException();
        }
    }
}
