package org.pfnproof.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.pfnproof.testing.RealSpecs;

/** The tables of specs/README.md name everything that there is. */
class SpecsReadmeTest {

    private final Path folder = RealSpecs.inPlace().folder();

    @Test
    void namesEveryModulePropertyWitnessAndClaim() throws Exception {
        String readme = Files.readString(folder.resolve("README.md"));
        Catalogue catalogue = RealSpecs.inPlace().catalogue();
        assertThat(catalogue.properties())
                .allSatisfy(property -> assertThat(readme).contains("`" + property.id() + "`"));
        assertThat(catalogue.claims()).allSatisfy(claim -> assertThat(readme).contains("`" + claim.id() + "`"));
        assertThat(modules()).allSatisfy(module -> assertThat(readme).contains("`" + module + "`"));
    }

    private List<String> modules() throws Exception {
        try (Stream<Path> tla = Files.list(folder.resolve("tla"));
                Stream<Path> alloy = Files.list(folder.resolve("alloy"))) {
            return Stream.concat(tla, alloy)
                    .map(file -> file.getFileName().toString().replaceAll("\\.(tla|als)$", ""))
                    .toList();
        }
    }
}
