package org.pfnproof.cli;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.pfnproof.engine.Run;

/** What is running, and how fast. */
final class ProgressState {

    private record Running(long since, long distinct, long queue) {
        String describe(String name, long now) {
            double seconds = Math.max(0.001, (now - since) / 1e9);
            return distinct == 0
                    ? String.format(Locale.ROOT, "%s %.0f s", name, seconds)
                    : String.format(
                            Locale.ROOT,
                            "%s %,d states, %,.0f/s, queue %,d",
                            name,
                            distinct,
                            distinct / seconds,
                            queue);
        }
    }

    private final int total;
    private final Map<String, Running> running = new LinkedHashMap<>();
    private int finished;

    ProgressState(int total) {
        this.total = total;
    }

    synchronized void started(Run run) {
        running.put(run.id(), new Running(System.nanoTime(), 0, 0));
    }

    synchronized void progress(Run run, long distinct, long queue) {
        running.computeIfPresent(run.id(), (id, before) -> new Running(before.since(), distinct, queue));
    }

    synchronized int finished(Run run) {
        running.remove(run.id());
        return ++finished;
    }

    int total() {
        return total;
    }

    /** What is running; empty if nothing is. */
    synchronized Optional<String> description() {
        return running.isEmpty() ? Optional.empty() : Optional.of(describe());
    }

    /** For example {@code toy 12,345 states, 2,000/s, queue 31; pages 4 s}. */
    synchronized String describe() {
        long now = System.nanoTime();
        return running.entrySet().stream()
                .map(entry -> entry.getValue().describe(entry.getKey(), now))
                .collect(Collectors.joining("; "));
    }
}
