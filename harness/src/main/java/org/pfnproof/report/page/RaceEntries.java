package org.pfnproof.report.page;

import com.google.gson.Gson;
import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.pfnproof.catalogue.Catalogue;
import org.pfnproof.catalogue.Model;
import org.pfnproof.catalogue.Variant;
import org.pfnproof.report.page.RaceEntry.Origin;
import org.pfnproof.report.race.RaceDiagrams;
import org.pfnproof.report.race.RaceStates;
import org.pfnproof.trace.Counterexample;
import org.pfnproof.trace.TraceFormatException;
import org.pfnproof.trace.TraceJson;

/** The counterexamples of a page, those of the last check and the recorded ones, each once. */
final class RaceEntries {

    /** Escapes what could end a script element. */
    private static final Gson FOR_PAGES = new Gson();

    private final Catalogue catalogue;
    private final RaceDiagrams diagrams;
    private final List<RaceEntry> all = new ArrayList<>();

    /** Run of the last check to the entry that shows its counterexample. */
    private final Map<String, String> ofRuns = new LinkedHashMap<>();

    private RaceEntries(Catalogue catalogue) {
        this.catalogue = catalogue;
        this.diagrams = new RaceDiagrams(catalogue);
    }

    /**
     * All of them, unexpected ones first, then by name.
     *
     * @throws TraceFormatException if one of the check cannot be read
     */
    static RaceEntries of(PageInput input) throws TraceFormatException {
        RaceEntries entries = new RaceEntries(input.catalogue());
        Map<String, Counterexample> recorded = new LinkedHashMap<>(input.recorded());
        JsonArray results = input.check().getAsJsonArray("results");
        for (int i = 0; i < results.size(); i++) {
            JsonObject result = results.get(i).getAsJsonObject();
            if (!result.get("counterexample").isJsonNull()) {
                entries.checked(result, i, recorded);
            }
        }
        recorded.forEach((id, trace) -> entries.add(id, trace, Origin.RECORDED, true));
        entries.all.sort(Comparator.comparing(RaceEntry::asExpected).thenComparing(RaceEntry::id));
        return entries;
    }

    List<RaceEntry> all() {
        return List.copyOf(all);
    }

    /** The entry of a run of the last check, or empty. */
    String of(String run) {
        return ofRuns.getOrDefault(run, "");
    }

    private void checked(JsonObject result, int number, Map<String, Counterexample> recorded)
            throws TraceFormatException {
        Counterexample trace = read(result.get("counterexample"), number);
        String run = RunRow.id(result);
        boolean asExpected = result.get("asExpected").getAsBoolean();
        Optional<String> same = recorded.entrySet().stream()
                .filter(entry -> isSame(entry.getValue(), trace))
                .map(Map.Entry::getKey)
                .findFirst();
        String id = same.orElse(recorded.containsKey(run) ? run + "@check" : run);
        same.ifPresent(recorded::remove);
        ofRuns.put(run, id);
        add(id, trace, same.isPresent() ? Origin.BOTH : Origin.CHECKED, asExpected);
    }

    private static Counterexample read(JsonElement json, int number) throws TraceFormatException {
        try {
            return TraceJson.read(json);
        } catch (TraceFormatException e) {
            throw new TraceFormatException("/results/" + number + "/counterexample" + e.path(), e.getMessage());
        }
    }

    /** Whether the two are of the same run and take the same steps. */
    private static boolean isSame(Counterexample one, Counterexample other) {
        return one.model().equals(other.model())
                && one.variant().equals(other.variant())
                && one.property().equals(other.property())
                && one.initial().equals(other.initial())
                && one.steps().equals(other.steps())
                && one.loop().equals(other.loop());
    }

    private void add(String id, Counterexample trace, Origin origin, boolean asExpected) {
        String run =
                trace.variant().map(variant -> trace.model() + "+" + variant).orElse(trace.model());
        all.add(new RaceEntry(
                id,
                run,
                title(trace),
                trace.property(),
                trace.length(),
                origin,
                asExpected,
                diagrams.race(trace),
                FOR_PAGES.toJson(states(trace))));
    }

    private String title(Counterexample trace) {
        return trace.variant()
                .map(id -> catalogue.variants().stream()
                        .filter(variant -> variant.id().equals(id))
                        .map(Variant::title)
                        .findFirst())
                .orElseGet(() -> catalogue.models().stream()
                        .filter(model -> model.id().equals(trace.model()))
                        .map(Model::title)
                        .findFirst())
                .orElse("");
    }

    /** The first state in full, each other one as what is different: place, text, place, text. */
    private JsonObject states(Counterexample trace) {
        RaceStates states = diagrams.states(trace);
        JsonObject json = new JsonObject();
        JsonArray cells = new JsonArray();
        for (RaceStates.Cell cell : states.cells()) {
            cells.add(array(List.of(cell.thread(), cell.name(), cell.index(), cell.means())));
        }
        json.add("cells", cells);
        json.add(
                "first",
                array(states.texts().isEmpty() ? List.of() : states.texts().get(0)));
        JsonArray steps = new JsonArray();
        for (int i = 1; i < states.texts().size(); i++) {
            steps.add(difference(states.texts().get(i - 1), states.texts().get(i)));
        }
        json.add("steps", steps);
        trace.loop().ifPresent(loop -> json.addProperty("loop", loop));
        return json;
    }

    private static JsonArray difference(List<String> before, List<String> after) {
        JsonArray difference = new JsonArray();
        for (int i = 0; i < after.size(); i++) {
            if (!after.get(i).equals(before.get(i))) {
                difference.add(i);
                difference.add(after.get(i));
            }
        }
        return difference;
    }

    private static JsonArray array(List<String> texts) {
        JsonArray array = new JsonArray();
        texts.forEach(array::add);
        return array;
    }
}
