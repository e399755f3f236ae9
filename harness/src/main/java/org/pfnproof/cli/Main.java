package org.pfnproof.cli;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** The process that the launcher starts. */
public final class Main {

    /** {@link org.pfnproof.check.ExitCode#UNDECIDED}, by value: when it is needed, that class may be gone. */
    private static final int UNDECIDED = 3;

    private Main() {}

    /** Runs one command and exits with its code. */
    public static void main(String[] args) {
        // Whatever the locale is, files and pipes get UTF-8, and a full disk is noticed.
        PrintStream out = new PrintStream(
                new StandardOutput(new FileOutputStream(FileDescriptor.out)), false, StandardCharsets.UTF_8);
        PrintStream err = new PrintStream(new FileOutputStream(FileDescriptor.err), true, StandardCharsets.UTF_8);
        Path home = Path.of(System.getProperty("pfnproof.home", ""));
        Environment environment = new Environment(home, new Engines(), out, err, Terminal.ofThisProcess());
        // Threads that still run must not keep a process alive whose command has failed.
        int code = UNDECIDED;
        try {
            code = new Cli(environment).run(args);
        } catch (LinkageError e) {
            err.println("pfnproof: a part of the program is gone (" + e.getMessage()
                    + "): was it built anew while this command ran? Run it again.");
        } catch (OutOfMemoryError e) {
            err.println("pfnproof: out of memory: " + e.getMessage());
        } finally {
            System.exit(code);
        }
    }
}
