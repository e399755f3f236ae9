package org.pfnproof.report;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.util.Collection;
import java.util.Locale;
import org.pfnproof.compare.agreement.Agreement;
import org.pfnproof.compare.agreement.Disagreement;
import org.pfnproof.compare.misuse.Answer;
import org.pfnproof.compare.misuse.Finding;
import org.pfnproof.compare.runs.Consequence;
import org.pfnproof.compare.runs.Figures;
import org.pfnproof.compare.runs.ProtocolRuns;
import org.pfnproof.compare.runs.ProtocolRuns.ProtocolRun;
import org.pfnproof.compare.runs.Range;
import org.pfnproof.compare.sites.TranslatedSite;
import org.pfnproof.compare.sites.Translation;

/** Mistakes and protocol runs as JSON. */
final class CompareExtraJson {

    private final CompareInput input;

    CompareExtraJson(CompareInput input) {
        this.input = input;
    }

    void addTo(JsonObject document) {
        JsonObject mistakes = new JsonObject();
        mistakes.addProperty("gcc", input.findings().gcc());
        mistakes.addProperty("javac", input.findings().java());
        JsonArray all = new JsonArray();
        input.findings().all().forEach(each -> all.add(json(each)));
        mistakes.add("all", all);
        document.add("mistakes", mistakes);
        JsonArray runs = new JsonArray();
        input.runs().forEach(each -> runs.add(json(each)));
        document.add("protocol", runs);
        JsonArray detailed = new JsonArray();
        input.detailed()
                .forEach(each -> detailed.add(
                        figures(each.shape(), each.model(), each.states(), each.alone(), each.disturbed())));
        document.add("wholeFaults", detailed);
        JsonObject none = new JsonObject();
        input.comparison().shapes().forEach(shape -> ProtocolRuns.notModelled(shape.id())
                .ifPresent(reason -> none.addProperty(shape.id(), reason)));
        document.add("notModelled", none);
        JsonArray sites = new JsonArray();
        input.sites().forEach(each -> sites.add(json(each)));
        document.add("callSites", sites);
        input.agreement().ifPresent(agreement -> document.add("agreement", json(agreement)));
    }

    private static String lower(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }

    private static JsonObject json(Answer answer) {
        JsonObject json = new JsonObject();
        json.addProperty("answer", lower(answer.kind()));
        json.addProperty("message", answer.message());
        return json;
    }

    private JsonObject json(Finding finding) {
        JsonObject json = new JsonObject();
        json.addProperty("id", finding.id());
        json.addProperty("shape", finding.shape());
        json.addProperty("mistake", lower(finding.mistake()));
        json.addProperty("what", finding.what());
        json.add("gcc", json(finding.gcc()));
        json.add("javac", json(finding.javac()));
        json.addProperty("verdict", lower(finding.verdict()));
        json.addProperty("javaVerdict", lower(finding.javaVerdict()));
        json.addProperty("atRunTime", finding.atRunTime().orElse(""));
        JsonArray effects = new JsonArray();
        for (Consequence each : input.consequences(finding)) {
            JsonObject effect = new JsonObject();
            effect.addProperty("effect", lower(each.effect()));
            effect.addProperty("witness", finding.effects().get(each.effect()));
            effect.addProperty("property", each.property().orElse(""));
            effect.addProperty("model", each.model().orElse(""));
            effect.addProperty("variant", each.variant().orElse(""));
            effect.add("steps", Json.strings(each.steps()));
            effect.add("decidedBy", Json.strings(each.decidedBy()));
            effect.addProperty("reason", each.reason());
            effects.add(effect);
        }
        json.add("effects", effects);
        return json;
    }

    private static JsonObject json(TranslatedSite translated) {
        JsonObject json = new JsonObject();
        json.addProperty("id", translated.site().id());
        json.addProperty("kernel", translated.site().kernel());
        json.addProperty("caller", translated.site().caller());
        json.addProperty("file", translated.site().file());
        json.addProperty("call", translated.site().call());
        JsonArray shapes = new JsonArray();
        for (Translation each : translated.translations()) {
            JsonObject there = new JsonObject();
            there.addProperty("shape", each.shape());
            there.addProperty("kind", lower(each.kind()));
            there.add("missing", Json.strings(each.missing()));
            there.add("calls", Json.strings(each.calls()));
            there.addProperty("environments", each.environments());
            there.add("differences", Json.strings(each.differences()));
            shapes.add(there);
        }
        json.add("shapes", shapes);
        return json;
    }

    private static JsonObject json(Agreement agreement) {
        JsonObject json = new JsonObject();
        json.addProperty("outcomes", agreement.outcomes());
        json.add("unknown", Json.strings(agreement.unknown()));
        JsonArray disagreements = new JsonArray();
        for (Disagreement each : agreement.disagreements()) {
            JsonObject one = new JsonObject();
            one.addProperty("what", each.what());
            one.addProperty("call", each.call());
            one.addProperty("environment", each.environment());
            one.addProperty("java", each.java());
            one.addProperty("alloy", each.alloy());
            disagreements.add(one);
        }
        json.add("disagreements", disagreements);
        return json;
    }

    private static JsonObject json(ProtocolRun run) {
        JsonObject json = figures(run.shape(), run.model(), run.states(), run.alone(), run.disturbed());
        json.add("only", strings(run.only()));
        json.add("missing", strings(run.missing()));
        return json;
    }

    private static JsonObject figures(String shape, String model, int states, Figures alone, Figures disturbed) {
        JsonObject json = new JsonObject();
        json.addProperty("shape", shape);
        json.addProperty("model", model);
        json.addProperty("states", states);
        json.add("alone", json(alone));
        json.add("disturbed", json(disturbed));
        return json;
    }

    private static JsonArray strings(Collection<String> texts) {
        return Json.strings(texts.stream().toList());
    }

    private static JsonObject json(Figures figures) {
        JsonObject json = new JsonObject();
        json.add("steps", json(figures.steps()));
        json.add("gets", json(figures.gets()));
        json.add("puts", json(figures.puts()));
        json.add("held", json(figures.held()));
        json.add("underLock", json(figures.underLock()));
        json.add("locked", strings(figures.locked()));
        json.add("putsUnderLock", json(figures.putsUnderLock()));
        json.addProperty("hostWhileHeld", figures.hostWhileHeld());
        return json;
    }

    /** Least and most; no "most" if there is no end to it. */
    private static JsonObject json(Range range) {
        JsonObject json = new JsonObject();
        json.addProperty("least", range.least());
        if (range.most() != Range.ANY) {
            json.addProperty("most", range.most());
        }
        return json;
    }
}
