package org.pfnproof.catalogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.pfnproof.engine.Run;
import org.pfnproof.engine.twin.RegisteredProtocols;
import org.pfnproof.engine.twin.TwinRequest;
import org.pfnproof.testing.Fixture;
import org.pfnproof.testing.RealSpecs;

class BugTest {

    private static final String DOCUMENT = """
            [{"id": "lost", "bug": "An update is lost", "race": "Both read, then both write",
              "fixes": [{"commit": "0123456789ab", "release": "6.1"}], "variants": ["toy-stuck"]}]
            """;

    @TempDir
    Path home;

    private Catalogue load(String document) throws Exception {
        Path specs = Fixture.copyTo(home);
        Files.writeString(specs.resolve("bugs.json"), document);
        return Catalogue.load(specs);
    }

    @Test
    void isReadWithItsVariants() throws Exception {
        Bug bug = load(DOCUMENT).bugs().get(0);
        assertThat(bug.what()).isEqualTo("An update is lost");
        assertThat(bug.variants()).extracting(Variant::id).containsExactly("toy-stuck");
        assertThat(bug.fixes()).singleElement().satisfies(fix -> {
            assertThat(fix.commit()).contains("0123456789ab");
            assertThat(fix.cve()).isEmpty();
        });
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            "variants": ["toy-stuck"] | "variants": ["toy-stock"] | unknown variant "toy-stock"; did you mean "toy-stuck"?
            "variants": ["toy-stuck"] | "models": ["toy"]         | names the model toy, which must hold
            , "variants": ["toy-stuck"] | ''                      | has neither variants nor models, nor a reason
            "variants": ["toy-stuck"] | "variants": ["toy-stuck"], "reason": "none" | gives a reason why nothing shows it
            "commit": "0123456789ab" | "commit": "0123" | /0/fixes/0/commit
            """)
    void refusesWhatShowsNothing(String from, String to, String message) {
        assertThatThrownBy(() -> load(DOCUMENT.replace(from, to))).hasMessageContaining(message);
    }

    @Test
    void aReasonIsEnough() throws Exception {
        String document = DOCUMENT.replace("\"variants\": [\"toy-stuck\"]", "\"reason\": \"It is about sleep.\"");
        assertThat(load(document).bugs().get(0).reason()).contains("It is about sleep.");
    }

    /** What the catalogue promises: real bugs, on the specs that models use, with a twin of each in Java. */
    @Test
    void manyRealBugsAreVariantsWithATwin() {
        List<Bug> bugs = RealSpecs.inPlace().catalogue().bugs();
        Set<Variant> real = bugs.stream()
                .flatMap(bug -> bug.variants().stream())
                .filter(variant -> variant.violates().isPresent())
                .collect(Collectors.toSet());
        assertThat(real).hasSizeGreaterThanOrEqualTo(60);
        assertThat(real.stream().filter(BugTest::hasTwin)).hasSizeGreaterThanOrEqualTo(40);
        assertThat(bugs.stream().filter(bug -> bug.reason().isPresent())).hasSizeLessThan(5);
    }

    private static boolean hasTwin(Variant variant) {
        Run run = new Run(variant.models().get(0), Optional.of(variant));
        return TwinRequest.of(run, RegisteredProtocols.class).create().isPresent();
    }
}
