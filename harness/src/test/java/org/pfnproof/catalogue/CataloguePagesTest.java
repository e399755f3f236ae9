package org.pfnproof.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.pfnproof.check.KillMatrixMaker;
import org.pfnproof.check.KillRow;
import org.pfnproof.engine.Run;
import org.pfnproof.testing.RealSpecs;

/** The pages about bugs and variants are up to date, and so is what they are made from. */
class CataloguePagesTest {

    private final Catalogue catalogue = RealSpecs.inPlace().catalogue();
    private final Path docs = RealSpecs.inPlace().folder().resolveSibling("docs");

    @Test
    void theBugCatalogueSaysWhatTheDataSay() throws Exception {
        compare("bug-catalogue.md", new CataloguePages(catalogue).bugs());
    }

    @Test
    void theKillMatrixSaysWhatTheDataSay() throws Exception {
        compare("kill-matrix.md", new CataloguePages(catalogue).kills());
    }

    private void compare(String page, String expected) throws Exception {
        Path file = docs.resolve(page);
        if (Boolean.getBoolean("pfnproof.golden.write")) {
            Files.writeString(file, expected);
        }
        assertThat(file).hasContent(expected);
    }

    /** A row that is missing is told by {@code check kill-matrix}, which takes too long for a test. */
    @Test
    void noRowIsOfARunThatIsGone() {
        Set<String> runs = KillMatrixMaker.runs(catalogue, catalogue.variants()).stream()
                .map(Run::id)
                .collect(Collectors.toSet());
        assertThat(runs).containsAll(catalogue.kills().rows().keySet());
    }

    /** What is recorded keeps the rules, whether or not somebody makes the matrix anew. */
    @Test
    void theNamedPropertyFallsAndNoOtherBeforeIt() {
        catalogue.variants().forEach(variant -> variant.models().forEach(model -> {
            String run = model.id() + "+" + variant.id();
            Optional.ofNullable(catalogue.kills().rows().get(run))
                    .ifPresent(row -> assertThat(KillRow.faults(new Run(model, Optional.of(variant)), row))
                            .isEmpty());
        }));
    }
}
