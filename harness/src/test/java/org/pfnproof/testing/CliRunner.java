package org.pfnproof.testing;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.pfnproof.check.Toolbox;
import org.pfnproof.cli.Cli;
import org.pfnproof.cli.Environment;
import org.pfnproof.cli.Terminal;

/** Runs command lines in this process, in a checkout of its own that holds the {@link Fixture}. */
public final class CliRunner {

    /** What a command did. */
    public record Outcome(int code, String out, String err) {}

    private final Path home;
    private final Toolbox tools;

    private CliRunner(Toolbox tools, Path home) {
        this.home = home;
        this.tools = tools;
    }

    /** With the project's own data files, for commands that only read. */
    public static CliRunner ofThisCheckout(Toolbox tools) {
        return in(Path.of(".."), tools);
    }

    /** With the data files that stand in a folder. */
    public static CliRunner in(Path home, Toolbox tools) {
        return new CliRunner(tools, home);
    }

    public CliRunner(Path home, Toolbox tools) {
        this.home = home;
        this.tools = tools;
        try {
            Files.createDirectories(build());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Fixture.copyTo(home);
    }

    public Path specs() {
        return home.resolve("specs");
    }

    public Path build() {
        return home.resolve("harness/target");
    }

    public Outcome run(String... args) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        Environment environment = new Environment(
                home,
                (specs, jar) -> tools,
                new PrintStream(out, false, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8),
                Terminal.NONE);
        int code = new Cli(environment).run(args);
        return new Outcome(code, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }
}
