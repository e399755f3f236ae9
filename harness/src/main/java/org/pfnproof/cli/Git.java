package org.pfnproof.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The git checkout that the specs lie in. */
final class Git {

    private final Path home;

    Git(Path home) {
        this.home = home;
    }

    /**
     * What a git command prints.
     *
     * @throws UserException with git's own message, if it fails or there is no git
     */
    String run(String... arguments) throws UserException, InterruptedException {
        List<String> command = new ArrayList<>(List.of("git", "-C", home.toString()));
        command.addAll(List.of(arguments));
        try {
            Process process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectInput(
                            ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
                    .start();
            String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (process.waitFor() != 0) {
                throw new UserException("--changed: git says: " + output.strip());
            }
            return output;
        } catch (IOException e) {
            throw new UserException("--changed needs git, which cannot be started: " + OutputFile.reason(e));
        }
    }
}
