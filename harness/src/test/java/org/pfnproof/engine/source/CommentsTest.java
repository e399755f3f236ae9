package org.pfnproof.engine.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class CommentsTest {

    @Test
    void commentsBecomeBlanksAndEverythingElseKeepsItsPlace() {
        assertThat(Comments.TLA.withoutComments("a (* b (* c *) \n d *) e \\* f\ng"))
                .isEqualTo("a              \n      e     \ng");
        assertThat(Comments.ALLOY.withoutComments("a /* b /* c */ d // e\nf -- g\nh"))
                .isEqualTo("a              d     \nf     \nh");
    }

    @Test
    void whatLooksLikeACommentInAStringStays() {
        assertThat(Comments.TLA.withoutComments("s == \"(* \\\" \\* \" \\* gone"))
                .isEqualTo("s == \"(* \\\" \\* \"        ");
    }

    @Test
    void commentsAndLayoutDoNotChangeTheHash() {
        String plain = "---- MODULE A ----\nx == 1\ny == \"a  b\"\n====\n";
        String decorated = "---- MODULE A ----\n\n(* box *)\nx   ==  1   \\* one\n\ny == \"a  b\"\n====\n";

        assertThat(hash(decorated)).isEqualTo(hash(plain)).startsWith("sha256:");
    }

    @Test
    void meaningChangesTheHash() {
        String plain = "x == 1 /\\ 2\ny == \"a  b\"\n";

        assertThat(hash(plain.replace("1", "3"))).isNotEqualTo(hash(plain));
        assertThat(hash(plain.replace("a  b", "a b"))).isNotEqualTo(hash(plain));
        assertThat(hash("A ==\n  \\/ a\n  \\/ b\n")).isNotEqualTo(hash("A ==\n  \\/ a\n    \\/ b\n"));
        assertThat(hash("A == \\/ a\n     \\/ b\n")).isNotEqualTo(hash("A ==  \\/ a\n     \\/ b\n"));
        assertThat(hash("x y")).isNotEqualTo(hash("xy"));
        assertThat(InputsHash.of(Comments.TLA, Map.of("B", plain)))
                .isNotEqualTo(InputsHash.of(Comments.TLA, Map.of("A", plain)));
    }

    private static String hash(String text) {
        return InputsHash.of(Comments.TLA, Map.of("A", text));
    }
}
