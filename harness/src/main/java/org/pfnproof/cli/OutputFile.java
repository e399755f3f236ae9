package org.pfnproof.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The file that {@code --output} names. */
record OutputFile(Path path) {

    /** Fails before hours of checking rather than after them. */
    void requireWritable() throws UserException {
        Path folder = AtomicFile.folder(path);
        if (!Files.isDirectory(folder)) {
            throw new UserException("--output: there is no folder " + folder);
        }
        if (Files.isDirectory(path)) {
            throw new UserException("--output: " + path + " is a folder; name a file in it");
        }
        if (Files.exists(path) && !Files.isRegularFile(path)) {
            return;
        }
        try {
            Files.delete(Files.createTempFile(folder, ".pfnproof", ".tmp"));
        } catch (IOException e) {
            throw new UserException("--output: cannot write in " + folder + ": " + reason(e));
        }
    }

    static String reason(IOException exception) {
        return exception.getMessage() == null || exception.getMessage().isEmpty()
                ? exception.getClass().getSimpleName()
                : exception.getClass().getSimpleName().replace("Exception", "") + ": " + exception.getMessage();
    }
}
