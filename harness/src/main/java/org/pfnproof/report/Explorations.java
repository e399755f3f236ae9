package org.pfnproof.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.pfnproof.engine.RunResult;

/** How large the searches were whose engine tells how much memory they took. */
final class Explorations {

    private static final String ROW = "%-28s %14s %9s %9s %10s %9s";
    private static final int MEBIBYTE_BITS = 20;

    private Explorations() {}

    static Optional<String> block(List<RunResult> results, Style style) {
        List<String> rows = new ArrayList<>();
        for (RunResult result : results) {
            if (result.memory().isPresent() && result.states().isPresent()) {
                rows.add(row(result, result.states().get().distinct()));
            }
        }
        if (rows.isEmpty()) {
            return Optional.empty();
        }
        rows.add(0, String.format(Locale.ROOT, ROW, "run", "states", "s", "states/s", "MiB", "B/state"));
        return Optional.of(style.heading("How far the explorer went") + "\n" + String.join("\n", rows));
    }

    private static String row(RunResult result, long states) {
        double seconds = Math.max(1e-3, result.time().toMillis() / 1e3);
        long bytes = result.memory().getAsLong();
        return String.format(
                Locale.ROOT,
                ROW,
                result.run().id(),
                String.format(Locale.ROOT, "%,d", states),
                String.format(Locale.ROOT, "%.1f", seconds),
                String.format(Locale.ROOT, "%,.0f", states / seconds),
                String.format(Locale.ROOT, "%,d", bytes >> MEBIBYTE_BITS),
                String.format(Locale.ROOT, "%.1f", (double) bytes / states));
    }
}
