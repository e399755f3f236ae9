package org.pfnproof.counterexamples;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pfnproof.engine.Run;
import org.pfnproof.replay.Course;
import org.pfnproof.replay.Courses;
import org.pfnproof.replay.Minimal;
import org.pfnproof.replay.Origin;
import org.pfnproof.replay.Replay;
import org.pfnproof.replay.Replayed;
import org.pfnproof.replay.Replayed.Outcome;
import org.pfnproof.trace.Counterexample;
import org.pfnproof.trace.CounterexampleFile;
import org.pfnproof.trace.Itf;
import org.pfnproof.trace.State;
import org.pfnproof.trace.Step;
import org.pfnproof.trace.TraceFormatException;
import org.pfnproof.trace.Value;

/** A counterexample that somebody has edited is refused, and the message says why. */
class HandEditedTest {

    private static final Counterexample GOOD = Recorded.read("no-retry-test");

    private static final Value N2 = new Value.Text("n2");

    /** An invalidation of page 2 from its start to its end. */
    private static final Map<String, Map<String, Value>> LAP = lap();

    @TempDir
    private Path folder;

    @Test
    void swappedStepsAreNotReproduced() throws Exception {
        List<Step> steps = new ArrayList<>(GOOD.steps());
        Collections.swap(steps, 2, 3);

        Replayed replayed = replay(GOOD.withSteps(GOOD.initial(), steps));

        assertThat(replayed.outcome()).isEqualTo(Outcome.NOT_REPRODUCED);
        assertThat(replayed.step()).hasValue(3);
        assertThat(replayed.message()).isEqualTo(GOOD.steps().get(3).label() + " is not enabled there");
    }

    @Test
    void anAlteredStateDiffers() throws Exception {
        Replayed replayed = replay(altered(4, "mmu_invalidate_in_progress", new Value.Int(7)));

        assertThat(replayed.outcome()).isEqualTo(Outcome.DIFFERS);
        assertThat(replayed.step()).hasValue(5);
        assertThat(replayed.message()).endsWith(" leads to another state");
        assertThat(replayed.differences()).singleElement().satisfies(difference -> {
            assertThat(difference.name()).isEqualTo("mmu_invalidate_in_progress");
            assertThat(difference.spec()).contains(new Value.Int(7));
        });
    }

    @Test
    void anAlteredInitialStateDiffers() throws Exception {
        Map<String, Value> variables = new LinkedHashMap<>(GOOD.initial().variables());
        variables.put("dead_mark", new Value.Bool(true));

        Replayed replayed = replay(GOOD.withSteps(new State(variables), GOOD.steps()));

        assertThat(replayed.outcome()).isEqualTo(Outcome.DIFFERS);
        assertThat(replayed.step()).hasValue(0);
    }

    @Test
    void aStepLeftOutIsNotReproduced() throws Exception {
        List<Step> steps = new ArrayList<>(GOOD.steps());
        steps.remove(1);

        assertThat(replay(GOOD.withSteps(GOOD.initial(), steps)).outcome()).isEqualTo(Outcome.NOT_REPRODUCED);
    }

    @Test
    void theEndLeftOutViolatesNothing() throws Exception {
        Replayed replayed = replay(GOOD.withSteps(GOOD.initial(), GOOD.steps().subList(0, GOOD.length() - 1)));

        assertThat(replayed.outcome()).isEqualTo(Outcome.NOT_REPRODUCED);
        assertThat(replayed.message()).isEqualTo("every step is taken, and NoMappingInInvalidatedRange holds");
    }

    @Test
    void aRenamedActionIsRefused() {
        int fault = index("kvm_faultin_pfn");
        refuses(
                with(
                        fault,
                        new Step(
                                "v1",
                                "kvm_faultin_pfm",
                                Map.of("v", text("v1")),
                                List.of(),
                                at(fault).state())),
                "/steps/" + fault
                        + "/action: the reference implementation has no action \"kvm_faultin_pfm\"; did you mean"
                        + " \"kvm_faultin_pfn\"?");
    }

    @Test
    void anArgumentBeyondTheBoundsIsRefused() {
        int fault = index("kvm_faultin_pfn");
        refuses(
                with(
                        fault,
                        new Step(
                                "v1",
                                "kvm_faultin_pfn",
                                Map.of("v", text("v9")),
                                List.of(),
                                at(fault).state())),
                "/steps/" + fault + "/arguments: within these bounds there is no step kvm_faultin_pfn(v=v9)");
    }

    @Test
    void anotherActorIsRefused() {
        int fault = index("kvm_faultin_pfn");
        refuses(
                with(
                        fault,
                        new Step(
                                "n1",
                                at(fault).action(),
                                at(fault).arguments(),
                                List.of(),
                                at(fault).state())),
                "/steps/" + fault + "/actor: kvm_faultin_pfn(v=v1) is a step of v1, not of n1");
    }

    @Test
    void aChangeThatIsNoneIsRefused() {
        int fault = index("kvm_faultin_pfn");
        refuses(
                with(
                        fault,
                        new Step(
                                "v1",
                                at(fault).action(),
                                at(fault).arguments(),
                                List.of("spte"),
                                at(fault).state())),
                "/steps/" + fault + "/changed: says [spte], but the state of the step before differs in [fault]");
    }

