package org.pfnproof.follow;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.pfnproof.log.Logs;

/** What unmodified kernels did is a behaviour of the protocol, from the first line to the last. */
class RealLogsTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "v6.1--s1-dontneed",
                "v6.1--s2-remap-hole",
                "v6.1--s3-cow",
                "v6.1--s5-memslot",
                "v6.12--s1-dontneed",
                "v6.12--s2-remap-hole",
                "v6.12--s5-memslot",
                "v6.12--s7-thp"
            })
    void conformEntirelyWithAndWithoutTheValuesOfTheCounters(String name) throws Exception {
        List<String> lines = Logs.lines(name);
        LogResult result = Followings.bothWays(lines);
        assertThat(result.verdict()).as(result.toString()).isEqualTo(LogVerdict.CONFORMS);
        assertThat(result.lines()).isEqualTo(lines.size());
        assertThat(result.events())
                .isEqualTo(lines.stream().filter(line -> !line.startsWith("#")).count());
        assertThat(result.coverage().unknown()).isEmpty();
    }

    @Test
    void aKernelThatIgnoresInProgressDeviatesWhereItFirstDoes() throws Exception {
        LogResult result = Followings.bothWays(Logs.lines("mut-noinprog--m1-dontneed"));
        assertThat(result.verdict()).isEqualTo(LogVerdict.DEVIATES);
        Deviation deviation = result.deviation().orElseThrow();
        assertThat(deviation.line()).isEqualTo(1449);
        assertThat(deviation.thread()).isEqualTo("kt-vcpu1-139");
        assertThat(deviation.text()).contains("stale_ret").endsWith("ret=0");
        assertThat(deviation.guard())
                .contains("is_page_fault_stale() says stale, by in_progress")
                .contains("snapshot 15, mmu_invalidate_seq 15, in_progress 1, range [0x7f18b8e13000, 0x7f18b8e14000)")
                .endsWith("in_progress was ignored");
        assertThat(deviation.property()).isEqualTo("NoMappingInInvalidatedRange");
        assertThat(deviation.states()).hasSize(1);
        assertThat(deviation.before()).extracting(Deviation.Line::thread).contains("kt-vcpu1-139", "kt-inv0-141");
    }

    @Test
    void aLogThatDeviatesAndIsCutShortDeviates() throws Exception {
        List<String> lines = Logs.lines("mut-noinprog--m1-dontneed").subList(0, 1460);
        String text = String.join("\n", lines);
        assertThat(Followings.follow(text, java.util.Optional.empty()).verdict())
                .isEqualTo(LogVerdict.DEVIATES);
    }

    @ParameterizedTest
    @CsvSource({
        "v6.1--s1-dontneed, 'under mmu_lock, by seq'",
        "v6.1--s1-dontneed, 'under mmu_lock, by in_progress'",
        "v6.1--s1-dontneed, 'under mmu_lock, by seq and by in_progress'",
        "v6.1--s5-memslot, invalid memslot",
        "v6.1--s5-memslot, 'under mmu_lock, obsolete root'",
        "v6.12--s1-dontneed, 'lockless, before the lookup'",
        "v6.12--s1-dontneed, 'lockless, after the lookup'",
    })
    void countsWhyFaultsAreSentBack(String name, String cause) throws Exception {
        assertThat(Followings.follow(Logs.lines(name)).coverage().retries()).containsKey(cause);
    }

    /** 6.1 has no lockless tests; 6.12 without them would be another kernel. */
    @Test
    void oneKernelsLogIsNoBehaviourOfTheOther() throws Exception {
        String text = String.join("\n", Logs.lines("v6.1--s1-dontneed")) + "\n";
        assertThat(Followings.follow(text, java.util.Optional.of("linux-6.12")).verdict())
                .isEqualTo(LogVerdict.DEVIATES);
        String other = String.join("\n", Logs.lines("v6.12--s1-dontneed")) + "\n";
        assertThat(Followings.follow(other, java.util.Optional.of("linux-6.1")).verdict())
                .isEqualTo(LogVerdict.DEVIATES);
    }
}
