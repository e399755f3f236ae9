package org.pfnproof.engine.tlc;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.pfnproof.catalogue.Problem;
import org.pfnproof.catalogue.Property.Kind;
import org.pfnproof.engine.RunResult.States;
import org.pfnproof.engine.Verdict;
import org.pfnproof.engine.tlc.child.TlcAnswer;
import org.pfnproof.engine.tlc.child.TlcAnswer.Behavior;
import org.pfnproof.engine.tlc.child.TlcAnswer.Message;
import org.pfnproof.trace.State;

/** TLC's exit codes and messages, case by case. */
class TlcVerdictTest {

    private static final Behavior REAL = new Behavior(new State(Map.of()), List.of(), OptionalInt.empty(), List.of());

    @Test
    void successWithEmptyQueueHolds() {
        assertThat(verdict(answer(0, 0, 2193, 2199))).isEqualTo(new Verdict.Holds());
    }

    @Test
    void remarkOnMissingFairnessLeavesAViolationAViolation() {
        TlcAnswer answer = violated(2116, List.of("Live"), Optional.of(REAL));
        List<Message> messages = new ArrayList<>(answer.messages());
        messages.add(new Message(2259, List.of(), "stuttering"));
        TlcAnswer remarked = new TlcAnswer(
                answer.exit(),
                List.of(),
                messages,
                answer.states(),
                answer.queue(),
                answer.suspects(),
                answer.actions(),
                answer.witnesses(),
                answer.behavior());

        assertThat(verdict(remarked)).isEqualTo(new Verdict.Violated("Live"));
        assertThat(TlcVerdict.remarks(remarked)).containsExactly("TLC remarks: stuttering");
    }

    @ParameterizedTest
    @CsvSource({"1, 0, 2193", "0, 5, 2193", "0, 0, 2199"})
    void exitCodeQueueOrMissingSuccessMessageMakeItInconclusive(int exit, long queue, int code) {
        assertThat(verdict(answer(exit, queue, code))).isInstanceOf(Verdict.Inconclusive.class);
    }

    @ParameterizedTest
    @ValueSource(ints = {2107, 2108, 2110, 2112, 2114, 2116})
    void violationOfOneSuspectWithARealBehaviourIsViolated(int code) {
        TlcAnswer answer = violated(code, List.of("Inv"), Optional.of(REAL));

        assertThat(verdict(answer)).isEqualTo(new Verdict.Violated("Inv"));
    }

    @Test
    void violationIsNotBelievedWithoutBehaviourSuspectOrWithDoubts() {
        Behavior doubtful =
                new Behavior(REAL.initial(), List.of(), OptionalInt.empty(), List.of("No action makes step 3."));

        assertThat(verdict(violated(2110, List.of("Inv"), Optional.empty()))).isInstanceOf(Verdict.Inconclusive.class);
        assertThat(verdict(violated(2110, List.of(), Optional.of(REAL)))).isInstanceOf(Verdict.Inconclusive.class);
        assertThat(verdict(violated(2116, List.of("A", "B"), Optional.of(REAL))))
                .isInstanceOf(Verdict.Inconclusive.class);
        assertThat(verdict(violated(2110, List.of("Inv"), Optional.of(doubtful))))
                .isEqualTo(new Verdict.Inconclusive(
                        "TLC's counterexample does not stand up to the spec: No action makes step 3."));
    }

    @Test
    void successMessageDoesNotOutweighAViolation() {
        TlcAnswer answer = answer(0, 0, 2110, 2110, 2193);

        assertThat(verdict(answer)).isNotEqualTo(new Verdict.Holds());
    }

    @ParameterizedTest
    @ValueSource(
            ints = {
                1000, 1005, 2102, 2103, 2104, 2105, 2106, 2109, 2111, 2113, 2115, 2118, 2132, 2139, 2140, 2146, 2147,
                2222, 2226, 2229, 2253, 2279, 2284, 3002, 5001, 5004, 9999
            })
    void errorsAndUnknownMessagesAreBroken(int code) {
        assertThat(verdict(answer(0, 0, code, 2193))).isInstanceOf(Verdict.Broken.class);
    }

    @ParameterizedTest
    @ValueSource(ints = {1001, 1002, 1003, 2127, 2128, 2174, 2175})
    void failuresOfTheMachineAreInconclusive(int code) {
        assertThat(verdict(answer(255, 3, code))).isInstanceOf(Verdict.Inconclusive.class);
    }

    @Test
    void fullDiskIsNotTheSpecsFault() {
        List<Message> messages = List.of(new Message(1000, List.of(), "TLC threw: No space left on device"));

        assertThat(verdict(answer(255, 3, messages)))
                .isEqualTo(new Verdict.Inconclusive("TLC failed because the temporary directory is full."));
    }

    @Test
    void problemsFoundBeforeTheStartAreBroken() {
        List<Problem> problems = List.of(Problem.at("Toy", 1, 2, "wrong"));
        TlcAnswer answer = new TlcAnswer(
                OptionalInt.empty(),
                problems,
                List.of(),
                Optional.empty(),
                0,
                List.of(),
                Map.of(),
                Map.of(),
                Optional.empty());

        assertThat(verdict(answer)).isEqualTo(new Verdict.Broken(problems));
    }

    @Test
    void placeOfAnErrorIsTheInnermostOne() {
        TlcAnswer answer = answer(
                75,
                1,
                List.of(
                        new Message(2147, List.of(), "Attempted\nto divide."),
                        new Message(
                                2103,
                                List.of(),
                                "0. Line 7, column 5 to line 9, column 8 in Toy\n1. Line 8, column 9 to line 8, column 12 in Part\n")));

        assertThat(verdict(answer))
                .isEqualTo(new Verdict.Broken(List.of(Problem.at("Part", 8, 9, "Attempted to divide."))));
    }

    private static Verdict verdict(TlcAnswer answer) {
        return TlcVerdict.of(
                ToyModel.of("Counter").checks(Kind.INVARIANT, "Inv").run().model(), answer);
    }

    private static TlcAnswer answer(int exit, long queue, Integer... codes) {
        return answer(
                exit,
                queue,
                Arrays.stream(codes)
                        .map(code -> new Message(code, List.of(), "message " + code))
                        .toList());
    }

    private static TlcAnswer answer(int exit, long queue, List<Message> messages) {
        return new TlcAnswer(
                OptionalInt.of(exit),
                List.of(),
                messages,
                Optional.of(new States(3, 5, 2)),
                queue,
                List.of(),
                Map.of("Next", 4L),
                Map.of(),
                Optional.empty());
    }

    private static TlcAnswer violated(int code, List<String> suspects, Optional<Behavior> behavior) {
        return new TlcAnswer(
                OptionalInt.of(12),
                List.of(),
                List.of(new Message(code, List.of("Inv"), "violated")),
                Optional.of(new States(3, 5, 2)),
                1,
                suspects,
                Map.of(),
                Map.of(),
                behavior);
    }
}
