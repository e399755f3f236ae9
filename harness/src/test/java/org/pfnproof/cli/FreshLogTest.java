package org.pfnproof.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import org.pfnproof.check.ExitCode;
import org.pfnproof.testing.CliRunner;
import org.pfnproof.testing.CliRunner.Outcome;
import org.pfnproof.testing.FakeConformer;
import org.pfnproof.testing.FakeToolbox;

/** From a kernel to a verdict: records a log that nobody has seen and follows it. Only where a kernel is given; needs QEMU. */
@Timeout(1800)
@EnabledIfSystemProperty(named = "pfnproof.record.kernel", matches = ".+")
@EnabledIfSystemProperty(named = "pfnproof.record.modules", matches = ".+")
class FreshLogTest {

    private static final int MORE_BOOTS = 2;

    @TempDir
    Path home;

    @Test
    void whatAKernelDoesNowConforms() throws Exception {
        Path checkout = home.resolve("checkout");
        CliRunner cli = new CliRunner(
                checkout,
                FakeToolbox.of(new FakeConformer(run -> true, (run, limits) -> FakeConformer.conforming(run))));
        Path scripts = Files.createDirectories(checkout.resolve("harness").resolve("recorder"));
        try (Stream<Path> files = Files.list(Path.of("recorder"))) {
            for (Path file : files.toList()) {
                Files.copy(file, scripts.resolve(file.getFileName().toString()));
            }
        }
        String seed = Integer.toString(new SecureRandom().nextInt(1_000_000));
        String log = home.resolve("fresh.log").toString();
        List<String> command = List.of(
                "trace",
                "record",
                "--kernel",
                System.getProperty("pfnproof.record.kernel"),
                "--modules",
                System.getProperty("pfnproof.record.modules"),
                "--seed",
                seed,
                "--operations",
                "10",
                "--timeout",
                "900",
                "--output",
                log);
        // QEMU's TCG lets a kernel hang or panic while it boots, once in a while; that says nothing about the kernel.
        Outcome recorded = cli.run(command.toArray(String[]::new));
        for (int again = 0; again < MORE_BOOTS && recorded.code() == ExitCode.UNDECIDED.code(); again++) {
            recorded = cli.run(command.toArray(String[]::new));
        }
        assertThat(recorded.code()).as("seed " + seed).isZero();
        Outcome outcome = cli.run("trace", "check", "--no-tlc", log);
        assertThat(outcome.code()).as("seed " + seed + "\n" + outcome.out()).isZero();
        assertThat(outcome.out()).startsWith("CONFORMS");
    }
}
