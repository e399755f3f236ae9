package org.pfnproof.report.race;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.pfnproof.catalogue.Catalogue;
import org.pfnproof.catalogue.CatalogueException;
import org.pfnproof.testing.Fixture;
import org.pfnproof.testing.Results;
import org.pfnproof.trace.Counterexample;
import org.pfnproof.trace.CounterexampleFile;
import org.pfnproof.trace.State;
import org.pfnproof.trace.Step;
import org.pfnproof.trace.TraceFormatException;
import org.pfnproof.trace.Value;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.w3c.dom.NodeList;
import org.xml.sax.InputSource;

class RaceDiagramsTest {

    private static final Path TRACES = Path.of("src/test/resources/traces");
    private static final Path GOLDEN = Path.of("src/test/resources/golden");
    private static final Map<String, BiFunction<RaceDiagrams, Counterexample, String>> FORMS =
            Map.of("txt", RaceDiagrams::text, "mmd", RaceDiagrams::mermaid, "svg", RaceDiagrams::svg);

    /** Statements of sequence diagrams, as the documentation of Mermaid has them. */
    private static final Pattern MERMAID = Pattern.compile("sequenceDiagram|    accTitle: [^#;\\n]+|"
            + "    participant T\\d+ as \\S.*|    Note over T\\d+(,T\\d+)?: \\S.*|    (    )?T\\d+->>T\\d+: \\d+\\. \\S.*|"
            + "    loop \\S.*|    end");

    private static final Catalogue CATALOGUE = load();

    private static Catalogue load() {
        try {
            return Catalogue.load(Path.of("../specs"));
        } catch (CatalogueException e) {
            throw new AssertionError(e);
        }
    }

    private static RaceDiagrams diagrams() {
        return new RaceDiagrams(CATALOGUE);
    }

    private static Counterexample read(Path file) {
        try {
            return CounterexampleFile.read(file);
        } catch (TraceFormatException e) {
            throw new AssertionError(e);
        }
    }

    /** All counterexamples that there are, and one that fits nowhere. */
    static List<Counterexample> all() throws IOException {
        List<Counterexample> all = new ArrayList<>(List.of(wide()));
        for (Path folder : List.of(TRACES, Path.of("../counterexamples"))) {
            try (Stream<Path> files = Files.list(folder)) {
                files.filter(file -> file.toString().endsWith(".json")).sorted().forEach(file -> all.add(read(file)));
            }
        }
        return all;
    }

    @ParameterizedTest
    @CsvSource({
        "two-threads,txt", "lasso-of-three-threads,txt", "four-threads,txt", "alloy-trace,txt", "alloy-instance,txt",
        "four-threads,mmd", "lasso-of-three-threads,mmd", "alloy-instance,mmd", "two-threads,svg", "alloy-instance,svg"
    })
    void looksAsItShould(String trace, String form) throws IOException {
        String actual = FORMS.get(form).apply(diagrams(), read(TRACES.resolve(trace + ".json")));
        Path golden = GOLDEN.resolve(trace + "." + form);
        if (Boolean.getBoolean("pfnproof.golden.write")) {
            Files.writeString(golden, actual);
        }
        assertThat(actual).isEqualTo(Files.readString(golden));
    }

    @ParameterizedTest
    @MethodSource("all")
    void asTextIsAsciiOf72ColumnsWithEveryStepInItsOrder(Counterexample trace) {
        String text = diagrams().text(trace);
        assertThat(text).isASCII();
        assertThat(text.lines())
                .allSatisfy(
                        line -> assertThat(line).hasSizeLessThanOrEqualTo(72).isEqualTo(line.stripTrailing()));
        List<String> calls =
                trace.steps().stream().map(step -> step.action() + "(").toList();
        if (!calls.isEmpty()) {
            assertThat(text.replaceAll("\\s", "")).containsSubsequence(calls);
        }
        assertThat(text).contains("=> " + trace.property());
    }

    @Test
    void isTheSameEachTime() throws IOException {
        RaceDiagrams again = new RaceDiagrams(load());
        for (Counterexample trace : all()) {
            FORMS.values()
                    .forEach(form -> assertThat(form.apply(again, trace)).isEqualTo(form.apply(diagrams(), trace)));
        }
    }

