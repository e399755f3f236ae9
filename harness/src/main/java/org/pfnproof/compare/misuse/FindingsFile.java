package org.pfnproof.compare.misuse;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonObject;
import com.google.gson.JsonSyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.pfnproof.compare.Effect;

/** The findings as they were recorded, so that a report needs no compiler: one line each, beside the snippets. */
public final class FindingsFile {

    /** Where it is, in the module. */
    public static final Path SOURCE = Path.of("src/main/resources/org/pfnproof/compare/misuse/findings.json");

    private static final Gson GSON = new GsonBuilder().disableHtmlEscaping().create();

    private FindingsFile() {}

    /** What was recorded with this version of pfnproof. */
    public static Findings recorded() {
        return parse(Snippets.read("findings.json"));
    }

    static Findings parse(String text) {
        Recorded recorded = GSON.fromJson(text, Recorded.class);
        if (recorded == null || recorded.all == null) {
            throw new JsonSyntaxException("no findings");
        }
        return new Findings(
                recorded.gcc,
                recorded.java,
                recorded.all.stream().map(Line::finding).toList());
    }

    /** The file's text. */
    public static String text(Findings findings) {
        JsonObject versions = new JsonObject();
        versions.addProperty("gcc", findings.gcc());
        versions.addProperty("java", findings.java());
        String head = GSON.toJson(versions);
        return head.substring(0, head.length() - 1) + ",\"all\":[\n"
                + findings.all().stream()
                        .map(each -> GSON.toJson(Line.of(each)))
                        .collect(Collectors.joining(",\n"))
                + "\n]}\n";
    }

    /** Bytes of the file's text. */
    public static byte[] bytes(Findings findings) {
        return text(findings).getBytes(StandardCharsets.UTF_8);
    }

    private record Recorded(String gcc, String java, List<Line> all) {}

    /** A finding as one line. */
    private record Line(
            String id,
            String shape,
            Mistake mistake,
            String what,
            Answer gcc,
            Answer javac,
            String atRunTime,
            Map<Effect, String> effects) {

        static Line of(Finding finding) {
            return new Line(
                    finding.id(),
                    finding.shape(),
                    finding.mistake(),
                    finding.what(),
                    finding.gcc(),
                    finding.javac(),
                    finding.atRunTime().orElse(""),
                    finding.effects());
        }

        Finding finding() {
            return new Finding(
                    id,
                    shape,
                    mistake,
                    what,
                    gcc,
                    javac,
                    atRunTime.isEmpty() ? Optional.empty() : Optional.of(atRunTime),
                    effects);
        }
    }
}
