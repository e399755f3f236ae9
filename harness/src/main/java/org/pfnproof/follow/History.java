package org.pfnproof.follow;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.pfnproof.log.LogEvent;

/** The last lines of a log, for explaining one. */
final class History {

    private static final int KEPT = 2000;
    private static final int SHOWN = 24;

    private final Deque<LogEvent> events = new ArrayDeque<>(KEPT);

    void add(LogEvent event) {
        if (events.size() == KEPT) {
            events.removeFirst();
        }
        events.addLast(event);
    }

    /** The last lines of some threads since a line, the oldest first. */
    List<Deviation.Line> of(Set<Integer> threads, long since) {
        List<Deviation.Line> lines = new ArrayList<>();
        Set<Integer> wanted = new HashSet<>(threads);
        for (LogEvent event : events) {
            if (event.line() >= since && wanted.contains(event.pid())) {
                lines.add(line(event));
            }
        }
        return lines.subList(Math.max(0, lines.size() - SHOWN), lines.size());
    }

    static Deviation.Line line(LogEvent event) {
        String values = event.values();
        // Where the probe sits is known.
        int from = values.startsWith("(") ? values.indexOf(") ") + 2 : 0;
        return new Deviation.Line(
                event.line(), event.thread(), event.name() + (from == 1 ? "" : " " + values.substring(from)));
    }
}
