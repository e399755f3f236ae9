package org.pfnproof.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.pfnproof.cli.Cli;
import org.pfnproof.cli.Environment;
import org.pfnproof.cli.Terminal;
import org.pfnproof.engine.RunResult;

/** A pfnproof whose only checker is a process that sleeps; for tests that interrupt it from outside. */
public final class SleepingMain {

    private SleepingMain() {}

    /** The first argument is the checkout, the rest the command line. */
    public static void main(String[] args) {
        FakeToolbox tools = new FakeToolbox((run, limits) -> sleep(Results.expected(run)));
        Environment environment = new Environment(
                Path.of(args[0]),
                (specs, jar) -> tools,
                new java.io.PrintStream(System.out, true, StandardCharsets.UTF_8),
                new java.io.PrintStream(System.err, true, StandardCharsets.UTF_8),
                Terminal.NONE);
        System.exit(
                new Cli(environment).run(List.of(args).subList(1, args.length).toArray(String[]::new)));
    }

    private static RunResult sleep(RunResult result) throws InterruptedException {
        try {
            Process child = new ProcessBuilder("sleep", "600").start();
            System.err.println("child " + child.pid());
            try {
                child.waitFor();
            } finally {
                child.destroyForcibly().waitFor();
            }
            return result;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
