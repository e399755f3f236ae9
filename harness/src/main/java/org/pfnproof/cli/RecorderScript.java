package org.pfnproof.cli;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Runs one of the scripts in {@code harness/recorder}: what it prints is data, what it says on stderr is passed on. */
final class RecorderScript {

    private final Environment environment;
    private final Path folder;

    RecorderScript(Environment environment) {
        this.environment = environment;
        this.folder = environment.home().resolve("harness").resolve("recorder");
    }

    /**
     * Runs it to its end.
     *
     * @return its exit code
     */
    int run(String interpreter, String script, List<String> arguments) throws UserException {
        Path file = folder.resolve(script);
        if (!Files.isRegularFile(file)) {
            throw new UserException(file + ": there is no such file; the checkout is not whole");
        }
        List<String> command = new ArrayList<>(List.of(interpreter, file.toString()));
        command.addAll(arguments);
        try {
            Process process = new ProcessBuilder(command)
                    .redirectInput(
                            ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            try (InputStream data = process.getInputStream()) {
                environment.out().write(data.readAllBytes());
                environment.out().flush();
            }
            return process.waitFor();
        } catch (IOException e) {
            throw new UserException(interpreter + " cannot be started (" + OutputFile.reason(e) + ")");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new UserException("interrupted");
        }
    }
}
