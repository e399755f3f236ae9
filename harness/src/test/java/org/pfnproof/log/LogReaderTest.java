package org.pfnproof.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class LogReaderTest {

    private static final String LINE =
            " a b-c-17   [002]   5: inv_start: (f+0x0/0x1 [kvm]) start=0x10 end=-3 act=0 restart=7\n";

    @Test
    void takesALineApart() throws Exception {
        LogEvent event = Logs.reader("# x\n\n" + LINE).next().orElseThrow();
        assertThat(event.line()).isEqualTo(3);
        assertThat(event.thread()).isEqualTo("a b-c-17");
        assertThat(event.pid()).isEqualTo(17);
        assertThat(event.stamp()).isEqualTo(5);
        assertThat(event.name()).isEqualTo("inv_start");
        assertThat(event.number("start")).hasValue(16);
        assertThat(event.number("end")).hasValue(-3);
        assertThat(event.number("tart")).isEmpty();
        assertThat(event.has("act")).isTrue();
    }

    @Test
    void knowsTheOptionalColumnsOfFtrace() throws Exception {
        String line = " [kworker/0:1]-17   (-----) [002] d..1.   5: snap: (f) snap=18446744073709551615\n";
        LogEvent event = Logs.reader(line).next().orElseThrow();
        assertThat(event.pid()).isEqualTo(17);
        assertThat(event.number("snap")).hasValue(-1);
    }

    @Test
    void readsTheHead() throws Exception {
        LogReader reader = Logs.reader(Logs.lines("v6.12--s7-thp"));
        assertThat(reader.next()).isPresent();
        assertThat(reader.head().release()).hasValue("6.12.117+deb12-amd64");
        assertThat(reader.head().series()).hasValue("6.12");
        assertThat(reader.head().clock()).hasValue("counter");
    }

    @Test
    void refusesAClockOfSecondsWithTheRemedy() throws Exception {
        LogReader reader = Logs.reader(" a-1 [000]  12.345678: snap: (f) snap=0\n");
        assertThatThrownBy(reader::next)
                .isInstanceOf(LogFormatException.class)
                .hasMessageStartingWith("log:1: the clock counts seconds (12.345678)")
                .hasMessageContaining("echo counter > /sys/kernel/tracing/trace_clock");
    }

    @Test
    void refusesWhatIsNoLog() throws Exception {
        LogReader reader = Logs.reader(LINE + "PK\u0003 hello\n");
        reader.next();
        assertThatThrownBy(reader::next).hasMessageStartingWith("log:2: this is no line of an ftrace log");
    }

    @Test
    void refusesTwoLogsInOne() throws Exception {
        LogReader reader = Logs.reader("# tracer: nop\n" + LINE + "# tracer: nop\n");
        reader.next();
        assertThatThrownBy(reader::next).hasMessageContaining("here another log begins");
    }

    @Test
    void refusesStampsThatAreNotInOrder() throws Exception {
        LogReader reader = Logs.reader(LINE + LINE.replace("  5:", "  6:") + LINE.replace("  5:", "  4:"));
        reader.next();
        reader.next();
        assertThatThrownBy(reader::next).hasMessageContaining("the stamps are not in order (4 after 5)");
    }

    @Test
    void givesNeighboursThatAreSwappedAsTheyStand() throws Exception {
        LogReader reader = Logs.reader(LINE + LINE.replace("  5:", "  7:") + LINE.replace("  5:", "  6:") + LINE);
        reader.next();
        assertThat(reader.next().orElseThrow().stamp()).isEqualTo(7);
        assertThat(reader.swapped()).isZero();
        assertThat(reader.next().orElseThrow().stamp()).isEqualTo(6);
        assertThat(reader.swapped()).isEqualTo(3);
        assertThatThrownBy(reader::next).hasMessageContaining("the stamps are not in order (5 after 7)");
    }

    @Test
    void noticesWhatTheBuffersStatisticsSay() throws Exception {
        for (String loss : new String[] {
            "# entries-in-buffer/entries-written: 10/25   #P:4",
            "# cpu1 entries: 10 overrun: 15 commit overrun: 0",
            "# cpu1 overrun: 0 dropped events: 3"
        }) {
            LogReader reader = Logs.reader(loss + "\n" + LINE);
            reader.next();
            assertThat(reader.lostBefore()).as(loss).isEqualTo(1);
        }
        LogReader reader = Logs.reader(
                "# entries-in-buffer/entries-written: 25/25   #P:4\n# overrun: 0 dropped events: 0\n" + LINE);
        reader.next();
        assertThat(reader.lostBefore()).isZero();
    }

    @Test
    void leavesOutALastLineThatHasNoEnd() throws Exception {
        LogReader reader = Logs.reader(LINE + LINE.substring(0, 60));
        assertThat(reader.next()).isPresent();
        assertThat(reader.next()).isEmpty();
        assertThat(reader.cutShort()).isTrue();
    }

    @Test
    void noticesLostEvents() throws Exception {
        LogReader reader = Logs.reader(LINE + "CPU:2 [LOST 125 EVENTS]\n" + LINE);
        assertThat(reader.next()).isPresent();
        assertThat(reader.next()).isPresent();
        assertThat(reader.lostBefore()).isEqualTo(2);
        assertThat(reader.cutShort()).isFalse();
    }

    @Test
    void saysWhereDamagedCompressionBegins() throws Exception {
        byte[] whole = LogReaderTest.class
                .getResourceAsStream("/kernel-logs/v6.12--s7-thp.log.xz")
                .readAllBytes();
        byte[] half = Arrays.copyOf(whole, whole.length / 2);
        LogReader reader = LogReader.of("half.xz", new ByteArrayInputStream(half));
        assertThatThrownBy(() -> {
                    while (reader.next().isPresent()) {}
                })
                .isInstanceOf(LogFormatException.class)
                .hasMessageStartingWith("half.xz: cannot be read after line ");
    }

    @Test
    void refusesALineWithoutEnd() throws Exception {
        LogReader reader = Logs.reader("x".repeat(300_000));
        assertThatThrownBy(reader::next).hasMessageContaining("a line is longer than 65536 bytes");
    }
}
