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

    /** A lookup that began before an invalidation comes to its line when another vCPU has mapped what the host has there now. */
    @Test
    void takesALookupWhosePageTheHostHasReplaced() throws Exception {
        List<String> lines = new ArrayList<>(List.of("# Linux (none) 6.1.0 #1 SMP"));
        for (String event : String.join(
                        "\n",
                        "k-9 memslot: (f) change=0 seq=0 inprog=0",
                        "k-9 swap_slots: (f) as=0 act=0",
                        "k-9 memslot_ret: (f) ret=0",
                        "v-2 fault: (f) vcpu=2 addr=0x20b000 err=0x6 w=1",
                        "v-2 faultin: (f) vcpu=2 gfn=0x20b slot=0x1 slotid=0 slotflags=0x0",
                        "v-2 snap: (f) vcpu=2 gfn=0x20b",
                        "v-2 gup: (f) hva=0x7f084500b000 w=1",
                        "k-9 inv_start: (f) start=0x7f084500b000 end=0x7f084500c000 event=1 flags=0x1",
                        "k-9 inv_begin: (f)",
                        "k-9 unmap: (f) gs=0x20b ge=0x20c slotid=0",
                        "k-9 unmap_ret: (f) flush=0",
                        "k-9 inv_start_ret: (f) ret=0",
                        "k-9 inv_stop: (f) start=0x7f084500b000 end=0x7f084500c000",
                        "k-9 inv_end: (f)",
                        "k-9 inv_stop_ret: (f)",
                        "v-1 fault: (f) vcpu=1 addr=0x20b000 err=0x6 w=1",
                        "v-1 faultin: (f) vcpu=1 gfn=0x20b slot=0x1 slotid=0 slotflags=0x0",
                        "v-1 snap: (f) vcpu=1 gfn=0x20b",
                        "v-1 gup: (f) hva=0x7f084500b000 w=1",
                        "v-1 gup_ret: (f) pfn=0x51",
                        "v-1 faultin_ret: (f) ret=0",
                        "v-1 stale: (f) vcpu=1 gfn=0x20b pfn=0x51",
                        "v-1 stale_ret: (f) ret=0",
                        "v-1 map: (f) vcpu=1 gfn=0x20b pfn=0x51",
                        "v-1 kvm_tdp_mmu_spte_changed: as id 0 gfn 20b level 1 old_spte 0 new_spte 51e67",
                        "v-1 map_ret: (f) ret=4",
                        "v-2 gup_ret: (f) pfn=0x50",
                        "v-2 faultin_ret: (f) ret=0",
                        "v-2 stale: (f) vcpu=2 gfn=0x20b pfn=0x50",
                        "v-2 stale_ret: (f) ret=1")
                .split("\n")) {
            lines.add(" " + event.replaceFirst(" ", " [000] " + lines.size() + ": "));
        }
        Followed followed = follow(lines, Optional.empty());
        assertThat(followed.result().verdict()).as(followed.result().toString()).isEqualTo(LogVerdict.CONFORMS);
        TlcSaid said = followed.again();
        assertThat(said.text()).startsWith("takes all steps (");
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
        assertThat(TlcWay.notAsked(result, TlcWay.LIMIT).text())
                .isEqualTo("not run: the log has more than 40,000 steps;"
                        + " the reference implementation alone has followed it");
        assertThat(TlcWay.notAsked(result, TlcWay.QUICK).text())
                .startsWith("not run: the log has more than 8,000 steps;")
                .endsWith("; --tlc asks TLC as well");
    }

    private static Kind kind(LogResult result, boolean refused, LogAcceptance acceptance) {
        return TlcWay.compare(result, refused, acceptance).kind();
    }

    private static LogAcceptance acceptance(int steps, int accepted, OptionalLong refused) {
        return new LogAcceptance(steps, accepted, refused, "stale", 10, Optional.empty(), Duration.ZERO);
    }
}
