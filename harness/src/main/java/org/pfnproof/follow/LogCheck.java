package org.pfnproof.follow;

import java.util.Optional;
import org.pfnproof.kernel.mmu.LoggedKvm;
import org.pfnproof.log.LogEvent;
import org.pfnproof.log.LogFormatException;
import org.pfnproof.log.LogKernel;
import org.pfnproof.log.LogReader;
import org.pfnproof.log.Reconstruction;
import org.pfnproof.log.SpecScript;

/** Decides about one log. */
public final class LogCheck {

    private final Optional<String> profile;

    /**
     * A check.
     *
     * @param profile the profile to follow logs with, for kernels that are not recognised; the kernel's own if empty
     */
    public LogCheck(Optional<String> profile) {
        this.profile = profile;
    }

    /**
     * Follows a log to its end, or to the line that does not fit.
     *
     * @throws LogFormatException if it is no log, or none that can be judged
     */
    public LogResult check(LogReader reader) throws LogFormatException {
        return check(reader, SpecScript.NONE);
    }

    /**
     * The same.
     *
     * @param script gets the steps, for another checker
     */
    public LogResult check(LogReader reader, SpecScript script) throws LogFormatException {
        Optional<LogEvent> event = reader.next();
        if (reader.line() == 0) {
            throw new LogFormatException(reader.log(), 0, "is empty");
        }
        LogKernel kernel = kernel(reader);
        clock(reader);
        LoggedKvm kvm = LoggedKvm.of(kernel.profile()).orElseThrow();
        Follower follower = new Follower(reader.log(), kvm, script);
        Reconstruction reconstruction = new Reconstruction(reader.log(), kernel);
        long events = 0;
        Optional<Deviation> deviation = Optional.empty();
        String undecided = "";
        try {
            while (event.isPresent() && deviation.isEmpty() && reader.lostBefore() == 0) {
                deviation = follower.follow(reconstruction.step(event.get()));
                events++;
                event = deviation.isEmpty() ? reader.next() : event;
            }
        } catch (Undecided e) {
            undecided = "line " + event.map(LogEvent::line).orElse(0L) + ": " + e.getMessage();
        }
        if (reader.lostBefore() > 0) {
            undecided = "line " + reader.lostBefore()
                    + ": the kernel lost events here; record with a larger buffer_size_kb";
        } else if (undecided.isEmpty() && reader.cutShort()) {
            undecided = "the log is cut short: line " + (reader.line() + 1) + " has no end";
        }
        LogVerdict verdict = verdict(deviation.isPresent(), !undecided.isEmpty(), follower.coverage());
        return new LogResult(
                reader.log(),
                reader.head().release().orElse(""),
                kernel.profile(),
                verdict,
                verdict == LogVerdict.VACUOUS ? vacuous(follower.coverage()) : undecided,
                reader.line(),
                events,
                follower.mostStates(),
                deviation,
                follower.coverage());
    }

    private static LogVerdict verdict(boolean deviates, boolean undecided, Coverage coverage) {
        if (deviates) {
            return LogVerdict.DEVIATES;
        }
        if (undecided) {
            return LogVerdict.UNDECIDED;
        }
        return vacuous(coverage).isEmpty() ? LogVerdict.CONFORMS : LogVerdict.VACUOUS;
    }

    private static String vacuous(Coverage coverage) {
        if (coverage.times("kvm_tdp_page_fault") == 0) {
            return "the log shows no page fault";
        }
        return coverage.times("kvm_mmu_invalidate_end") == 0 ? "the log shows no invalidation of guest memory" : "";
    }

    private LogKernel kernel(LogReader reader) throws LogFormatException {
        if (profile.isPresent()) {
            return LogKernel.ofProfile(profile.get())
                    .orElseThrow(() -> new LogFormatException(
                            reader.log(), 0, "logs cannot be followed with profile " + profile.get() + "; " + known()));
        }
        Optional<String> series = reader.head().series();
        if (series.isEmpty()) {
            throw new LogFormatException(
                    reader.log(),
                    0,
                    "does not say which kernel it is of ('# Linux ...', the line of uname -a, is missing);"
                            + " name its profile with --profile");
        }
        return LogKernel.ofSeries(series.get())
                .orElseThrow(() -> new LogFormatException(
                        reader.log(),
                        0,
                        "is of Linux " + series.get() + ", which is not known; " + known()
                                + " if it should behave like one of them, name its profile with --profile"));
    }

    private static String known() {
        StringBuilder names = new StringBuilder();
        for (LogKernel kernel : LogKernel.values()) {
            names.append(names.isEmpty() ? "known are " : ", ").append(kernel.profile());
        }
        return names + ";";
    }

    private static void clock(LogReader reader) throws LogFormatException {
        Optional<String> clock = reader.head().clock();
        if (clock.isPresent() && !clock.get().equals("counter")) {
            throw new LogFormatException(
                    reader.log(),
                    0,
                    "the clock is '" + clock.get() + "', so lines of different CPUs are in no total order;"
                            + " record with 'echo counter > /sys/kernel/tracing/trace_clock'");
        }
    }
}
