package org.pfnproof.report.page;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;

/**
 * What logs of real kernels have shown: a column a log.
 *
 * @param never actions of the spec that no log has shown
 */
public record LogTable(List<Log> logs, List<Group> groups, List<String> never) {

    /** A log's verdict; why and where, if it does not conform. */
    public record Log(String name, String kernel, String profile, String verdict, String reason) {}

    /** Rows under a heading. */
    public record Group(String title, List<Row> rows) {}

    /** A number for each log, empty for none. */
    public record Row(String name, List<String> numbers) {}

    static LogTable of(JsonArray logs, Set<String> actions) {
        List<JsonObject> all =
                logs.asList().stream().map(JsonElement::getAsJsonObject).toList();
        Set<String> never = new TreeSet<>(actions);
        all.forEach(log -> never.removeAll(counts(log, "actions").keySet()));
        return new LogTable(
                all.stream().map(LogTable::log).toList(),
                List.of(
                        new Group(
                                "followed",
                                List.of(
                                        row("events", all, log -> log.get("events")
                                                .getAsLong()),
                                        row("possible states at once, at most", all, log -> log.get("states")
                                                .getAsLong()),
                                        row("faults", all, log -> count(log, "actions", "kvm_tdp_page_fault")),
                                        row(
                                                "invalidations of guest memory",
                                                all,
                                                log -> count(log, "actions", "kvm_mmu_invalidate_end")))),
                        group("faults sent back", "retries", all),
                        group("seen", "witnesses", all),
                        group("steps of the spec", "actions", all)),
                List.copyOf(never));
    }

    private static Log log(JsonObject log) {
        JsonElement deviation = log.get("deviation");
        String reason = deviation.isJsonNull()
                ? RunRow.text(log, "reason")
                : "line " + deviation.getAsJsonObject().get("line").getAsLong() + ": "
                        + RunRow.text(deviation.getAsJsonObject(), "guard");
        return new Log(
                RunRow.text(log, "log"),
                RunRow.text(log, "kernel"),
                RunRow.text(log, "profile"),
                RunRow.text(log, "verdict"),
                reason);
    }

    private static Group group(String title, String kind, List<JsonObject> logs) {
        Set<String> names = new TreeSet<>();
        logs.forEach(log -> names.addAll(counts(log, kind).keySet()));
        List<Row> rows = new ArrayList<>();
        names.forEach(name -> rows.add(row(name, logs, log -> count(log, kind, name))));
        return new Group(title, rows);
    }

    private static Row row(String name, List<JsonObject> logs, Function<JsonObject, Long> number) {
        return new Row(
                name,
                logs.stream()
                        .map(number)
                        .map(count -> count == 0 ? "" : String.format(java.util.Locale.ROOT, "%,d", count))
                        .toList());
    }

    private static JsonObject counts(JsonObject log, String kind) {
        return log.getAsJsonObject("coverage").getAsJsonObject(kind);
    }

    private static long count(JsonObject log, String kind, String name) {
        JsonElement count = counts(log, kind).get(name);
        return count == null ? 0 : count.getAsLong();
    }
}
