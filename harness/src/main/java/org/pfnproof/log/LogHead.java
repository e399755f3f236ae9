package org.pfnproof.log;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the comments of a log say about its recording. Mutable while the log is read: comments may stand anywhere before the first event.
 */
public final class LogHead {

    private static final Pattern RELEASE = Pattern.compile("# Linux \\S+ (\\d+)\\.(\\d+)\\.?(\\S*) .*");
    private static final Pattern CLOCK = Pattern.compile("# trace_clock .*\\[(\\S+)].*");

    private static final Pattern ENTRIES = Pattern.compile("# entries-in-buffer/entries-written: (\\d+)/(\\d+).*");
    /** From per_cpu/cpuN/stats. */
    private static final Pattern LOST = Pattern.compile("\\b(?:overrun|dropped events): (\\d+)");

    private String release = "";
    private String series = "";
    private String clock = "";

    void comment(String text) {
        Matcher linux = RELEASE.matcher(text);
        if (linux.matches()) {
            series = linux.group(1) + "." + linux.group(2);
            release = series + (linux.group(3).isEmpty() ? "" : "." + linux.group(3));
        }
        Matcher chosen = CLOCK.matcher(text);
        if (chosen.matches()) {
            clock = chosen.group(1);
        }
    }

    /** Whether a comment says that not all events are in the log: overwritten, or dropped. */
    static boolean tellsOfLoss(String comment) {
        Matcher entries = ENTRIES.matcher(comment);
        return entries.matches() && !entries.group(1).equals(entries.group(2))
                || LOST.matcher(comment).results().anyMatch(lost -> !lost.group(1)
                        .matches("0+"));
    }

    /** The kernel's release, for example {@code 6.1.0-56-amd64}: the line of {@code uname -a}; empty if the log has none. */
    public Optional<String> release() {
        return Optional.of(release).filter(text -> !text.isEmpty());
    }

    /** Its first two numbers, for example {@code 6.1}. */
    public Optional<String> series() {
        return Optional.of(series).filter(text -> !text.isEmpty());
    }

    /** The trace clock, for example {@code counter}. */
    public Optional<String> clock() {
        return Optional.of(clock).filter(text -> !text.isEmpty());
    }
}
