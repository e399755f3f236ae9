package org.pfnproof.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonParser;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.pfnproof.log.Logs;
import org.pfnproof.testing.CliRunner;
import org.pfnproof.testing.CliRunner.Outcome;
import org.pfnproof.testing.FakeConformer;
import org.pfnproof.testing.FakeToolbox;
import org.pfnproof.testing.RealSpecs;

/** The command line with the project's own specs: the reference implementation and TLC follow a log, and must agree. */
@Timeout(1800)
class TraceBothWaysTest {

    private static final int LINES = 400;

    @TempDir
    Path home;

    private CliRunner cli;
    private RealSpecs specs;

    @BeforeEach
    void start() throws Exception {
        cli = new CliRunner(
                home.resolve("checkout"),
                FakeToolbox.of(new FakeConformer(run -> true, (run, limits) -> FakeConformer.conforming(run))));
        try (Stream<Path> files = Files.walk(cli.specs())) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
        specs = RealSpecs.copyTo(home.resolve("checkout"));
    }

    private Path log(String name) throws Exception {
        Path log = home.resolve(name + ".log.xz");
        try (InputStream in = Logs.class.getResourceAsStream("/kernel-logs/" + name + ".log.xz")) {
            Files.copy(in, log);
        }
        return log;
    }

    private static String words(Outcome outcome) {
        return outcome.out().replaceAll("\\s+", " ");
    }

    private Path beginning(String name) throws Exception {
        List<String> lines = Logs.lines(name).subList(0, LINES);
        return Files.write(home.resolve(name + ".log"), lines, StandardCharsets.ISO_8859_1);
    }

    /** Without an option, since it takes seconds. */
    @Test
    void aWholeLogConformsBothWays() throws Exception {
        Outcome outcome = cli.run("trace", "check", log("v6.12--s7-thp").toString());
        assertThat(outcome.code()).as(outcome.err()).isZero();
        assertThat(words(outcome)).startsWith("CONFORMS").contains("TLC: takes all steps (6,871 of 6,871 steps, ");
    }

    @ParameterizedTest
    @EnabledIfSystemProperty(named = "pfnproof.logs", matches = "all")
    @ValueSource(
            strings = {
                "v6.1--s1-dontneed",
                "v6.1--s2-remap-hole",
                "v6.1--s3-cow",
                "v6.1--s5-memslot",
                "v6.12--s1-dontneed",
                "v6.12--s2-remap-hole",
                "v6.12--s5-memslot"
            })
    void allLogsConformBothWays(String name) throws Exception {
        Outcome outcome = cli.run("trace", "check", "--tlc", log(name).toString());
        assertThat(outcome.code()).as(outcome.err()).isZero();
        assertThat(words(outcome)).startsWith("CONFORMS").contains("TLC: takes all steps (");
    }

    /** A spec that allows nothing: what a difference between the two would look like. */
    @Test
    void aDisagreementIsReportedAndExitsFour() throws Exception {
        specs.edit("KernelLog", "    /\\ NoFreedPageMapped\n", "    /\\ fault[1].pc # \"unlock\"\n");
        Path log = beginning("v6.1--s3-cow");
        Outcome outcome = cli.run("trace", "check", log.toString());
        assertThat(outcome.code()).as(outcome.err()).isEqualTo(4);
        assertThat(words(outcome))
                .contains("THE TWO WAYS DISAGREE. TLC: takes no step '")
                .contains("the reference implementation says that the whole log is a behaviour of the protocol");
        Outcome json = cli.run("trace", "check", "--format", "json", log.toString());
        assertThat(JsonParser.parseString(json.out())
                        .getAsJsonObject()
                        .get("exit")
                        .getAsInt())
                .isEqualTo(4);
        assertThat(cli.run("trace", "check", "--no-tlc", log.toString()).code()).isZero();
    }

    @Test
    void bothOrOneOfTheTwoWays() throws Exception {
        Outcome outcome = cli.run("trace", "check", "--tlc", "--no-tlc", "x");
        assertThat(outcome.code()).isEqualTo(2);
        assertThat(outcome.err()).isEqualTo("pfnproof: --tlc and --no-tlc exclude each other\n");
    }
}
