package org.pfnproof.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
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

    @Test
    void coverageNamesOnlyWhatThereIs() throws Exception {
        String text = Files.readString(readme);
        String coverage = text.substring(text.indexOf("## Coverage"), text.indexOf("## What the proof"));
        Set<String> there = new HashSet<>(words(folder.resolve("tla")));
        there.addAll(words(folder.resolve("alloy")));
        there.addAll(modules());
        Catalogue catalogue = RealSpecs.inPlace().catalogue();
        catalogue.models().forEach(model -> there.add(model.id()));
        catalogue.variants().forEach(variant -> there.add(variant.id()));
        List<String> named = Pattern.compile("`([^`]+)`")
                .matcher(coverage)
                .results()
                .map(match -> match.group(1))
                .toList();
        assertThat(named).hasSizeGreaterThan(100);
        assertThat(there).containsAll(named);
    }

    private static Set<String> words(Path folder) throws IOException {
        Set<String> words = new HashSet<>();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.toList()) {
                Pattern.compile("\\w+")
                        .matcher(Files.readString(file))
                        .results()
                        .forEach(match -> words.add(match.group()));
            }
        }
        return words;
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
