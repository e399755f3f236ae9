package org.pfnproof.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** Writes a file so that nobody ever sees half of it. */
final class AtomicFile {

    private AtomicFile() {}

    /** Writes beside the target and renames; what is no regular file, such as a pipe or a device, is written to directly. */
    static void write(Path target, String content) throws IOException {
        if (Files.exists(target) && !Files.isRegularFile(target)) {
            Files.writeString(target, content);
            return;
        }
        Path file = Files.exists(target) ? target.toRealPath() : target.toAbsolutePath();
        Path temporary = Files.createTempFile(folder(file), "." + file.getFileName(), ".tmp");
        try {
            Files.writeString(temporary, content);
            Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(temporary);
        }
    }

    static Path folder(Path file) {
        Path parent = file.toAbsolutePath().getParent();
        return parent == null ? file.toAbsolutePath() : parent;
    }
}
