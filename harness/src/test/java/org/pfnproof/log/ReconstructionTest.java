package org.pfnproof.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.pfnproof.log.LogKernel.Outcome;
import org.pfnproof.log.LogStep.Kind;

class ReconstructionTest {

    private static LogStep step(LogKernel kernel, String event) throws Exception {
        LogReader reader = Logs.reader(" t-1 [000] 7: " + event + "\n");
        return new Reconstruction("log", kernel).step(reader.next().orElseThrow());
    }

    private static LogStep step(String event) throws Exception {
        return step(LogKernel.LINUX_6_12, event);
    }

    @Test
    void knowsWhatKindOfMemslotAFaultHas() throws Exception {
        assertThat(step("faultin: (f) vcpu=0 gfn=0x21 slot=0xffff888004208c00 slotid=3 slotflags=0x1"))
                .returns(Kind.FAULTIN, LogStep::kind)
                .returns(0x21L, LogStep::gfn)
                .returns(3L, LogStep::value);
        assertThat(step("faultin: (f) gfn=0x21 slot=0xffff888004208c00 slotid=3 slotflags=0x10000")
                        .kind())
                .isEqualTo(Kind.FAULTIN_INVALID_SLOT);
        assertThat(step("faultin: (f) gfn=0x21 slot=0x0 slotid=-1 slotflags=0x2affff")
                        .kind())
                .isEqualTo(Kind.FAULTIN_NO_SLOT);
    }

    @ParameterizedTest
    @CsvSource({
        "1, 0,                29a4e67, SPTE_SET",
        "1, 8000000000000000, 29a4e67, SPTE_SET",
        "1, 29a4e67,          5a0,     SPTE_CLEARED",
        "1, 29a4e67,          29a4e27, SPTE_BITS",
        "1, 29a4e67,          29a5e67, SPTE_REPLACED",
        "2, 0,                cddd827, SPTE_TABLE",
        "2, 0,                c0008e7, SPTE_SET",
        "1, 0,        800000021d037,   SPTE_MMIO",
    })
    void readsSptes(int level, String before, String after, Kind kind) throws Exception {
        LogStep step = step("kvm_tdp_mmu_spte_changed: as id 0 gfn 21 level " + level + " old_spte " + before
                + " new_spte " + after);
        assertThat(step.kind()).isEqualTo(kind);
        assertThat(step.gfn()).isEqualTo(0x21);
    }

    @Test
    void returnValuesMeanWhatTheyMeanInThatKernel() throws Exception {
        assertThat(step(LogKernel.LINUX_6_1, "map_ret: (f) ret=5").outcome()).isEqualTo(Outcome.SPURIOUS);
        assertThat(step(LogKernel.LINUX_6_12, "map_ret: (f) ret=5").outcome()).isEqualTo(Outcome.FIXED);
        assertThat(step("fault_ret: (f) ret=-14").outcome()).isEqualTo(Outcome.ERROR);
    }

    @Test
    void anErrorIsNoPage() throws Exception {
        assertThat(step("gup_ret: (f) pfn=0x7ff0000000000002").kind()).isEqualTo(Kind.LOOKUP_FAILED);
        assertThat(step("rel: (f) pfn=0x8000000000000000").flag()).isFalse();
        assertThat(step("rel: (f) pfn=0x29a4").flag()).isTrue();
    }

    @Test
    void aStructPageHasAFrameNumber() throws Exception {
        assertThat(step("rmap_add: (f) page=0xffffea00000a6d80 mm=0x1 addr=0x7000")
                        .pfn())
                .isEqualTo(0x29b6);
    }

    @Test
    void saysWhichValueIsMissing() {
        assertThatThrownBy(() -> step("gup: (f) async=0x1"))
                .hasMessageStartingWith("log:1: the event gup has no number 'hva'; record with the probes");
    }

    @ParameterizedTest
    @CsvSource({"v6.1--s5-memslot, 6.1", "v6.12--s5-memslot, 6.12", "v6.12--s7-thp, 6.12"})
    void everyEventOfARealLogIsKnown(String name, String series) throws Exception {
        LogReader reader = Logs.reader(Logs.lines(name));
        Reconstruction reconstruction =
                new Reconstruction(name, LogKernel.ofSeries(series).orElseThrow());
        List<Kind> kinds = new ArrayList<>();
        for (var event = reader.next(); event.isPresent(); event = reader.next()) {
            kinds.add(reconstruction.step(event.get()).kind());
        }
        assertThat(kinds).doesNotContain(Kind.UNKNOWN, Kind.SPTE_REPLACED).contains(Kind.INV_END, Kind.STALE_VERDICT);
    }
}
