package org.pfnproof.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Writes a file so that nobody ever sees half of it, whenever the process is killed. */
final class AtomicFile {

    private static final String TEMPORARY = ".tmp";
    private static final Duration ABANDONED = Duration.ofHours(1);

    private AtomicFile() {}

    /** Writes beside the target and renames; what is no regular file, such as a pipe or a device, is written to directly. */
    static void write(Path target, String content) throws IOException {
        if (Files.exists(target) && !Files.isRegularFile(target)) {
            Files.writeString(target, content);
            return;
        }
        Path file = Files.exists(target) ? target.toRealPath() : target.toAbsolutePath();
        sweep(file);
        // Not by createTempFile(), whose files nobody else may read.
        long number = ThreadLocalRandom.current().nextLong(Long.MAX_VALUE);
        Path temporary = folder(file).resolve(prefix(file) + number + TEMPORARY);
        try {
            Files.writeString(temporary, content, StandardOpenOption.CREATE_NEW);
            Files.move(temporary, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(temporary);
        }
    }

    private static String prefix(Path file) {
        return "." + file.getFileName();
    }

    /** Deletes what a process has left beside the file that was killed while it wrote it. Whoever is writing it now has just begun. */
    private static void sweep(Path file) {
        Instant abandoned = Instant.now().minus(ABANDONED);
        Pattern name = Pattern.compile(Pattern.quote(prefix(file)) + "\\d+" + Pattern.quote(TEMPORARY));
        try (Stream<Path> files = Files.list(folder(file))) {
            for (Path other : files.toList()) {
                if (name.matcher(String.valueOf(other.getFileName())).matches()
                        && Files.getLastModifiedTime(other).toInstant().isBefore(abandoned)) {
                    Files.deleteIfExists(other);
                }
            }
        } catch (IOException | UncheckedIOException e) {
            // What is left is no more than space.
        }
    }

    static Path folder(Path file) {
        Path parent = file.toAbsolutePath().getParent();
        return parent == null ? file.toAbsolutePath() : parent;
    }
}
