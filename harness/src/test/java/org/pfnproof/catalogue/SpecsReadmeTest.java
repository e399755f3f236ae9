package org.pfnproof.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.pfnproof.testing.RealSpecs;

/** {@code specs/README.md} is complete and up to date. */
class SpecsReadmeTest {

    private final Path folder = RealSpecs.inPlace().folder();
    private final Path readme = folder.resolve("README.md");

    @Test
    void namesEveryModule() throws Exception {
        String text = Files.readString(readme);
        assertThat(modules()).allSatisfy(module -> assertThat(text).contains("`" + module + "`"));
    }

    @Test
    void tablesSayWhatTheCatalogueSays() throws Exception {
        String text = Files.readString(readme);
        String refreshed = ReadmeTables.refreshed(text, RealSpecs.inPlace().catalogue());
        if (Boolean.getBoolean("pfnproof.golden.write")) {
            Files.writeString(readme, refreshed);
            text = refreshed;
        }
        assertThat(text).isEqualTo(refreshed);
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
