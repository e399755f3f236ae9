package org.pfnproof.engine.tlc;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.pfnproof.catalogue.Model;
import org.pfnproof.catalogue.Variant;
import org.pfnproof.engine.Limits;
import org.pfnproof.engine.Run;
import org.pfnproof.engine.Verdict;
import org.pfnproof.engine.child.ChildRunner;
import org.pfnproof.testing.RealSpecs;

/** What a profile replaces is not replaced in vain: at least one of its models depends on it. */
@Timeout(120)
class ProfileTest {

    private static final Limits LIMITS = new Limits(Duration.ofMinutes(1), 1024);

    @TempDir
    Path empty;

    /** Each pair of operator and replacement once, though several profiles may have it. */
    static Stream<Arguments> replacements() {
        Set<Map.Entry<String, String>> seen = new HashSet<>();
        return RealSpecs.inPlace().catalogue().profiles().stream().flatMap(profile -> profile.specs().values().stream()
                .flatMap(change -> new TreeMap<>(change.substitutions())
                        .entrySet().stream()
                                .filter(seen::add)
                                .map(entry -> Arguments.of(
                                        profile.id(), change.module(), entry.getKey(), entry.getValue()))));
    }

    @ParameterizedTest(name = "{0}: {2} <- {3}")
    @MethodSource("replacements")
    void aModelDependsOnEachReplacement(String profile, String module, String name, String replacement)
            throws Exception {
        RealSpecs specs = RealSpecs.inPlace();
        List<Model> models = specs.catalogue().models().stream()
                .filter(model -> model.profile().equals(profile) && model.spec().equals(module))
                .filter(model -> model.distinctStates().isPresent())
                .sorted(Comparator.comparing(model -> model.distinctStates().orElseThrow()))
                .toList();
        TlcEngine engine = new TlcEngine(specs.folder(), TlcJar.bundled(), ChildRunner.open());
        Verdict verdict = null;
        for (Model model : models) {
            // A variant that puts the profile's own replacement in its place: the engine tries first whether it
            // matters.
            Run run = new Run(without(model, name), Optional.of(asVariant(model, name, replacement)));
            verdict = engine.run(run, LIMITS, (any, distinct, generated, queue) -> {})
                    .verdict();
            if (!(verdict instanceof Verdict.Broken)) {
                return;
            }
        }
        assertThat(verdict).isNotNull().isNotInstanceOf(Verdict.Broken.class);
    }

    private Variant asVariant(Model model, String name, String replacement) {
        return new Variant(
                "as-the-profile",
                "",
                "",
                Map.of(),
                "",
                Model.Suite.FULL,
                empty,
                model.spec(),
                Map.of(name, replacement),
                Optional.empty(),
                List.of(model));
    }

    private static Model without(Model model, String name) {
        Map<String, String> substitutions = new TreeMap<>(model.substitutions());
        substitutions.remove(name);
        return new Model(
                model.id(),
                model.title(),
                model.description(),
                model.profile(),
                model.engine(),
                model.suite(),
                model.spec(),
                model.specification(),
                model.bounds(),
                substitutions,
                model.symmetric(),
                model.properties().subList(0, 1),
                List.of(),
                Map.of(),
                false,
                model.expected(),
                OptionalLong.empty(),
                model.heap(),
                model.timeout());
    }
}
