package org.pfnproof.follow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.pfnproof.follow.Rewritten.find;
import static org.pfnproof.follow.Rewritten.is;
import static org.pfnproof.follow.Rewritten.value;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.pfnproof.log.Logs;

/** A log that is not what a kernel did, or what another kernel did, is rejected: for each kind of change, the checker can. */
class MutatedLogsTest {

    private static final List<String> OLD = Logs.lines("v6.1--s3-cow");
    private static final List<String> NEW = Logs.lines("v6.12--s2-remap-hole");
    private static final int LATER = 400;

    private static Deviation deviation(List<String> lines) throws Exception {
        LogResult result = Followings.bothWays(lines);
        assertThat(result.verdict()).as(result.toString()).isEqualTo(LogVerdict.DEVIATES);
        return result.deviation().orElseThrow();
    }

    @Test
    void seqThatIsNeverIncremented() throws Exception {
        deviation(Rewritten.seqNeverIncremented(OLD));
        assertThat(Followings.follow(Rewritten.stripped(Rewritten.seqNeverIncremented(OLD)))
                        .deviation()
                        .orElseThrow()
                        .guard())
                .contains("stale, by seq: snapshot 0, mmu_invalidate_seq 1")
                .endsWith("seq was ignored");
    }

    @Test
    void seqThatIsIgnored() throws Exception {
        Deviation deviation = deviation(Rewritten.seqIgnored(OLD));
        assertThat(deviation.guard()).endsWith("seq was ignored");
        assertThat(deviation.property()).isEqualTo("NoMappingInInvalidatedRange");
    }

    @Test
    void anSpteThatIsLeftAfterTheWalk() throws Exception {
        for (List<String> lines : List.of(OLD, NEW)) {
            Deviation deviation = deviation(Rewritten.spteLeft(lines));
            assertThat(deviation.text()).contains(": unmap_ret: ");
            assertThat(deviation.guard()).contains("has left the SPTE of gfn 0x");
            assertThat(deviation.property()).isEqualTo("NoMappingInInvalidatedRange");
        }
    }

    @Test
    void aVerdictThatIsFlipped() throws Exception {
        int stale = find(OLD, LATER, line -> is(line, "stale_ret") && line.endsWith("ret=1"));
        deviation(Rewritten.with(OLD, stale, line -> line.replace("ret=1", "ret=0")));
        int fresh = find(OLD, LATER, line -> is(line, "stale_ret") && line.endsWith("ret=0"));
        Deviation deviation = deviation(Rewritten.with(OLD, fresh, line -> line.replace("ret=0", "ret=1")));
        assertThat(deviation.guard()).contains("the log says stale, and is_page_fault_stale() says not stale");
    }

    @ParameterizedTest
    @ValueSource(strings = {"snap", "stale", "inv_end", "inv_begin", "map", "unmap"})
    void aValueThatIsChanged(String event) throws Exception {
        String key = event.equals("snap") ? "snap" : "seq";
        int at = find(OLD, LATER, line -> is(line, event));
        List<String> lines = Rewritten.with(OLD, at, line -> line.replaceFirst(" " + key + "=\\d+", " " + key + "=77"));
        LogResult result = Followings.follow(lines);
        assertThat(result.verdict()).isEqualTo(LogVerdict.DEVIATES);
        assertThat(result.deviation().orElseThrow().line()).isEqualTo(at + 1);
        assertThat(result.deviation().orElseThrow().guard()).contains(" 77 here, the protocol ");
    }

    @ParameterizedTest
    @ValueSource(strings = {"inprog", "rs", "re"})
    void aCounterOrARangeThatIsChanged(String key) throws Exception {
        int at = find(OLD, LATER, line -> is(line, "unmap"));
        List<String> lines = Rewritten.with(
                OLD,
                at,
                line -> line.replaceFirst(
                        " " + key + "=\\S+", " " + key + "=" + (key.equals("inprog") ? "9" : "0x7fffff000000")));
        assertThat(Followings.follow(lines).deviation().orElseThrow().line()).isEqualTo(at + 1);
    }

    @Test
    void anSpteAfterATrueVerdict() throws Exception {
        int stale = find(OLD, LATER, line -> is(line, "stale_ret") && line.endsWith("ret=1"));
        int test = stale;
        while (!is(OLD.get(test), "stale")) {
            test--;
        }
        String gfn = value(OLD.get(test), "gfn").substring(2);
        String pfn = value(OLD.get(test), "pfn").substring(2);
        List<String> lines = new ArrayList<>(OLD);
        String verdict = OLD.get(stale);
        lines.add(
                stale + 1,
                verdict.substring(0, verdict.indexOf("stale_ret: ")) + "kvm_tdp_mmu_spte_changed: as id 0 gfn " + gfn
                        + " level 1 old_spte 0 new_spte " + pfn + "e67");
        Deviation deviation = deviation(lines);
        assertThat(deviation.guard()).startsWith("an SPTE comes only in kvm_tdp_mmu_map()");
        assertThat(deviation.property()).isEqualTo("GuestMapsWhatHostMaps");
    }

