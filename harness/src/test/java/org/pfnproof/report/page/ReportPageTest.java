package org.pfnproof.report.page;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pfnproof.catalogue.Catalogue;
import org.pfnproof.report.CompareInput;
import org.pfnproof.report.JsonReport;
import org.pfnproof.report.Versions;
import org.pfnproof.testing.Checks;
import org.pfnproof.testing.Fixture;
import org.pfnproof.testing.RealSpecs;
import org.pfnproof.testing.Results;
import org.pfnproof.trace.Counterexample;
import org.pfnproof.trace.CounterexampleFile;

class ReportPageTest {

    private static final CompareInput COMPARISON = CompareInput.make(Fixture.catalogue(), List.of());
    private static final String EVIL = "</script><script>alert(1)</script><b a='\\\"'>&amp;";

    private final JsonObject check =
            new JsonReport(new Versions("1.2", "17")).document(Checks.of((run, limits) -> Results.expected(run)));

    static PageInput input(Catalogue catalogue, JsonObject check, Map<String, Counterexample> recorded) {
        return new PageInput(catalogue, check, new TreeMap<>(recorded), COMPARISON, new JsonArray(), false);
    }

    static Counterexample recorded(String name) throws Exception {
        return CounterexampleFile.read(Path.of("../counterexamples").resolve(name + ".json"));
    }

    @Test
    void theSameInputGivesTheSameBytes() throws Exception {
        String page = ReportPage.render(input(Fixture.catalogue(), check, Map.of()));
        assertThat(ReportPage.render(input(Fixture.catalogue(), check.deepCopy(), Map.of())))
                .isEqualTo(page);
    }

    @Test
    void whateverATextSaysStaysText(@TempDir Path home) throws Exception {
        Path specs = Fixture.copyTo(home);
        Fixture.edit(specs.resolve("variants/toy-unlocked/variant.json"), "Without the lock", EVIL);
        JsonObject evil = JsonParser.parseString(check.toString().replace("\"p1\"", "\"</script>\""))
                .getAsJsonObject();
        evil.getAsJsonObject("summary").addProperty("text", EVIL);
        evil.getAsJsonArray("notes").add("<!-- <script>");
        assertThat(evil.toString()).contains("</script>");
        String page = ReportPage.render(input(Catalogue.load(specs), evil, Map.of()));
        assertThat(page)
                .doesNotContain("<script>alert", "<!-- ", "<b a=")
                .contains("&lt;/script&gt;&lt;script&gt;alert(1)&lt;/script&gt;");
        assertThat(count(page, "<script")).isEqualTo(count(page, "</script>"));
        List<String> data = data(page);
        assertThat(data).isNotEmpty().allSatisfy(json -> {
            assertThat(json).doesNotContain("<", ">");
            assertThat(JsonParser.parseString(json).getAsJsonObject().has("cells"))
                    .isTrue();
        });
        assertThat(data).anyMatch(json -> json.contains("\\u003c/script\\u003e"));
    }

    private static List<String> data(String page) {
        Matcher script = Pattern.compile("<script type=\"application/json\">(.*?)</script>")
                .matcher(page);
        List<String> data = new ArrayList<>();
        while (script.find()) {
            data.add(script.group(1));
        }
        return data;
    }

    private static int count(String text, String part) {
        return text.split(Pattern.quote(part), -1).length - 1;
    }

    @Test
    void thePolicyNamesTheScriptAndTheStyleAndNothingElse() throws Exception {
        String page = ReportPage.render(input(Fixture.catalogue(), check, Map.of()));
        Matcher policy =
                Pattern.compile("Content-Security-Policy\" content=\"(.*?)\"").matcher(page);
        assertThat(policy.find()).isTrue();
        assertThat(policy.group(1).replace("&#39;", "'"))
                .isEqualTo("default-src 'none'; script-src '" + hash(page, "<script>", "</script>") + "'; style-src '"
                        + hash(page, "<style>", "</style>") + "'; base-uri 'none'; form-action 'none'");
        assertThat(page).doesNotContain(" style=\"", " onclick=", "src=\"", "url(", "http:", "https:");
    }

