package org.pfnproof.engine.tlc;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonParser;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.pfnproof.catalogue.Property.Kind;

class McFilesTest {

    @Test
    void rootModuleAndConfigurationSayAllThatTheModelSays() {
        McFiles files = McFiles.of(ToyModel.of("Counter")
                .specification("FairSpec")
                .bounds("{\"Workers\": [\"w1\", \"w2\"], \"Max\": 2}")
                .substitute("Small", "Smaller")
                .symmetric("Workers")
                .checks(Kind.INVARIANT, "InRange")
                .checks(Kind.ACTION, "OnlyUp")
                .checks(Kind.LIVENESS, "ReachesMax")
                .checks(Kind.REFINEMENT, "Refines")
                .witness("AboveMax")
                .deadlock()
                .variant("unlimited", "Unlimited", Map.of("MayCount", "UnlimitedMayCount"))
                .run());

        assertThat(files.module()).isEqualTo("""
                        ---- MODULE MC ----
                        \\* Generated for toy+unlimited.
                        EXTENDS Unlimited, TLC
                        CONSTANTS w1, w2
                        MC_Workers_value == {w1, w2}
                        MC_Workers == MC_Workers_value
                        MC_Max_value == 2
                        MC_Max == MC_Max_value
                        MC_symmetry == Permutations(MC_Workers)
                        ====
                        """);
        assertThat(files.config()).isEqualTo("""
                        SPECIFICATION FairSpec
                        CONSTANTS
                            w1 = w1
                            w2 = w2
                            Workers <- MC_Workers
                            Max <- MC_Max
                            MayCount <- UnlimitedMayCount
                            Small <- Smaller
                        INVARIANT InRange
                        PROPERTY OnlyUp
                        PROPERTY ReachesMax
                        PROPERTY Refines
                        SYMMETRY MC_symmetry
                        CHECK_DEADLOCK TRUE
                        """);
    }

    @Test
    void boundsOfEveryFormBecomeExpressions() {
        Bounds bounds = new Bounds(JsonParser.parseString("""
                        {"Vcpus": ["v1", "v2"], "Sizes": [1, -2], "Pairs": [[1, 2], ["v1"]], "None": [], "On": true,
                         "Home": {"v1": 3, "other": "v2"}, "Next": {"0": 1, "1": 0}, "Name": "say \\"hi\\"", "Who": "v2",
                         "Ops": {"#set": ["zap", "v1"]}, "Range": {"#tup": [1, "x"]}}
                        """).getAsJsonObject());

        assertThat(bounds.problems()).isEmpty();
        assertThat(bounds.modelValues()).containsExactly("v1", "v2");
        assertThat(bounds.constants()).allSatisfy(name -> assertThat(name).isNotEmpty());
        assertThat(bounds.expression("Vcpus")).isEqualTo("{v1, v2}");
        assertThat(bounds.expression("Sizes")).isEqualTo("{1, -2}");
        assertThat(bounds.expression("Pairs")).isEqualTo("{{1, 2}, {v1}}");
        assertThat(bounds.expression("None")).isEqualTo("{}");
        assertThat(bounds.expression("On")).isEqualTo("TRUE");
        assertThat(bounds.expression("Home")).isEqualTo("(v1 :> 3 @@ \"other\" :> v2)");
        assertThat(bounds.expression("Next")).isEqualTo("(0 :> 1 @@ 1 :> 0)");
        assertThat(bounds.expression("Name")).isEqualTo("\"say \\\"hi\\\"\"");
        assertThat(bounds.expression("Who")).isEqualTo("v2");
        assertThat(bounds.expression("Ops")).isEqualTo("{\"zap\", v1}");
        assertThat(bounds.expression("Range")).isEqualTo("<<1, \"x\">>");
    }

    @Test
    void boundsThatTlcCannotReadAreRefused() {
        Bounds bounds = new Bounds(JsonParser.parseString("{\"A\": [\"no name\", \"B\"], \"B\": null, \"1C\": 1}")
                .getAsJsonObject());

        assertThat(bounds.problems())
                .containsExactly(
                        "The bound \"no name\" cannot be a model value: it is not a TLA+ identifier.",
                        "The bounds use B both for a constant and for a model value.",
                        "The bound B has no value.",
                        "The bound \"1C\" is not the name of a constant.");
    }
}
