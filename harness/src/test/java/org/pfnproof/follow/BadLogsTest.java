package org.pfnproof.follow;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.pfnproof.follow.Rewritten.find;
import static org.pfnproof.follow.Rewritten.is;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.pfnproof.log.LogFormatException;
import org.pfnproof.log.Logs;

/** A log that shows too little, or is none, is never a pass, and never a crash. */
class BadLogsTest {

    private static final List<String> LOG = Logs.lines("v6.12--s7-thp");

    private static void isRefused(List<String> lines, String message) {
        assertThatThrownBy(() -> Followings.follow(lines))
                .isInstanceOf(LogFormatException.class)
                .hasMessageContaining(message);
    }

    private static void isUndecided(String text, String reason) throws Exception {
        LogResult result = Followings.follow(text, Optional.empty());
        assertThat(result.verdict()).isEqualTo(LogVerdict.UNDECIDED);
        assertThat(result.reason()).contains(reason);
    }

    @Test
    void withoutFaultsOrInvalidationsNothingIsChecked() throws Exception {
        int fault = find(LOG, 0, line -> is(line, "fault"));
        LogResult result = Followings.follow(LOG.subList(0, fault));
        assertThat(result.verdict()).isEqualTo(LogVerdict.VACUOUS);
        assertThat(result.reason()).isEqualTo("the log shows no page fault");
        int begin = find(LOG, 0, line -> is(line, "inv_begin"));
        assertThat(Followings.follow(LOG.subList(0, begin)).reason())
                .isEqualTo("the log shows no invalidation of guest memory");
        assertThat(Followings.follow(LOG.subList(0, 9)).verdict()).isEqualTo(LogVerdict.VACUOUS);
    }

    @Test
    void aLineWithoutEndLeavesTheLogUndecided() throws Exception {
        String text = String.join("\n", LOG);
        isUndecided(text.substring(0, text.length() - 20), "the log is cut short: line ");
    }

    @Test
    void lostEventsLeaveTheLogUndecided() throws Exception {
        List<String> lines = new ArrayList<>(LOG);
        lines.add(5000, "CPU:1 [LOST 25 EVENTS]");
        isUndecided(
                String.join("\n", lines) + "\n", "line 5001: the kernel lost events here; record with a larger buffer");
    }

    @Test
    void aLogThatBeginsLateIsUndecided() throws Exception {
        List<String> lines = new ArrayList<>(LOG);
        lines.subList(8, 1000).clear();
        isUndecided(String.join("\n", lines) + "\n", "does not begin with the virtual machine's first memslot");
    }

    @Test
    void aKernelThatIsNotKnownIsRefused() throws Exception {
        List<String> other = new ArrayList<>(LOG);
        other.replaceAll(line -> line.replace("# Linux (none) 6.12.117", "# Linux (none) 6.99.1"));
        isRefused(other, "is of Linux 6.99, which is not known; known are linux-6.1, linux-6.12");
        List<String> none = new ArrayList<>(LOG);
        none.removeIf(line -> line.startsWith("# Linux"));
        isRefused(none, "does not say which kernel it is of");
        String text = String.join("\n", other) + "\n";
        assertThat(Followings.follow(text, Optional.of("linux-6.12")).verdict()).isEqualTo(LogVerdict.CONFORMS);
        assertThatThrownBy(() -> Followings.follow(text, Optional.of("v7")))
                .hasMessageContaining("logs cannot be followed with profile v7; known are");
    }

    @Test
    void aClockThatIsNoOrderIsRefused() {
        List<String> lines = new ArrayList<>(LOG);
        lines.replaceAll(line -> line.replace("[counter]", "counter").replace(" local ", " [local] "));
        isRefused(lines, "the clock is 'local', so lines of different CPUs are in no total order");
    }

    @Test
    void twoVirtualMachinesAreRefused() {
        int fault = find(LOG, 2000, line -> is(line, "fault") && line.contains("vcpu=0"));
        List<String> lines = Rewritten.with(LOG, fault, line -> line.replaceFirst("-\\d+ ", "-9999 "));
        isRefused(lines, "lines of several virtual machines are mixed (threads ");
        List<String> pointers = new ArrayList<>(LOG);
        pointers.set(fault, LOG.get(fault) + " kvm=0xffff888004ea0000");
        pointers.set(fault + 1, LOG.get(fault + 1) + " kvm=0xffff888004eb0000");
        isRefused(pointers, "kvm=0xffff888004ea0000 and kvm=0xffff888004eb0000");
    }

    @Test
    void theShadowMmuIsRefusedByName() {
        List<String> lines = new ArrayList<>(LOG);
        lines.add(
                2000, lines.get(1999).replaceFirst(": \\w+: .*", ": spte_clear: (f) sptep=0xffff888005ee1008 old=0x1"));
        isRefused(lines, "the shadow MMU (tdp_mmu=0), which is not followed");
    }

    @Test
    void eventsThatAreNotKnownAreCounted() throws Exception {
        List<String> lines = new ArrayList<>(LOG);
        lines.add(2000, lines.get(1999).replaceFirst(": \\w+: .*", ": sched_switch: prev_comm=x"));
        LogResult result = Followings.follow(lines);
        assertThat(result.verdict()).isEqualTo(LogVerdict.CONFORMS);
        assertThat(result.coverage().unknown()).containsEntry("sched_switch", 1L);
    }

    /** Whatever becomes of a line, there is a verdict or a message. */
    @Test
    void noDamageIsACrash() throws Exception {
        Random random = new Random(7);
        String text = String.join("\n", LOG.subList(0, 1500)) + "\n";
        for (int i = 0; i < 150; i++) {
            StringBuilder damaged = new StringBuilder(text);
            for (int j = 0; j < 3; j++) {
                damaged.setCharAt(random.nextInt(damaged.length()), (char) (32 + random.nextInt(95)));
            }
            try {
                assertThat(Followings.follow(damaged.toString(), Optional.empty())
                                .verdict())
                        .isNotNull();
            } catch (LogFormatException e) {
                assertThat(e).hasMessageStartingWith("log:");
            }
        }
    }
}
