package org.pfnproof.log;

import java.util.Optional;
import java.util.OptionalLong;

/** Takes one line of ftrace's text output apart: {@code comm-pid [cpu] flags STAMP: event: values}, flags being optional. */
final class LogLines {

    private final String log;

    LogLines(String log) {
        this.log = log;
    }

    /**
     * The event on a line.
     *
     * @return empty if the line is no event at all
     * @throws LogFormatException if the clock is one of seconds
     */
    Optional<LogEvent> parse(String text, long line) throws LogFormatException {
        int cpu = cpuAt(text);
        if (cpu < 0) {
            return Optional.empty();
        }
        int dash = dashBefore(text, cpu);
        int stampEnd = text.indexOf(": ", cpu);
        if (dash < 0 || stampEnd < 0) {
            return Optional.empty();
        }
        int stampStart = text.lastIndexOf(' ', stampEnd) + 1;
        OptionalLong pid = Numbers.parse(text, dash + 1);
        if (pid.isEmpty()) {
            return Optional.empty();
        }
        OptionalLong stamp = stamp(text.substring(stampStart, stampEnd), line);
        int nameEnd = text.indexOf(':', stampEnd + 2);
        if (stamp.isEmpty() || nameEnd < 0) {
            return Optional.empty();
        }
        return Optional.of(new LogEvent(
                line,
                text.substring(0, dash).strip(),
                (int) pid.getAsLong(),
                stamp.getAsLong(),
                text.substring(stampEnd + 2, nameEnd),
                text.substring(Math.min(nameEnd + 2, text.length())),
                text));
    }

    private OptionalLong stamp(String stamp, long line) throws LogFormatException {
        if (stamp.matches("\\d+\\.\\d+")) {
            throw new LogFormatException(
                    log,
                    line,
                    "the clock counts seconds (" + stamp
                            + "), so lines of different CPUs are in no total order; record with"
                            + " 'echo counter > /sys/kernel/tracing/trace_clock'");
        }
        return Numbers.parse(stamp, 0);
    }

    /** Where {@code [cpu]} begins: names of threads may have brackets, too. */
    private static int cpuAt(String text) {
        int at = text.indexOf(" [");
        while (at >= 0) {
            int close = text.indexOf(']', at);
            if (close > at + 2 && digits(text, at + 2, close)) {
                return at;
            }
            at = text.indexOf(" [", at + 1);
        }
        return -1;
    }

    private static boolean digits(String text, int from, int to) {
        for (int at = from; at < to; at++) {
            if (text.charAt(at) < '0' || text.charAt(at) > '9') {
                return false;
            }
        }
        return from < to;
    }

    /** The dash between the thread's name and its id. */
    private static int dashBefore(String text, int cpu) {
        int dash = text.lastIndexOf('-', cpu);
        // With the option record-tgid there is a column "( 123)" or "(-----)" between.
        while (dash > 0 && !Character.isDigit(text.charAt(Math.min(dash + 1, text.length() - 1)))) {
            dash = text.lastIndexOf('-', dash - 1);
        }
        return dash;
    }
}
