package org.pfnproof.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.pfnproof.catalogue.Schemas;
import org.pfnproof.log.Logs;
import org.pfnproof.testing.CliRunner;
import org.pfnproof.testing.CliRunner.Outcome;
import org.pfnproof.testing.FakeConformer;
import org.pfnproof.testing.FakeToolbox;

class TraceCheckCommandTest {

    @TempDir
    Path home;

    private CliRunner cli;
    private Path good;
    private Path broken;

    @BeforeEach
    void start() throws Exception {
        cli = new CliRunner(
                home.resolve("checkout"),
                FakeToolbox.of(new FakeConformer(run -> true, (run, limits) -> FakeConformer.conforming(run))));
        good = home.resolve("good.log.xz");
        broken = home.resolve("broken.log");
        Files.copy(TraceCheckCommandTest.class.getResourceAsStream("/kernel-logs/v6.12--s7-thp.log.xz"), good);
        Files.write(broken, Logs.lines("mut-noinprog--m1-dontneed"), StandardCharsets.ISO_8859_1);
    }

    @Test
    void aLogThatConformsExitsZeroAndSaysWhatItShowed() {
        Outcome outcome = cli.run("trace", "check", "--no-tlc", good.toString());
        assertThat(outcome.code()).isZero();
        assertThat(outcome.out())
                .startsWith("CONFORMS  " + good
                        + "\n  Linux 6.12.117+deb12-amd64, profile linux-6.12: 9,375 events followed")
                .contains("lockless, after the lookup")
                .containsPattern("(?s)actions never shown\n.*migrate_folio");
        assertThat(outcome.err()).isEqualTo("pfnproof: following " + good + "\n");
    }

    @Test
    void aDeviationIsExplained() {
        Outcome outcome = cli.run("trace", "check", "--no-tlc", good.toString(), broken.toString());
        assertThat(outcome.code()).isEqualTo(1);
        assertThat(outcome.out())
                .contains("DEVIATES  " + broken)
                .contains("Lines 1 to 1448 are a behaviour of the protocol. Line 1449 is not:")
                .containsPattern("in_progress\\s+was\\s+ignored")
                .contains("This endangers NoMappingInInvalidatedRange.")
                .contains("vCPU 1: fault on gfn 0x213, next step STALE, snapshot 15, pfn 0x3310 in hand")
                .contains("stale_ret   <-- does not fit");
    }

    @Test
    void jsonIsWhatTheSchemaSays() {
        Outcome outcome = cli.run("trace", "check", "--no-tlc", "--format", "json", good.toString(), broken.toString());
        JsonObject json = JsonParser.parseString(outcome.out()).getAsJsonObject();
        assertThat(new Schemas().violations("trace", json)).isEmpty();
        assertThat(json.get("exit").getAsInt()).isEqualTo(1);
        JsonObject deviation =
                json.getAsJsonArray("logs").get(1).getAsJsonObject().getAsJsonObject("deviation");
        assertThat(deviation.get("line").getAsLong()).isEqualTo(1449);
    }

    @Test
    void readsStandardInput() throws Exception {
        InputStream before = System.in;
        try (InputStream in = new ByteArrayInputStream(
                String.join("\n", List.of("# Linux x 6.1.2 #1", "")).getBytes(StandardCharsets.UTF_8))) {
            System.setIn(in);
            Outcome outcome = cli.run("trace", "check", "-");
            assertThat(outcome.code()).isEqualTo(3);
            assertThat(outcome.out()).startsWith("VACUOUS  standard input\n").contains("the log shows no page fault");
        } finally {
            System.setIn(before);
        }
    }

    @Test
    void whatIsNoLogIsRefusedAndOthersAreStillFollowed() throws Exception {
        Path text = Files.writeString(home.resolve("x"), "hello\n");
        Outcome outcome = cli.run(
                "trace",
                "check",
                "--no-tlc",
                text.toString(),
                home.resolve("none").toString(),
                home.toString(),
                good.toString());
        assertThat(outcome.code()).isEqualTo(2);
        assertThat(outcome.err())
                .contains("pfnproof: " + text + ":1: this is no line of an ftrace log")
                .contains("pfnproof: " + home.resolve("none") + ": there is no such file")
                .contains("pfnproof: " + home + ": is a folder");
        assertThat(outcome.out()).startsWith("CONFORMS  " + good);
        assertThat(cli.run("trace", "check", "--profile", "v7", good.toString()).err())
                .contains("logs cannot be followed with profile v7");
        assertThat(cli.run("trace").code()).isEqualTo(2);
    }
}
