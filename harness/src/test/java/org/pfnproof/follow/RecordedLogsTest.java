package org.pfnproof.follow;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.pfnproof.catalogue.Schemas;
import org.pfnproof.kernel.mmu.LoggedKvm;
import org.pfnproof.log.LogReader;
import org.pfnproof.log.Logs;
import org.pfnproof.report.TraceJson;
import org.pfnproof.report.Versions;

/** What is recorded of the logs of the test resources is what following them shows. */
class RecordedLogsTest {

    private static final Path FILE = Path.of("../specs/real-kernels.json");
    private static final Path LOGS = Path.of("src/test/resources/kernel-logs");
    private static final String ENDING = ".log.xz";

    @Test
    void isWhatTheLogsShow() throws Exception {
        List<LogResult> results = new ArrayList<>();
        for (String file : files()) {
            String name = file.substring(0, file.length() - ENDING.length());
            try (LogReader reader = LogReader.of(name, Logs.bytes(name))) {
                results.add(new LogCheck(java.util.Optional.empty()).check(reader));
            }
        }
        String text = new TraceJson(new Versions("any", "any")).render(results, Map.of(), LoggedKvm.actions(), 0);
        if (Boolean.getBoolean("pfnproof.golden.write")) {
            Files.writeString(FILE, text);
        }
        assertThat(FILE).hasContent(text);
        JsonObject document = JsonParser.parseString(text).getAsJsonObject();
        assertThat(new Schemas().violations("trace", document)).isEmpty();
        assertThat(document.getAsJsonArray("logs")).hasSizeGreaterThan(5);
    }

    /** The newest kernels last, the broken one at the end. */
    private static List<String> files() {
        String[] names = LOGS.toFile().list((folder, name) -> name.endsWith(ENDING));
        return Arrays.stream(names)
                .sorted(java.util.Comparator.comparing((String name) -> name.startsWith("mut-"))
                        .thenComparing(name -> name.startsWith("v6.12"))
                        .thenComparing(java.util.Comparator.naturalOrder()))
                .toList();
    }
}
