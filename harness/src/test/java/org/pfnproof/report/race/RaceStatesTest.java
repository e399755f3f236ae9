package org.pfnproof.report.race;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.pfnproof.catalogue.Catalogue;
import org.pfnproof.testing.Fixture;
import org.pfnproof.testing.RealSpecs;
import org.pfnproof.trace.Counterexample;
import org.pfnproof.trace.CounterexampleFile;

class RaceStatesTest {

    private static final Path RECORDED = Path.of("../counterexamples");

    private static RaceStates states(Catalogue catalogue, Counterexample trace) {
        return new RaceDiagrams(catalogue).states(trace);
    }

    private static List<String> course(RaceStates states, String thread, String name, String index) {
        List<RaceStates.Cell> found = states.cells().stream()
                .filter(cell -> cell.thread().equals(thread)
                        && cell.name().equals(name)
                        && cell.index().equals(index))
                .toList();
        assertThat(found).as(name + " in " + states.cells()).hasSize(1);
        int place = states.cells().indexOf(found.get(0));
        return states.texts().stream().map(texts -> texts.get(place)).toList();
    }

    @Test
    void sayWhatIsSharedAndWhatIsOfAThreadInTheWordsOfTheDiagram() throws Exception {
        Counterexample trace = CounterexampleFile.read(RECORDED.resolve("range-overwritten.json"));
        RaceStates states = states(RealSpecs.inPlace().catalogue(), trace);
        assertThat(states.texts()).hasSize(trace.length() + 1).allSatisfy(texts -> assertThat(texts)
                .hasSameSizeAs(states.cells()));
        assertThat(course(states, "", "in_progress", ""))
                .startsWith("0")
                .contains("1", "2")
                .endsWith("2");
        assertThat(course(states, "", "range", ""))
                .startsWith("none")
                .contains("[1,3)")
                .endsWith("[1,2)");
        assertThat(course(states, "", "spte", "2")).startsWith("none").endsWith("pfn 2 rw");
        assertThat(course(states, "", "spte", "1")).containsOnly("none");
        assertThat(course(states, "n1", "inv->pc", "")).startsWith("idle").endsWith("modify");
        assertThat(course(states, "n1", "inv", "")).anyMatch(text -> text.contains("start has returned"));
        assertThat(course(states, "v1", "fault->pfn", "")).endsWith("2");
        Set<String> names = states.cells().stream().map(RaceStates.Cell::name).collect(Collectors.toSet());
        assertThat(names).doesNotContain("inv->start", "mmu_invalidate_range");
        assertThat(states.cells())
                .filteredOn(cell -> cell.name().equals("in_progress"))
                .allSatisfy(cell -> assertThat(cell.means()).contains("between start and end"));
    }

    @Test
    void differExactlyWhereAStepChangesWhatIsNotHidden() throws Exception {
        Counterexample trace = CounterexampleFile.read(RECORDED.resolve("no-retry-test.json"));
        RaceStates states = states(RealSpecs.inPlace().catalogue(), trace);
        for (int i = 0; i < trace.length(); i++) {
            boolean progress = trace.steps().get(i).changed().contains("mmu_invalidate_in_progress");
            List<String> course = course(states, "", "in_progress", "");
            assertThat(course.get(i + 1).equals(course.get(i))).isNotEqualTo(progress);
            assertThat(states.texts().get(i + 1)).isNotEqualTo(states.texts().get(i));
        }
    }

    /** A spec of which no notation speaks has its variables' own names. */
    @Test
    void needNoWords() throws Exception {
        Counterexample trace = CounterexampleFile.read(Path.of("src/test/resources/traces/two-threads.json"));
        RaceStates states = states(Fixture.catalogue(), trace);
        assertThat(states.cells()).isNotEmpty().allSatisfy(cell -> assertThat(
                        trace.initial().variables())
                .containsKey(cell.name().replaceAll("(->|\\.).*", "")));
    }

    @Test
    void ofAnInstanceThereAreNone() throws Exception {
        Counterexample instance = CounterexampleFile.read(RECORDED.resolve("page-ref-count-on-tails.json"));
        assertThat(states(RealSpecs.inPlace().catalogue(), instance).cells()).isEmpty();
    }
}
