package org.pfnproof.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.pfnproof.engine.Verdict;
import org.pfnproof.engine.tlc.LogAcceptance;
import org.pfnproof.follow.LogCheck;
import org.pfnproof.follow.LogResult;
import org.pfnproof.follow.LogVerdict;
import org.pfnproof.log.LogReader;
import org.pfnproof.log.Logs;
import org.pfnproof.log.SpecNumber;
import org.pfnproof.log.SpecScript;
import org.pfnproof.report.TlcSaid;
import org.pfnproof.report.TlcSaid.Kind;
import org.pfnproof.testing.RealSpecs;

/** TLC follows logs of real kernels as the reference implementation does, and can refuse them. */
@Timeout(600)
class TlcWayTest {

    private static final int LINES = 800;

    private record Followed(LogResult result, SpecScript script) {
        TlcSaid again() throws Exception {
            return new TlcWay(RealSpecs.inPlace().folder()).follow(result, script);
        }
    }

    private static Followed follow(List<String> lines, Optional<String> profile) throws Exception {
        SpecScript script = new SpecScript(TlcWay.LIMIT);
        try (LogReader reader = Logs.reader(lines)) {
            return new Followed(new LogCheck(profile).check(reader, script), script);
        }
    }

    private static List<String> first(String name) {
        return Logs.lines(name).subList(0, LINES);
    }

    @ParameterizedTest
    @CsvSource({"v6.1--s3-cow", "v6.12--s1-dontneed"})
    void takesAllThatAKernelDid(String name) throws Exception {
        Followed followed = follow(first(name), Optional.empty());
        assertThat(followed.result().verdict()).isEqualTo(LogVerdict.CONFORMS);
        TlcSaid said = followed.again();
        assertThat(said.kind()).as(said.text()).isEqualTo(Kind.AGREES);
        assertThat(said.text()).startsWith("takes all steps (");
    }

    @Test
    void refusesTheLineOfAKernelThatIgnoresInProgress() throws Exception {
        Followed followed = follow(Logs.lines("mut-noinprog--m1-dontneed"), Optional.empty());
        TlcSaid said = followed.again();
        assertThat(said.kind()).as(said.text()).isEqualTo(Kind.AGREES);
        assertThat(said.text()).startsWith("takes no step 'stale' at line 1449 (1,027 of 1,028 steps");
    }

    /** The state is the spec's own: a value that a line has is compared with it, and so is whether the host may free a page. */
    @Test
    void refusesWhatTheReferenceImplementationWasNotAsked() throws Exception {
        Followed followed = follow(first("v6.12--s1-dontneed"), Optional.empty());
        followed.script().line(LINES + 1);
        followed.script().stands("seq", SpecNumber.plain(1_000));
        TlcSaid said = followed.again();
        assertThat(said.kind()).as(said.text()).isEqualTo(Kind.DISAGREES);
        assertThat(said.text())
                .startsWith("takes no step 'nothing' at line " + (LINES + 1))
                .endsWith("the reference implementation says that the whole log is a behaviour of the protocol");
    }

    @Test
    void comparesWhatBothSay() throws Exception {
        Followed conforms = follow(first("v6.1--s3-cow"), Optional.empty());
        LogResult deviates = follow(Logs.lines("mut-noinprog--m1-dontneed"), Optional.empty())
                .result();
        assertThat(kind(conforms.result(), false, acceptance(10, 10, OptionalLong.empty())))
                .isEqualTo(Kind.AGREES);
        assertThat(kind(conforms.result(), false, acceptance(10, 9, OptionalLong.of(700))))
                .isEqualTo(Kind.DISAGREES);
        assertThat(kind(deviates, true, acceptance(10, 9, OptionalLong.of(1449))))
                .isEqualTo(Kind.AGREES);
        assertThat(kind(deviates, true, acceptance(10, 8, OptionalLong.of(1448))))
                .isEqualTo(Kind.DISAGREES);
        assertThat(kind(deviates, true, acceptance(10, 10, OptionalLong.empty())))
                .isEqualTo(Kind.DISAGREES);
        // A line that has no place among its thread's lines: TLC has taken all before it.
        assertThat(kind(deviates, false, acceptance(10, 10, OptionalLong.empty())))
                .isEqualTo(Kind.AGREES);
        assertThat(kind(deviates, false, acceptance(10, 9, OptionalLong.of(1448))))
                .isEqualTo(Kind.DISAGREES);
        LogAcceptance none = new LogAcceptance(
                10,
                0,
                OptionalLong.empty(),
                "",
                0,
                Optional.of(new Verdict.Inconclusive("out of time")),
                Duration.ZERO);
        assertThat(kind(conforms.result(), false, none)).isEqualTo(Kind.NO_ANSWER);
    }

    @Test
    void aLogOfTooManyStepsIsNotGivenToTlc() throws Exception {
        SpecScript script = new SpecScript(10);
        List<String> lines = new ArrayList<>(first("v6.1--s3-cow"));
        LogResult result;
        try (LogReader reader = Logs.reader(lines)) {
            result = new LogCheck(Optional.empty()).check(reader, script);
        }
        assertThat(script.isTooLong()).isTrue();
        assertThat(script.steps()).hasSize(10);
        assertThat(TlcWay.isAsked(result, script)).isFalse();
        assertThat(TlcWay.notAsked(result).text()).startsWith("not run: the log has more than 40,000 steps");
    }

    private static Kind kind(LogResult result, boolean refused, LogAcceptance acceptance) {
        return TlcWay.compare(result, refused, acceptance).kind();
    }

    private static LogAcceptance acceptance(int steps, int accepted, OptionalLong refused) {
        return new LogAcceptance(steps, accepted, refused, "stale", 10, Optional.empty(), Duration.ZERO);
    }
}
