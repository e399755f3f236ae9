package org.pfnproof.report.page;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.ToNumberPolicy;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.pfnproof.catalogue.Catalogue;
import org.pfnproof.catalogue.Model;
import org.pfnproof.catalogue.Variant;
import org.pfnproof.kernel.mmu.LoggedKvm;
import org.pfnproof.report.CompareSections;
import org.pfnproof.report.html.Pages;
import org.pfnproof.trace.TraceFormatException;

/**
 * The report as one page that works without a network: whatever it needs is in it, and its security policy lets it load nothing.
 * The same input gives the same bytes.
 */
public final class ReportPage {

    private static final Gson GSON = new GsonBuilder()
            .setObjectToNumberStrategy(ToNumberPolicy.LONG_OR_DOUBLE)
            .create();

    private ReportPage() {}

    /**
     * The page's text.
     *
     * @throws TraceFormatException if a counterexample of the check cannot be read; its path begins at the check's document
     */
    public static String render(PageInput input) throws TraceFormatException {
        JsonObject check = input.check();
        Catalogue catalogue = input.catalogue();
        RaceEntries races = RaceEntries.of(input);
        List<RunRow> runs = check.getAsJsonArray("results").asList().stream()
                .map(JsonElement::getAsJsonObject)
                .map(result -> RunRow.of(result, title(catalogue, result), races.of(RunRow.id(result))))
                .toList();
        String css = Pages.file("base.css") + Pages.file("report.css");
        String script = Pages.file("report.js");
        Map<String, Object> model = new HashMap<>();
        model.put("css", css);
        model.put("cssHash", hash(css));
        model.put("script", script);
        model.put("scriptHash", hash(script));
        model.put("check", GSON.fromJson(plain(check), Map.class));
        model.put("runs", runs);
        model.put(
                "holding",
                runs.stream().filter(run -> run.verdict().equals("HOLDS")).toList());
        model.put(
                "others",
                runs.stream().filter(run -> !run.verdict().equals("HOLDS")).toList());
        model.put("races", races.all());
        model.put("kills", KillGroup.of(catalogue, check));
        model.put("unkilled", catalogue.kills().unkilled().size());
        model.put(
                "matrices",
                catalogue.matrices().stream()
                        .map(matrix -> MatrixView.of(matrix, check))
                        .toList());
        model.put("matrixLegend", MatrixView.LEGEND);
        model.put("parts", CompareSections.of(input.comparison()));
        model.put("logs", LogTable.of(input.logs(), LoggedKvm.actions()));
        model.put("given", input.given());
        return Pages.fill("report.ftlh", model);
    }

    /** Without the counterexamples, which are shown otherwise. */
    private static JsonObject plain(JsonObject check) {
        JsonObject plain = new JsonObject();
        Stream.of("tool", "claims", "notes", "summary").forEach(name -> plain.add(name, check.get(name)));
        return plain;
    }

    private static String title(Catalogue catalogue, JsonObject result) {
        String variant = RunRow.text(result, "variant");
        Optional<String> title = variant.isEmpty()
                ? catalogue.models().stream()
                        .filter(model -> model.id().equals(RunRow.text(result, "model")))
                        .map(Model::title)
                        .findFirst()
                : catalogue.variants().stream()
                        .filter(candidate -> candidate.id().equals(variant))
                        .map(Variant::title)
                        .findFirst();
        return title.orElse("");
    }

    /** As a content security policy names a script or a style. */
    private static String hash(String content) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(content.getBytes(StandardCharsets.UTF_8));
            return "sha256-" + Base64.getEncoder().encodeToString(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }
}
