package org.pfnproof.engine.mutant;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class EditedTextTest {

    @Test
    void shorterReplacementIsFilledUp() {
        assertThat(EditedText.of("x == longer + 1", List.of(new Edit(1, 6, 1, 11, "y"))))
                .isEqualTo("x == y      + 1");
    }

    @Test
    void replacementOfSeveralLinesKeepsTheirNumber() {
        assertThat(EditedText.of("a == (b\n       c) d\ne", List.of(new Edit(1, 7, 2, 8, "TRUE"))))
                .isEqualTo("a == (TRUE\n        ) d\ne");
    }

    @Test
    void listsThatStandToTheRightMoveAlong() {
        String text = """
                a == IF /\\ b
                        /\\ c
                     THEN d
                """;
        assertThat(EditedText.of(text, List.of(Edit.insert(1, 9, "~("), Edit.insert(2, 13, ")"))))
                .isEqualTo("""
                        a == IF ~(/\\ b
                                  /\\ c)
                             THEN d
                        """);
    }

    @Test
    void differenceLeavesOutWhatOnlyMoved() {
        assertThat(EditedText.difference("a\n  b\nc", "a\n    b\nd")).containsExactly("- c", "+ d");
    }
}
