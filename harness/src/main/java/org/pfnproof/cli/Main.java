package org.pfnproof.cli;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** The process that the launcher starts. */
public final class Main {

    private Main() {}

    /** Runs one command and exits with its code. */
    public static void main(String[] args) {
        // Whatever the locale is, files and pipes get UTF-8, and a full disk is noticed.
        PrintStream out = new PrintStream(new FileOutputStream(FileDescriptor.out), false, StandardCharsets.UTF_8);
        PrintStream err = new PrintStream(new FileOutputStream(FileDescriptor.err), true, StandardCharsets.UTF_8);
        Path home = Path.of(System.getProperty("pfnproof.home", ""));
        Environment environment = new Environment(home, new Engines(), out, err, Terminal.ofThisProcess());
        System.exit(new Cli(environment).run(args));
    }
}