    private static String hash(String page, String open, String close) throws Exception {
        int start = page.indexOf(open) + open.length();
        byte[] content = page.substring(start, page.indexOf(close, start)).getBytes(StandardCharsets.UTF_8);
        return "sha256-"
                + Base64.getEncoder()
                        .encodeToString(MessageDigest.getInstance("SHA-256").digest(content));
    }

    /** States are kept as differences; put together again they must be those of the file. */
    @Test
    void theStatesOfACounterexampleAreWholeAgain() throws Exception {
        Counterexample trace = recorded("range-overwritten");
        String page =
                ReportPage.render(input(RealSpecs.inPlace().catalogue(), empty(), Map.of("range-overwritten", trace)));
        assertThat(data(page)).hasSize(1);
        JsonObject states = JsonParser.parseString(data(page).get(0)).getAsJsonObject();
        assertThat(states.getAsJsonArray("steps")).hasSize(trace.length());
        List<String> progress = new ArrayList<>();
        int place = place(states, "in_progress");
        String now = states.getAsJsonArray("first").get(place).getAsString();
        for (int i = 0; i < trace.length(); i++) {
            JsonArray difference = states.getAsJsonArray("steps").get(i).getAsJsonArray();
            for (int j = 0; j < difference.size(); j += 2) {
                if (difference.get(j).getAsInt() == place) {
                    now = difference.get(j + 1).getAsString();
                }
            }
            progress.add(now);
        }
        assertThat(progress)
                .isEqualTo(trace.steps().stream()
                        .map(step -> step.state()
                                .variables()
                                .get("mmu_invalidate_in_progress")
                                .toString())
                        .toList());
        assertThat(progress).contains("0", "1", "2");
    }

    private static int place(JsonObject states, String name) {
        JsonArray cells = states.getAsJsonArray("cells");
        for (int i = 0; i < cells.size(); i++) {
            if (cells.get(i).getAsJsonArray().get(1).getAsString().equals(name)) {
                return i;
            }
        }
        throw new AssertionError("no value is called " + name + " in " + cells);
    }

    /** A check of nothing. */
    static JsonObject empty() {
        JsonObject empty =
                new JsonReport(new Versions("1.2", "17")).document(Checks.of((run, limits) -> Results.expected(run)));
        for (String list : List.of("results", "claims", "notes")) {
            empty.add(list, new JsonArray());
        }
        return empty;
    }

    @Test
    void oneThatTheCheckFoundAgainStandsOnce() throws Exception {
        JsonObject found = check.deepCopy();
        Counterexample same = Results.trace(Results.run("toy+toy-unlocked"), "NoLostUpdate");
        String once = ReportPage.render(input(Fixture.catalogue(), found, Map.of("toy-unlocked", same)));
        assertThat(once).contains("recorded, last check").contains("id=\"ce-toy-unlocked\"");
        assertThat(once).doesNotContain("id=\"ce-toy+toy-unlocked\"");
        Counterexample other = same.withSteps(same.initial(), same.steps().subList(0, 1));
        String twice = ReportPage.render(input(Fixture.catalogue(), found, Map.of("toy-unlocked", other)));
        assertThat(twice).contains("id=\"ce-toy-unlocked\"", "id=\"ce-toy+toy-unlocked\"");
    }

    @Test
    void everyRecordedCounterexampleFitsIntoAPageThatCanBeMailed() throws Exception {
        Map<String, Counterexample> all = new TreeMap<>();
        try (var files = Files.list(Path.of("../counterexamples"))) {
            for (Path file :
                    files.filter(path -> path.toString().endsWith(".json")).toList()) {
                all.put(file.getFileName().toString().replace(".json", ""), CounterexampleFile.read(file));
            }
        }
        String page = ReportPage.render(input(RealSpecs.inPlace().catalogue(), empty(), all));
        assertThat(all).hasSizeGreaterThan(200);
        assertThat(page.getBytes(StandardCharsets.UTF_8).length).isLessThan(5_000_000);
        assertThat(count(page, "<article class=\"race")).isEqualTo(all.size());
        assertThat(page).contains("id=\"kill-matrix\"", "id=\"matrix-detector\"", "id=\"shapes\"");
    }

    static Path write(Path folder, String page) throws IOException {
        return Files.writeString(folder.resolve("report.html"), page);
    }
}
