package org.pfnproof.engine.tlc;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.pfnproof.catalogue.Problem;
import org.pfnproof.catalogue.Property.Kind;
import org.pfnproof.engine.RunResult;
import org.pfnproof.engine.Verdict;

/** A variant that silently does not apply, or that bends its own properties, must never pass for one that holds. */
class VariantGuardTest {

    private static ToyModel unlimited(Map<String, String> overrides) {
        return ToyModel.of("Counter").variant("unlimited", "Unlimited", overrides);
    }

    @Test
    void variantThatAppliesIsCheckedAndMayCallTheOriginal() throws Exception {
        RunResult result = unlimited(Map.of("MayCount", "UnlimitedMayCount"))
                .checks(Kind.INVARIANT, "InRange")
                .checks(Kind.ACTION, "CountsBelowMax")
                .result();

        assertThat(result.verdict()).isEqualTo(new Verdict.Violated("CountsBelowMax"));
        assertThat(result.counterexample().orElseThrow().variant()).contains("unlimited");
    }

    @Test
    void actionThatTheModelExcusesMayBeReplaced() throws Exception {
        ToyModel never = unlimited(Map.of("Reset", "NoReset")).checks(Kind.INVARIANT, "InRange");

        assertThat(never.result().verdict())
                .isEqualTo(new Verdict.Vacuous(List.of("The action NoReset is never taken.")));
        assertThat(never.neverTaken("Reset").result().verdict()).isEqualTo(new Verdict.Holds());
    }

    /** In a short run this is tried after the search, in its JVM; before a long one in a JVM of its own. */
    @Test
    void overrideOfAnInstantiatedOperatorDoesNotApply() throws Exception {
        ToyModel instanced = ToyModel.of("Counter")
                .variant("instanced", "Instanced", Map.of("MayCount", "InstancedMayCount"))
                .checks(Kind.INVARIANT, "InRange");

        for (ToyModel model : List.of(instanced, instanced.pinned(Long.MAX_VALUE))) {
            assertThat(broken(model.result()))
                    .containsExactly(
                            "The override MayCount <- InstancedMayCount does not apply: the run never evaluates MayCount."
                                    + " Compose modules by EXTENDS, or see whether the bounds ever need it.");
        }
    }

    @Test
    void eachOfSeveralOverridesIsTried() throws Exception {
        RunResult result = unlimited(Map.of("MayCount", "UnlimitedMayCount", "NeverMax", "NeverAboveMax"))
                .checks(Kind.ACTION, "CountsBelowMax")
                .result();

        assertThat(broken(result))
                .containsExactly(
                        "The override NeverMax <- NeverAboveMax does not apply: the run never evaluates NeverMax."
                                + " Compose modules by EXTENDS, or see whether the bounds ever need it.");
    }

    @Test
    void propertyThatDependsOnAnOverriddenOperatorIsRefusedWithTheChain() throws Exception {
        RunResult result = unlimited(Map.of("MayCount", "UnlimitedMayCount"))
                .checks(Kind.INVARIANT, "AsksMayCount", "ViaLet")
                .checks(Kind.ACTION, "OnlyUp")
                .witness("WitnessViaInstance")
                .result();

        assertThat(broken(result))
                .containsExactly(
                        "The variant replaces MayCount, on which AsksMayCount itself depends:"
                                + " AsksMayCount -> Mayor -> MayCount.",
                        "The variant replaces MayCount, on which ViaLet itself depends: ViaLet -> MayCount.",
                        "The variant replaces MayCount, on which WitnessViaInstance itself depends:"
                                + " WitnessViaInstance -> Told!Says -> Mayor -> MayCount.");
    }

    @Test
    void unknownOrUnfittingOperatorsAreNamed() throws Exception {
        RunResult result = unlimited(
                        Map.of("MayCuont", "UnlimitedMayCount", "MayCount", "WrongArity", "Reset", "Missing"))
                .checks(Kind.INVARIANT, "InRange")
                .result();

        assertThat(broken(result))
                .containsExactlyInAnyOrder(
                        "There is no operator MayCuont that UnlimitedMayCount could replace."
                                + " Is it defined in a module that is only instantiated, not extended?",
                        "WrongArity takes 2 arguments and cannot replace MayCount, which takes 1.",
                        "The operator Missing, which is to replace Reset, is not defined.");
    }

    @Test
    void variantThatReplacesNothingOrWhatTheModelReplacesIsRefused() throws Exception {
        assertThat(broken(unlimited(Map.of()).checks(Kind.INVARIANT, "InRange").result()))
                .containsExactly("The variant unlimited replaces nothing.");
        assertThat(broken(unlimited(Map.of("MayCount", "UnlimitedMayCount"))
                        .substitute("MayCount", "NeverCounts")
                        .checks(Kind.INVARIANT, "InRange")
                        .result()))
                .containsExactly("Both the model and the variant replace MayCount.");
    }

    private static List<String> broken(RunResult result) {
        assertThat(result.verdict()).isInstanceOf(Verdict.Broken.class);
        return ((Verdict.Broken) result.verdict())
                .problems().stream().map(Problem::message).toList();
    }
}
