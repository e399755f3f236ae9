package org.pfnproof.engine.tlc;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.pfnproof.catalogue.Model;
import org.pfnproof.catalogue.Property;
import org.pfnproof.catalogue.Variant;
import org.pfnproof.engine.Limits;
import org.pfnproof.engine.Run;
import org.pfnproof.engine.RunResult;
import org.pfnproof.engine.Verdict;
import org.pfnproof.engine.child.ChildRunner;
import org.pfnproof.testing.RealSpecs;

/** A property that nothing violates says nothing: each TLA+ property is checked alone, on something that breaks it. */
@Timeout(300)
class EveryPropertyCanFailTest {

    private static final Limits LIMITS = new Limits(Duration.ofMinutes(3), 1024);

    @TempDir
    Path home;

    @Test
    void noPropertyIsLeftOut() throws Exception {
        Set<String> all = RealSpecs.inPlace().catalogue().properties().stream()
                .filter(property -> property.kind() != Property.Kind.WITNESS && property.kind() != Property.Kind.CHECK)
                .map(Property::id)
                .collect(Collectors.toSet());
        assertThat(Stream.of("falls.csv", "types.csv").flatMap(EveryPropertyCanFailTest::properties))
                .containsExactlyInAnyOrderElementsOf(all);
    }

    private static Stream<String> properties(String file) {
        try {
            return Files.readAllLines(Path.of("src/test/resources/properties", file)).stream()
                    .skip(1)
                    .map(line -> line.split("[,|]", 2)[0].strip());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The variant and the model on which a property falls; a dash where the model itself violates it. */
    @ParameterizedTest
    @CsvFileSource(resources = "/properties/falls.csv", useHeadersInDisplayName = true)
    void propertyFallsAlone(String id, String variant, String model) throws Exception {
        RealSpecs specs = RealSpecs.inPlace();
        Optional<Variant> change =
                Optional.of(variant).filter(name -> !name.equals("-")).map(specs::variant);
        assertThat(run(specs, model, id, change).verdict()).isEqualTo(new Verdict.Violated(id));
    }

    /** Types, and what only one wrong line breaks, are broken by hand. */
    @ParameterizedTest
    @CsvFileSource(
            resources = "/properties/types.csv",
            useHeadersInDisplayName = true,
            delimiter = '|',
            quoteCharacter = '`')
    void wrongLinesAreNoticed(String id, String model, String module, String from, String to) throws Exception {
        RealSpecs specs = RealSpecs.copyTo(home);
        specs.edit(module, from, to);
        assertThat(run(specs, model, id, Optional.empty()).verdict()).isEqualTo(new Verdict.Violated(id));
    }

    private static RunResult run(RealSpecs specs, String model, String property, Optional<Variant> variant)
            throws Exception {
        Model whole = specs.model(model);
        Property only = specs.catalogue().properties().stream()
                .filter(candidate -> candidate.id().equals(property))
                .findFirst()
                .orElseThrow();
        TlcEngine engine = new TlcEngine(specs.folder(), TlcJar.bundled(), ChildRunner.open());
        return engine.run(new Run(withOnly(whole, only), variant), LIMITS, (run, distinct, generated, queue) -> {});
    }

    private static Model withOnly(Model model, Property property) {
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
                model.substitutions(),
                model.symmetric(),
                List.of(property),
                List.of(),
                Map.of(),
                false,
                new Model.Expectation(Optional.of(property.id())),
                OptionalLong.empty(),
                model.heap(),
                model.timeout());
    }
}