    @Test
    void aPageThatIsFreedWhileItIsMapped() throws Exception {
        int mapped = find(OLD, LATER, line -> is(line, "map_ret") && line.endsWith("ret=4"));
        int rel = find(OLD, mapped, line -> is(line, "fault_ret"));
        String pfn = value(OLD.get(find(OLD, mapped, line -> is(line, "rel"))), "pfn");
        List<String> lines = new ArrayList<>(OLD);
        String head = OLD.get(rel).substring(0, OLD.get(rel).indexOf("fault_ret: "));
        lines.add(rel + 1, head + "mm_page_free: page=(____ptrval____) pfn=" + pfn + " order=0");
        assertThat(deviation(lines).property()).isEqualTo("NoFreedPageMapped");
    }

    @Test
    void aPageThatIsFreedWhileAFaultHoldsIt() throws Exception {
        int found = find(OLD, LATER, line -> is(line, "gup_ret") && is(OLD.get(OLD.indexOf(line) + 1), "faultin_ret"));
        List<String> lines = new ArrayList<>(OLD);
        // Not mapped yet: the fault's reference alone keeps it.
        String head = OLD.get(found).substring(0, OLD.get(found).indexOf("gup_ret: "));
        lines.add(
                found + 1,
                head + "mm_page_free: page=(____ptrval____) pfn=" + value(OLD.get(found), "pfn") + " order=0");
        assertThat(deviation(lines).property()).isIn("NoReferenceStolen", "NoFreedPageMapped");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "fault",
                "faultin",
                "snap",
                "gup",
                "gup_ret",
                "faultin_ret",
                "stale",
                "stale_ret",
                "map",
                "map_ret",
                "rel",
                "fault_ret",
                "inv_start",
                "inv_begin",
                "unmap",
                "unmap_ret",
                "inv_start_ret",
                "inv_stop",
                "inv_end",
                "inv_stop_ret",
                "pre_inprog",
                "pre_seq",
                "post_inprog",
                "post_seq"
            })
    void aLineThatIsDeletedOrDuplicated(String event) throws Exception {
        List<String> log = event.startsWith("p") ? NEW : OLD;
        int at = find(log, LATER, line -> is(line, event));
        deviation(Rewritten.without(log, at));
        deviation(Rewritten.twice(log, at));
    }

    @Test
    void aFlushThatIsMissing() throws Exception {
        int unmapped = find(OLD, LATER, line -> is(line, "unmap_ret") && line.endsWith("flush=1"));
        int flush = find(OLD, unmapped, line -> is(line, "flush"));
        assertThat(deviation(Rewritten.without(OLD, flush)).guard())
                .contains("TLBs are not flushed when start returns");
    }

    @Test
    void neighboursOfOneThreadThatAreSwapped() throws Exception {
        int at = find(OLD, LATER, line -> is(line, "stale"));
        deviation(Rewritten.swapped(OLD, at));
        int begin = find(OLD, LATER, line -> is(line, "inv_begin"));
        deviation(Rewritten.swapped(OLD, begin));
    }

    /** Under mmu_lock the order of lines is exact: a vCPU cannot hold it for read while an invalidation stores. */
    @Test
    void anEndThatIsMovedIntoAReadersSection() throws Exception {
        int end = find(OLD, LATER, line -> is(line, "inv_end"));
        int stale = find(OLD, end, line -> is(line, "stale"));
        List<String> lines = new ArrayList<>(OLD);
        String text = lines.remove(end);
        String stamp = lines.get(stale - 1).replaceFirst("^.*\\] +(\\d+): .*$", "$1");
        lines.add(stale, text.replaceFirst("(\\] +)\\d+: ", "$1" + stamp + ": "));
        deviation(lines);
    }

    @ParameterizedTest
    @ValueSource(strings = {"swap_slots", "flush_slot"})
    void aMemslotThatGoesWithoutAllItsSteps(String event) throws Exception {
        List<String> lines = Logs.lines("v6.12--s5-memslot");
        int deleted = find(lines, LATER, line -> is(line, "memslot") && line.contains("change=1"));
        int at = find(lines, deleted, line -> is(line, event));
        assertThat(deviation(Rewritten.without(lines, at)).property()).isEqualTo("NothingMappedWithoutSlot");
    }

    @Test
    void whatSaysNothingOfTheProtocolMayBeMissing() throws Exception {
        int note = find(OLD, LATER, line -> is(line, "mm_fault"));
        assertThat(Followings.follow(Rewritten.without(OLD, note)).verdict()).isEqualTo(LogVerdict.CONFORMS);
    }
}