    @ParameterizedTest
    @MethodSource("all")
    void asMermaidHasOnlyKnownStatementsDeclaredThreadsAndClosedLoops(Counterexample trace) {
        List<String> lines = diagrams().mermaid(trace).lines().toList();
        assertThat(lines.get(0)).isEqualTo("sequenceDiagram");
        Set<String> declared = new HashSet<>();
        int open = 0;
        for (String line : lines) {
            assertThat(line).matches(MERMAID);
            assertThat(line.replaceAll("#[^;]+;", "").replace("<br/>", "").replace("->>", ""))
                    .doesNotContain("#", ";", "<", ">");
            String statement = line.strip();
            if (statement.startsWith("participant ")) {
                declared.add(statement.split(" ")[1]);
            } else if (statement.matches("(Note over )?T\\d.*")) {
                Matcher used = Pattern.compile("T\\d+").matcher(statement.split(":")[0]);
                while (used.find()) {
                    assertThat(declared).contains(used.group());
                }
            }
            open += statement.startsWith("loop ") ? 1 : statement.equals("end") ? -1 : 0;
            assertThat(open).isBetween(0, 1);
        }
        assertThat(open).isZero();
        assertThat(lines.stream().filter(line -> line.contains("->>"))).hasSize(trace.length());
    }

    @ParameterizedTest
    @MethodSource("all")
    void asSvgIsWellFormedNeedsNothingElseAndKeepsAllTextInside(Counterexample trace) throws Exception {
        String svg = diagrams().svg(trace);
        DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
        factory.setFeature("http://apache.org/xml/features/disallow-doctype-decl", true);
        Document document = factory.newDocumentBuilder().parse(new InputSource(new StringReader(svg)));
        String[] box = document.getDocumentElement().getAttribute("viewBox").split(" ");
        NodeList texts = document.getElementsByTagName("text");
        assertThat(texts.getLength()).isGreaterThanOrEqualTo(trace.length());
        for (int i = 0; i < texts.getLength(); i++) {
            Element text = (Element) texts.item(i);
            int x = Integer.parseInt(text.getAttribute("x"));
            int y = Integer.parseInt(text.getAttribute("y"));
            assertThat(x).isNotNegative();
            // A character of a monospace font of 13 px is 7.8 px wide.
            assertThat(x + 7.8 * text.getTextContent().length()).isLessThanOrEqualTo(Integer.parseInt(box[2]));
            assertThat(y).isBetween(13, Integer.parseInt(box[3]));
        }
        assertThat(svg.replace("http://www.w3.org/2000/svg", ""))
                .doesNotContain("http", "<script", "url(", "@import", "<image");
        assertThat(svg).contains("prefers-color-scheme: dark");
    }

    @Test
    void foldsWhatTheNotationHidesAndShowsItWithoutNotation() {
        Counterexample trace = read(TRACES.resolve("four-threads.json"));
        assertThat(diagrams().text(trace))
                .contains("range: [1,2) -> [2,3)", "no retry for gfn 1")
                .doesNotContain("buddy", "->gfn", "mmu_invalidate_range.");
        assertThat(new RaceDiagrams(Fixture.catalogue()).text(trace))
                .contains("buddy: {1,2} -> {2}", "mmu_invalidate_range.start: 1 -> 2");
    }

    @Test
    void marksWhatALassoRepeatsAndWhereItWaitsForEver() {
        Counterexample lasso = Results.lasso(Results.run("toy"), "EverDone");
        assertThat(new RaceDiagrams(Fixture.catalogue()).text(lasso))
                .contains(
                        """
                -- from here on, the steps repeat for ever:
                 2                                  Read()
                """, "-- back to the state before step 2\n", "=> EverDone is violated: this goes on for ever.");
    }

    /** Six threads with kernel names, and values that fit nowhere. */
    private static Counterexample wide() {
        State before = new State(Map.of("x", new Value.Int(0)));
        List<Step> steps = new ArrayList<>();
        for (int i = 1; i <= 6; i++) {
            Map<String, Value> range = new LinkedHashMap<>();
            range.put("start; <end> #1 & \"more\"", new Value.Int(1));
            range.put("end", new Value.Int(2));
            Map<String, Value> arguments = new LinkedHashMap<>();
            arguments.put("i", new Value.Text("invalidator" + i));
            arguments.put("range", new Value.Fields(range));
            State after = new State(Map.of("x", new Value.Text("v".repeat(90) + i)));
            steps.add(new Step(
                    "invalidator" + i, "kvm_mmu_notifier_invalidate_range_start", arguments, List.of("x"), after));
        }
        Counterexample template = Results.trace(Results.run("toy"), "NoLostUpdate");
        return new Counterexample(
                Counterexample.Kind.TRACE,
                "toy",
                Optional.empty(),
                "linux-6.12",
                template.bounds(),
                "Fake 1.0",
                "NoLostUpdate",
                template.inputsHash(),
                before,
                steps,
                OptionalInt.empty(),
                Optional.empty());
    }
}
