package org.pfnproof.engine.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class DefinitionTest {

    private static final String MODULE = """
            ---- MODULE M ----
            VARIABLES x

            (* What it does *)
            (* in two lines. *)
            Op(a, F(_, _), b) == /\\ x.pc = a   \\* not F
                                 /\\ V!Other(b)

            Next == Op(1,
                Two, 3)
            Plain ==
                IF x THEN 1 (* a == b *) ELSE Next
            ====
            """;

    private final List<Definition> definitions = Definition.of("M", MODULE);

    @Test
    void findsNamesParametersAndTheCommentAbove() {
        assertThat(definitions).extracting(Definition::name).containsExactly("Op", "Next", "Plain");
        assertThat(definitions.get(0).parameters()).containsExactly("a", "F(_, _)", "b");
        assertThat(definitions.get(0).comment()).isEqualTo("(* What it does *)\n(* in two lines. *)");
        assertThat(definitions.get(2).text()).endsWith("ELSE Next");
    }

    @Test
    void mentionsNeitherFieldsNorNamesInInstancesNorComments() {
        assertThat(definitions.get(0).words()).contains("x", "a", "b").doesNotContain("pc", "Other", "not");
        assertThat(definitions.get(2).words()).contains("Next", "x").doesNotContain("a", "b");
    }

    @Test
    void underAnotherNameListsKeepTheirColumns() {
        String longer = definitions.get(0).renamed("Longer");
        assertThat(longer.lines().map(line -> line.indexOf("/\\")).distinct()).hasSize(1);
        String shorter = definitions.get(0).renamed("O");
        assertThat(shorter.lines().map(line -> line.indexOf("/\\")).distinct()).hasSize(1);
        assertThat(definitions.get(2).renamed("Another")).startsWith("Another ==\n    IF x");
    }

    @Test
    void onlyWhatHasMeaningCounts() {
        String hash = definitions.get(2).hash();
        assertThat(Definition.of("M", "Renamed ==\n    IF x THEN 1          ELSE Next\n")
                        .get(0)
                        .hash())
                .isEqualTo(hash);
        assertThat(Definition.of("M", "Plain ==\n    IF x THEN 2 ELSE Next\n")
                        .get(0)
                        .hash())
                .isNotEqualTo(hash);
    }
}
