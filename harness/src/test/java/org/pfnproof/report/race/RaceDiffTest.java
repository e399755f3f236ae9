package org.pfnproof.report.race;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.pfnproof.catalogue.Catalogue;
import org.pfnproof.catalogue.CatalogueException;
import org.pfnproof.engine.Run;
import org.pfnproof.replay.Course;
import org.pfnproof.replay.Courses;
import org.pfnproof.replay.Origin;
import org.pfnproof.trace.Counterexample;
import org.pfnproof.trace.CounterexampleFile;
import org.pfnproof.trace.TraceFormatException;

class RaceDiffTest {

    private static final Path RECORDED = Path.of("../counterexamples");
    private static final Path GOLDEN = Path.of("src/test/resources/golden");
    private static final String PARTING = "@@ here the two part @@";
    private static final Catalogue CATALOGUE = load();

    private static Catalogue load() {
        try {
            return Catalogue.load(Path.of("../specs"));
        } catch (CatalogueException e) {
            throw new AssertionError(e);
        }
    }

    /** The names of all recorded counterexamples of variants. */
    static List<String> all() throws IOException, TraceFormatException {
        try (Stream<Path> files = Files.list(RECORDED)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".json"))
                    .map(name -> name.substring(0, name.length() - ".json".length()))
                    .sorted()
                    .toList();
        }
    }

    /** Empty if there are no steps, or no reference implementation takes them. */
    private static Optional<String> text(String name, boolean base) throws TraceFormatException {
        Counterexample trace = CounterexampleFile.read(RECORDED.resolve(name + ".json"));
        Run run = Origin.of(trace, CATALOGUE);
        Run other = base ? new Run(run.model(), Optional.empty()) : run;
        Optional<Course> course = Courses.of(trace, other);
        return course.map(found -> new RaceDiagrams(CATALOGUE).against(trace, run, other, found));
    }

    @ParameterizedTest
    @CsvSource({"range-overwritten", "end-forgotten", "memslot-update-starved-by-overlap"})
    void looksAsItShould(String name) throws Exception {
        String actual = text(name, true).orElseThrow();
        Path golden = GOLDEN.resolve(name + "-against-base.txt");
        if (Boolean.getBoolean("pfnproof.golden.write")) {
            Files.writeString(golden, actual);
        }
        assertThat(actual).isEqualTo(Files.readString(golden));
    }

    @Test
    void saysAtWhichStepTheyPartAndWhichTestDecides() throws TraceFormatException {
        assertThat(text("range-overwritten", true).orElseThrow())
                .contains(
                        PARTING + "\n  9  ",
                        "\n-      no retry\n+      retry\n",
                        "=> first difference: step 9, n2 in kvm_mmu_invalidate_range_add()",
                        "=> stopped: step 14, v1 in hva_to_pfn()",
                        "=> decided: step 13, v1 in mmu_invalidate_retry_early(), \"retry\"\n",
                        "=> the fix: ");
    }

    @ParameterizedTest
    @MethodSource("all")
    void isAsciiOf72ColumnsAndPartsOnceFromTheBaseAndNeverFromItself(String name) throws TraceFormatException {
        Optional<String> text = text(name, true);
        if (text.isEmpty()) {
            return;
        }
        assertThat(text.get()).isASCII();
        assertThat(text.get().lines())
                .allSatisfy(
                        line -> assertThat(line).hasSizeLessThanOrEqualTo(72).isEqualTo(line.stripTrailing()));
        String same = text(name, false).orElseThrow();
        assertThat(same).doesNotContain(PARTING).contains("=> no difference: ");
        assertThat(same.lines()
                        .filter(line -> line.matches("[-+].*") && !line.startsWith("--- ") && !line.startsWith("+++ ")))
                .isEmpty();
        if (text.get().startsWith("--- base: ")) {
            assertThat(text.get()).isEqualTo(same);
        } else if (!text.get().contains("all of these steps can be taken, too,")) {
            // What only fairness forbids can be taken by both.
            assertThat(text.get().lines()).containsOnlyOnce(PARTING);
        }
    }
}
