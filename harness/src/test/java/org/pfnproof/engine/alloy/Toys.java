package org.pfnproof.engine.alloy;

import com.google.gson.JsonParser;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Stream;
import org.pfnproof.catalogue.Model;
import org.pfnproof.catalogue.Problem;
import org.pfnproof.catalogue.Property;
import org.pfnproof.catalogue.Variant;
import org.pfnproof.engine.Run;
import org.pfnproof.engine.Verdict;
import org.pfnproof.engine.alloy.child.AlloyReport;
import org.pfnproof.engine.alloy.child.AlloyRequest;
import org.pfnproof.engine.alloy.child.Jobs;

/** Small Alloy models for tests, in a folder where a test may break them. */
final class Toys {

    private static final Path ORIGINAL = Path.of("src/test/resources/org/pfnproof/engine/alloy/specs");
    static final List<String> LAMP_CHECKS = List.of("OneAtATime", "NeverLit", "LitAtLast", "DarkAtFirst");

    private final Path folder;

    private Toys(Path folder) {
        this.folder = folder;
    }

    static Toys copyTo(Path temporary) {
        Path folder = temporary.resolve("specs");
        try (Stream<Path> files = Files.walk(ORIGINAL)) {
            for (Path file : files.toList()) {
                Files.copy(file, folder.resolve(ORIGINAL.relativize(file).toString()));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new Toys(folder);
    }

    Path folder() {
        return folder;
    }

    Path file(String module) {
        return folder.resolve("alloy").resolve(module + ".als");
    }

    /** The lamp, of which NeverLit is expected to fail. */
    static Run lamp() {
        return new Run(
                model("lamp", "OneLamp", "{\"Lamp\": \"2\", \"steps\": \"4\"}", "NeverLit", LAMP_CHECKS, "wAllLit"),
                Optional.empty());
    }

    static Run boxes(String... checks) {
        return boxes(List.of(checks), "wNested");
    }

    static Run boxes(List<String> checks, String... witnesses) {
        return new Run(
                model("boxes", "Boxes", "{\"Box\": \"3\", \"int\": \"3\"}", "OneInside", checks, witnesses),
                Optional.empty());
    }

    /** A static model of a single assertion in a file of its own. */
    Run alone(String text, String... checks) {
        try {
            Files.writeString(file("Alone"), text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new Run(model("alone", "Alone", "{}", "", List.of(checks), "w"), Optional.empty());
    }

    Run twice() {
        Model model = model("lamp", "OneLamp", "{}", "", LAMP_CHECKS, "wAllLit");
        return new Run(
                model,
                Optional.of(new Variant(
                        "twice",
                        "Two lamps at once",
                        "For tests",
                        Map.of(),
                        "One at a time",
                        Model.Suite.QUICK,
                        folder.resolve("variants/twice"),
                        "Twice",
                        Map.of(),
                        Optional.of(property("OneAtATime", Property.Kind.CHECK)),
                        List.of(model))));
    }

    /** Solves a run in this JVM. */
    AlloyReport report(Run run) throws IOException {
        return Jobs.run(
                folder.resolve("alloy").toRealPath(),
                new AlloyRequest(
                        run.model().spec() + ".als",
                        List.of(),
                        run.model().properties().stream().map(Property::id).toList(),
                        List.of()));
    }

    /** Solves a run in this JVM and judges it. */
    Judgement judge(Run run) throws IOException {
        return Judgement.of(run, report(run), Sources.of(folder, run));
    }

    /** What makes a run's verdict BROKEN. */
    List<Problem> problems(Run run) throws IOException {
        Verdict verdict = judge(run).verdict();
        if (verdict instanceof Verdict.Broken broken) {
            return broken.problems();
        }
        throw new AssertionError("BROKEN was expected, not " + verdict);
    }

    private static Model model(
            String id, String spec, String bounds, String violated, List<String> checks, String... witnesses) {
        return new Model(
                id,
                "A toy",
                "For tests",
                "linux-6.12",
                Model.EngineKind.ALLOY,
                Model.Suite.QUICK,
                spec,
                "",
                JsonParser.parseString(bounds).getAsJsonObject(),
                Map.of(),
                List.of(),
                checks.stream().map(name -> property(name, Property.Kind.CHECK)).toList(),
                Arrays.stream(witnesses)
                        .map(name -> property(name, Property.Kind.WITNESS))
                        .toList(),
                Map.of(),
                false,
                new Model.Expectation(Optional.of(violated).filter(name -> !name.isEmpty())),
                OptionalLong.empty(),
                256,
                Duration.ofMinutes(1));
    }

    private static Property property(String id, Property.Kind kind) {
        return new Property(id, kind, "Toy", "For tests", "None");
    }
}