    @Test
    void unknownNamesAreRefusedWithWhatWasMeant() throws Exception {
        String text = CounterexampleFile.text(GOOD);
        refusesText(text.replace("\"retry-one\"", "\"retry-onee\""), "/model: there is no model \"retry-onee\"");
        refusesText(
                text.replace("\"no-retry-test\"", "\"no-retry-tst\""),
                "/variant: there is no variant \"no-retry-tst\"; did you mean \"no-retry-test\"?");
        refusesText(
                text.replace("\"NoMappingInInvalidatedRange\"", "\"NoMappingInRange\""),
                "/property: there is no property of retry-one \"NoMappingInRange\"");
        refusesText(text.replace("\"MAY_BLOCK\":false", "\"MAY_BLOCK\":true"), "/bounds: these are not the bounds");
        refusesText(text.substring(0, text.length() / 2), "the file is truncated");
    }

    @Test
    void aLassoThatDoesNotCloseIsNotReproduced() throws Exception {
        Counterexample lasso = Recorded.read("fault-starved-by-others");

        Replayed replayed =
                replay(lasso.withSteps(lasso.initial(), lasso.steps().subList(0, lasso.length() - 1)));

        assertThat(replayed.outcome()).isEqualTo(Outcome.NOT_REPRODUCED);
        assertThat(replayed.message()).startsWith("the lasso does not close");
    }

    /** The steps of a trace of another tool have no names; the implementation knows them. */
    @Test
    void namesOfStepsAreFound() throws Exception {
        List<Step> unnamed = GOOD.steps().stream()
                .map(step -> new Step(Itf.UNNAMED, Itf.UNNAMED, Map.of(), step.changed(), step.state()))
                .toList();

        Replayed replayed = replay(GOOD.withSteps(GOOD.initial(), unnamed));

        assertThat(replayed.outcome()).isEqualTo(Outcome.REPRODUCED);
        assertThat(replayed.trace().steps()).isEqualTo(GOOD.steps());
    }

    /** A whole invalidation that does not matter is dropped, and the steps are the same as before. */
    @Test
    void aLongerOneBecomesTheLeastOne() throws Exception {
        Counterexample least = Recorded.read("range-overwritten");
        List<Step> steps = new ArrayList<>(least.steps().subList(0, 2));
        LAP.forEach((action, arguments) -> steps.add(new Step("n2", action, arguments, List.of(), least.initial())));
        steps.addAll(least.steps().subList(1, least.length()));
        Run run = Origin.of(least, Recorded.CATALOGUE);
        Course course = Courses.of(least.withSteps(least.initial(), steps), run).orElseThrow();
        Counterexample longer = least.withSteps(course.initial(), course.steps());
        assertThat(longer.length()).isEqualTo(least.length() + LAP.size() + 1);
        assertThat(replay(longer).outcome()).isEqualTo(Outcome.REPRODUCED);

        assertThat(Minimal.of(longer, run)).contains(least);
    }

    private static Replayed replay(Counterexample trace) throws TraceFormatException {
        return Replay.of(trace, Origin.of(trace, Recorded.CATALOGUE)).orElseThrow();
    }

    private static void refuses(Counterexample trace, String message) {
        assertThatThrownBy(() -> replay(trace))
                .isInstanceOf(TraceFormatException.class)
                .hasMessage(message);
    }

    private void refusesText(String text, String message) throws Exception {
        Path file = Files.writeString(folder.resolve("edited.json"), text);
        assertThatThrownBy(() -> replay(CounterexampleFile.read(file)))
                .isInstanceOf(TraceFormatException.class)
                .hasMessageContaining(message);
    }

    private static int index(String action) {
        return GOOD.steps().stream().map(Step::action).toList().indexOf(action);
    }

    private static Step at(int index) {
        return GOOD.steps().get(index);
    }

    private static Map<String, Map<String, Value>> lap() {
        Map<String, Map<String, Value>> lap = new LinkedHashMap<>();
        lap.put(
                "invalidate_range_start",
                Map.of("n", N2, "op", text("zap"), "first", new Value.Int(2), "last", new Value.Int(2)));
        lap.put("kvm_mmu_invalidate_range_start", Map.of("n", N2));
        lap.put("kvm_mmu_invalidate_range_add", Map.of("n", N2));
        lap.put("kvm_unmap_gfn_range", Map.of("n", N2));
        lap.put("zap_pte_range", Map.of("n", N2));
        lap.put("free_pages_and_swap_cache", Map.of("n", N2, "f", new Value.Int(2)));
        lap.put("kvm_mmu_invalidate_end", Map.of("n", N2));
        lap.put("mmu_invalidate_in_progress_dec", Map.of("n", N2));
        return lap;
    }

    private static Value text(String name) {
        return new Value.Text(name);
    }

    private static Counterexample with(int index, Step step) {
        List<Step> steps = new ArrayList<>(GOOD.steps());
        steps.set(index, step);
        return GOOD.withSteps(GOOD.initial(), steps);
    }

    private static Counterexample altered(int index, String variable, Value value) {
        Map<String, Value> variables = new LinkedHashMap<>(at(index).state().variables());
        variables.put(variable, value);
        Step step = at(index);
        return with(
                index, new Step(step.actor(), step.action(), step.arguments(), step.changed(), new State(variables)));
    }
}
