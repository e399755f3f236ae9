package org.pfnproof.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.pfnproof.follow.LogCheck;
import org.pfnproof.follow.LogResult;
import org.pfnproof.log.LogFormatException;
import org.pfnproof.log.LogReader;
import org.pfnproof.log.SpecScript;

/** Follows the logs that a command names. */
final class KernelLogs {

    private static final String STDIN = "-";

    private KernelLogs() {}

    /** What messages call a log. */
    static String name(String log) {
        return log.equals(STDIN) ? "standard input" : log;
    }

    /**
     * What following it has shown.
     *
     * @param log a file, or {@code -}
     * @param err for a note on lines out of order
     * @throws UserException if it is none, or cannot be judged
     */
    static LogResult follow(LogCheck check, String log, SpecScript script, PrintStream err) throws UserException {
        try (InputStream bytes = log.equals(STDIN) ? System.in : open(log);
                LogReader reader = LogReader.of(name(log), bytes)) {
            LogResult result = check.check(reader, script);
            if (reader.swapped() > 0) {
                err.println("pfnproof: " + name(log) + ":" + reader.swapped()
                        + ": the stamps of this line and the one before are not in order;"
                        + " the lines are followed as they stand");
            }
            return result;
        } catch (LogFormatException e) {
            throw new UserException(e.getMessage());
        } catch (IOException e) {
            throw new UserException(log + ": cannot be read (" + OutputFile.reason(e) + ")");
        }
    }

    private static InputStream open(String log) throws UserException, IOException {
        Path file = Path.of(log);
        if (!Files.exists(file)) {
            throw new UserException(log + ": there is no such file");
        }
        if (Files.isDirectory(file)) {
            throw new UserException(log + ": is a folder; name a log in it");
        }
        return Files.newInputStream(file);
    }
}
