package org.pfnproof.compare.agreement;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.groups.Tuple.tuple;
import static org.pfnproof.testing.Fixture.edit;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pfnproof.compare.Call;
import org.pfnproof.compare.Comparison;
import org.pfnproof.compare.Environment;
import org.pfnproof.compare.Host;
import org.pfnproof.compare.Input;
import org.pfnproof.compare.Outcome;
import org.pfnproof.compare.Shape;
import org.pfnproof.engine.alloy.AlloyQuestions;
import org.pfnproof.engine.alloy.AlloyQuestions.UnansweredException;
import org.pfnproof.engine.child.ChildRunner;
import org.pfnproof.testing.RealSpecs;

/** Two descriptions of the shapes, in Java and in Alloy, of which every outcome is compared. */
class AlloyAgreementTest {

    private static final Comparison COMPARISON = Comparison.make();

    @TempDir
    Path temporary;

    @Test
    void javaAndAlloyAgreeOnEveryCallInEveryEnvironment() throws Exception {
        Agreement agreement = agreement(Path.of("../specs"), COMPARISON);

        assertThat(agreement.disagreements()).isEmpty();
        assertThat(agreement.unknown()).isEmpty();
        assertThat(agreement.outcomes()).isGreaterThan(700_000);
    }

    /** Lines of four kinds at once: of a shape, of the lookup behind all, of the words, of the page fault's puts. */
    @Test
    void aChangedLineInAlloyIsFound() throws Exception {
        Path alloy = RealSpecs.copyTo(temporary).folder().resolve("alloy");
        edit(alloy.resolve("BoolsShapes.als"), "(Atomic + Nowait in l.asks) implies dies[l]", "no l implies dies[l]");
        edit(alloy.resolve("StructShapes.als"), "entryV8[l], pteWrite[l], Bug", "entryV8[l], pteWriteInSlot[l], Bug");
        edit(alloy.resolve("ApiShapes.als"), "Bools61 -> boolWords +", "Bools61 -> (boolWords + Interruptible) +");
        edit(alloy.resolve("FaultReferences.als"), "s in V6 + V9 implies ByPage", "s in V6 implies ByPage");

        List<Disagreement> found = agreement(alloy.resolve(".."), COMPARISON).disagreements();

        assertThat(found)
                .extracting(Disagreement::what)
                .contains("words of the shapes", "bools-6.1", "bools-6.12", "v6", "v8", "ends of page faults")
                .doesNotContain("v7", "v9", "v11", "6.13", "6.13-static", "sketch", "all-flags");
        Disagreement v8 = found.stream()
                .filter(each -> each.what().equals("v8"))
                .findFirst()
                .orElseThrow();
        assertThat(v8.call()).contains("writable?");
        assertThat(v8.environment()).contains("PFNMAP", "slot READ_ONLY");
        assertThat(v8.java()).contains("writable=TRUE");
        assertThat(v8.alloy()).contains("writable = [No]");
    }

    @Test
    void aShapeThatContradictsItselfInAlloyIsFound() throws Exception {
        Path alloy = RealSpecs.copyTo(temporary).folder().resolve("alloy");
        edit(
                alloy.resolve("StructShapes.als"),
                "pred v7[l: Lookup] {",
                "pred v7[l: Lookup] { some l.held and no l.held and");

        assertThat(agreement(alloy.resolve(".."), COMPARISON).disagreements())
                .extracting(Disagreement::what, Disagreement::alloy)
                .contains(tuple("v7", "not this outcome"));
    }

    @Test
    void oneOtherOutcomeInJavaIsFound() throws Exception {
        Environment place =
                new Environment(Environment.Slot.USABLE, Host.NO_STRUCT_WRITABLE, true, false, false, false);
        Set<Input> inputs = Set.of(Input.GET, Input.GUARDED, Input.WRITE);

        List<Disagreement> found = agreement(
                        Path.of("../specs"), COMPARISON.with(changed(COMPARISON.shape("v8"), inputs, place)))
                .disagreements();

        assertThat(found).extracting(Disagreement::what).containsOnly("v8");
        assertThat(found.get(0).call()).isEqualTo("write + get + guarded");
        assertThat(found.get(0).environment()).isEqualTo("PFNMAP, no struct page, writable, slot USABLE, signal");
        assertThat(found.get(0).java()).contains("ERR_SIGPENDING");
    }

    @Test
    void specsThatCannotBeReadAreNoAgreement() throws Exception {
        Path alloy = RealSpecs.copyTo(temporary).folder().resolve("alloy");
        edit(alloy.resolve("ApiShapes.als"), "abstract sig Slot {}", "abstract sig Slot {");

        assertThatThrownBy(() -> agreement(alloy.resolve(".."), COMPARISON))
                .isInstanceOf(UnansweredException.class)
                .hasMessageContaining("ApiShapes.als");
    }

    private static Shape changed(Shape shape, Set<Input> inputs, Environment place) {
        List<Call> calls = new ArrayList<>();
        for (Call call : shape.calls()) {
            if (call.inputs().equals(inputs)) {
                List<Outcome> behaviour = new ArrayList<>(call.behaviour());
                behaviour.set(
                        Environment.all().indexOf(place),
                        new Outcome(
                                Outcome.Result.ERR_SIGPENDING,
                                false,
                                Outcome.Told.NOT_TOLD,
                                Outcome.Held.NOTHING,
                                Outcome.Report.NONE));
                calls.add(new Call(call.inputs(), behaviour));
            } else {
                calls.add(call);
            }
        }
        return new Shape(shape.id(), shape.title(), shape.inputs(), calls);
    }

    private static Agreement agreement(Path specs, Comparison comparison) throws Exception {
        return new AlloyAgreement(new AlloyQuestions(specs, ChildRunner.open())).of(comparison);
    }
}
