package org.pfnproof.compare.misuse;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.pfnproof.compare.Attempt;
import org.pfnproof.compare.Effect;
import org.pfnproof.compare.misuse.Finding.Verdict;
import org.pfnproof.testing.Needs;

class FindingsTest {

    private static final Findings RECORDED = FindingsFile.recorded();

    private static Finding finding(String id) {
        return RECORDED.all().stream()
                .filter(each -> each.id().equals(id))
                .findFirst()
                .orElseThrow();
    }

    /** With another major version of a compiler, whether it objects must be the same; how it says so may differ. */
    @Test
    void theCompilersSayWhatWasRecorded() throws IOException, InterruptedException {
        Optional<Gcc> gcc = Gcc.find();
        Needs.that(gcc.isPresent(), "gcc");
        Findings now = Findings.make(gcc.orElseThrow(), ToolProvider.getSystemJavaCompiler());
        if (Boolean.getBoolean("pfnproof.golden.write")) {
            Files.write(FindingsFile.SOURCE, FindingsFile.bytes(now));
            return;
        }
        assertThat(now.all()).extracting(Finding::id).isEqualTo(ids(RECORDED.all()));
        boolean sameGcc = major(now.gcc()).equals(major(RECORDED.gcc()));
        List<String> differences = new ArrayList<>();
        for (int i = 0; i < now.all().size(); i++) {
            Finding before = RECORDED.all().get(i);
            Finding again = now.all().get(i);
            boolean same = before.gcc().kind().told() == again.gcc().kind().told()
                    && before.javac().kind() == again.javac().kind()
                    && before.atRunTime().equals(again.atRunTime())
                    && before.effects().equals(again.effects())
                    && before.what().equals(again.what())
                    && (!sameGcc || before.gcc().equals(again.gcc()));
            if (!same) {
                differences.add("recorded " + before + "\n     now " + again);
            }
        }
        assertThat(differences)
                .as("rewrite with -Dtest=FindingsTest -DargLine=-Dpfnproof.golden.write=true")
                .isEmpty();
    }

    private static List<String> ids(List<Finding> findings) {
        return findings.stream().map(Finding::id).toList();
    }

    private static String major(String version) {
        return version.split("\\.")[0];
    }

    @Test
    void theFileIsReadAsItIsWritten() {
        assertThat(FindingsFile.parse(FindingsFile.text(RECORDED))).isEqualTo(RECORDED);
    }

    @Test
    void theRightCodeDoesNothingWrong() {
        Map<String, String> sources = Snippets.SHAPES.stream()
                .collect(Collectors.toMap(
                        shape -> shape, shape -> Snippets.of(shape).java()));
        Map<String, byte[]> classes =
                new Javac(ToolProvider.getSystemJavaCompiler()).compile(sources).classes();
        assertThat(classes).hasSameSizeAs(Snippets.SHAPES);
        classes.forEach((shape, code) -> {
            if (sources.get(shape).contains("int pageFault(")) {
                // v8 to v11 tell a reader of a read-only slot that he may write: no mistake of the caller's.
                Set<Effect> own = List.of("v8", "v9", "v11").contains(shape) ? Set.of(Effect.WRITABLE) : Set.of();
                assertThat(Attempt.of(code, true).effects()).as(shape).isEqualTo(own);
            }
            if (sources.get(shape).contains("int usePage(")) {
                // Memory without a struct page, which nobody can hold: the model follow-pfn-unheld.
                assertThat(Attempt.of(code, false).effects()).as(shape).isSubsetOf(Effect.USE_AFTER_FREE);
            }
        });
    }

    @Test
    void everyKindOfMistakeIsWrittenOrSaidToBeImpossible() {
        for (String shape : Snippets.SHAPES) {
            Snippets snippets = Snippets.of(shape);
            for (Mistake mistake : Mistake.values()) {
                boolean written = snippets.mistakes().stream().anyMatch(each -> each.mistake() == mistake);
                assertThat(written)
                        .as(shape + " " + mistake)
                        .isNotEqualTo(snippets.cannot().containsKey(mistake));
            }
        }
    }

    @Test
    void aMistakeChangesBothLanguages() {
        for (String shape : Snippets.SHAPES) {
            Snippets right = Snippets.of(shape);
            for (Snippet snippet : right.mistakes()) {
                // Two arguments of the same text are not told apart by anybody.
                boolean nothing = snippet.what().endsWith("false and false")
                        || snippet.what().endsWith("NULL and NULL");
                assertThat(snippet.c().equals(right.c())).as(snippet.id()).isEqualTo(nothing);
                assertThat(snippet.java().equals(right.java())).as(snippet.id()).isEqualTo(nothing);
            }
        }
    }

    @Test
    void aForgottenReleaseIsNoticedByNobody() {
        for (Finding each : RECORDED.all()) {
            if (each.mistake() == Mistake.RELEASE_FORGOTTEN) {
                assertThat(each.verdict()).as(each.id()).isEqualTo(Verdict.SILENT);
                assertThat(each.effects()).as(each.id()).containsKey(Effect.LEAK);
            }
        }
    }

    @Test
    void nullOutputsAreRefusedByWhatLandedOnly() {
        assertThat(finding("6.13/null-output-1").verdict()).isEqualTo(Verdict.RUN_TIME);
        assertThat(finding("bools-6.12/null-output-1").verdict()).isEqualTo(Verdict.SILENT);
    }

    @Test
    void cConvertsWhatJavaRefuses() {
        assertThat(finding("6.13/swap-2").verdict()).isEqualTo(Verdict.SILENT);
        assertThat(finding("6.13/swap-2").javaVerdict()).isEqualTo(Verdict.COMPILER);
    }
}
