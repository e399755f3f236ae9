package org.pfnproof.compare.runs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.pfnproof.catalogue.Catalogue;
import org.pfnproof.catalogue.Model;
import org.pfnproof.compare.Effect;
import org.pfnproof.compare.misuse.Finding;
import org.pfnproof.compare.misuse.FindingsFile;
import org.pfnproof.compare.runs.ProtocolRuns.DetailedRun;
import org.pfnproof.compare.runs.ProtocolRuns.ProtocolRun;

class ProtocolRunsTest {

    private static Catalogue catalogue;
    private static ProtocolRuns runs;
    private static Map<String, ProtocolRun> byShape;

    @BeforeAll
    static void run() throws Exception {
        catalogue = Catalogue.load(Path.of("../specs"));
        runs = new ProtocolRuns(catalogue);
        byShape = runs.all().stream().collect(Collectors.toMap(ProtocolRun::shape, each -> each));
    }

    @Test
    void seesAsManyStatesAsTheModelsPin() {
        for (ProtocolRun run : byShape.values()) {
            Model model = catalogue.models().stream()
                    .filter(each -> each.id().equals(run.model()))
                    .findFirst()
                    .orElseThrow();
            assertThat((long) run.states())
                    .as(run.model())
                    .isEqualTo(model.distinctStates().orElseThrow());
        }
    }

    /** From the steps of the page fault: late test, lock and test, unlock, release; 6.13 releases before it unlocks. */
    @ParameterizedTest
    @CsvSource({
        "bools-6.1, 3, 2, 0",
        "bools-6.12, 4, 2, 0",
        "v6, 3, 2, 0",
        "v7, 0, 2, 0",
        "v8, 0, 3, 0",
        "v9, 3, 2, 0",
        "v11, 0, 3, 0",
        "6.13, 3, 3, 1"
    })
    void countsWhatTheCodeDoes(String shape, int held, int underLock, int putsUnderLock) {
        Figures alone = byShape.get(shape).alone();
        assertThat(alone.gets()).isEqualTo(new Range(1, 1));
        assertThat(alone.puts()).isEqualTo(new Range(1, 1));
        assertThat(alone.held()).isEqualTo(new Range(held, held));
        assertThat(alone.underLock()).isEqualTo(new Range(underLock, underLock));
        assertThat(alone.putsUnderLock()).isEqualTo(new Range(putsUnderLock, putsUnderLock));
        assertThat(alone.hostWhileHeld()).isFalse();
        Figures disturbed = byShape.get(shape).disturbed();
        assertThat(disturbed.held()).isEqualTo(new Range(0, held));
        assertThat(disturbed.gets()).isEqualTo(disturbed.puts());
        assertThat(disturbed.hostWhileHeld()).isEqualTo(held > 0);
    }

    /** P10 to P19 of the page fault: 6.12 tests once more than 6.1, and drops mmu_lock before it puts, which 6.13 does under it. */
    @ParameterizedTest
    @CsvSource({"bools-6.1, 7, 5, 4, 0", "bools-6.12, 9, 6, 4, 0", "6.13, 9, 5, 5, 1"})
    void countsTheWholeFaultOfReleasedKernels(String shape, int steps, int held, int underLock, int putsUnderLock) {
        DetailedRun run = runs.detailed().stream()
                .filter(each -> each.shape().equals(shape))
                .findFirst()
                .orElseThrow();
        assertThat(run.alone().steps().least()).isEqualTo(steps);
        assertThat(run.alone().held()).isEqualTo(new Range(held, held));
        assertThat(run.alone().underLock()).isEqualTo(new Range(underLock, underLock));
        assertThat(run.alone().putsUnderLock()).isEqualTo(new Range(putsUnderLock, putsUnderLock));
        assertThat(run.disturbed().steps().most())
                .as("the host may take the page away again and again while the lookup waits for it")
                .isEqualTo(Range.ANY);
        assertThat(run.disturbed().held().most()).isEqualTo(held);
    }

    @Test
    void onlyPagesWithoutACountAreAddedTo612() {
        for (String shape : List.of("v6", "v7", "v8", "v9", "v11", "6.13")) {
            assertThat(byShape.get(shape).only()).as(shape).isNotEmpty().allMatch(end -> end.contains("with count 0"));
            assertThat(byShape.get(shape).missing()).as(shape).isEmpty();
        }
        assertThat(byShape.get("bools-6.1").only()).isEmpty();
        assertThat(byShape.get("bools-6.1").missing()).isEmpty();
    }

    @Test
    void searchesOnlyForWhatHoldsOtherwise() {
        assertThatThrownBy(
                        () -> runs.with("follow-pfn-v7-marks", "follow-pfn-release-twice", "KfpMarksOnlyCountedPages"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("by itself");
        assertThat(runs.with("follow-pfn", "follow-pfn-release-by-pfn", "KfpNoReferenceStolen"))
                .as("6.12 does release by pfn")
                .isEmpty();
    }

    @Test
    void everySilentMistakeBreaksAPropertyOrHasAReason() {
        Consequences consequences = new Consequences(runs);
        Set<String> decided = new HashSet<>();
        for (Finding finding : FindingsFile.recorded().all()) {
            for (Effect effect : finding.effects().keySet()) {
                Consequence each = consequences.of(finding, effect);
                assertThat(each.property().isPresent())
                        .as(finding.id() + " " + effect)
                        .isEqualTo(each.reason().isEmpty());
                assertThat(each.property().isEmpty()
                                || !each.steps().isEmpty()
                                || !each.decidedBy().isEmpty())
                        .as(finding.id() + " " + effect)
                        .isTrue();
                decided.addAll(each.decidedBy());
            }
        }
        assertThat(decided).isNotEmpty().allSatisfy(name -> assertThat(
                        Files.exists(Path.of("../counterexamples", name + ".json")))
                .as(name)
                .isTrue());
    }

    /** TLC's counterexamples of the same model and variant are as long. */
    @Test
    void findsWhatTlcFinds() {
        assertThat(runs.with("follow-pfn", "follow-pfn-no-retry-test", "KfpSpteOnlyWhileHostMaps")
                        .orElseThrow()
                        .steps())
                .hasSize(5);
        assertThat(runs.with("follow-pfn", "follow-pfn-release-forgotten", "KfpNoReferenceLeaked")
                        .orElseThrow()
                        .steps())
                .hasSize(3);
        assertThat(runs.with("follow-pfn-6.13", "follow-pfn-release-by-pfn", "KfpNoReferenceStolen")
                        .orElseThrow()
                        .steps())
                .hasSize(4);
    }
}
