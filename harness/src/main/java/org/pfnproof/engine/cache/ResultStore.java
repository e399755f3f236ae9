package org.pfnproof.engine.cache;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A folder of texts under keys. Several processes may use it at once; one that ends at any moment leaves nothing half written that
 * anybody would read. An entry that is not whole counts as none. What cannot be written is not kept, and nothing else is lost.
 */
public final class ResultStore {

    private static final Duration UNUSED = Duration.ofDays(30);
    private static final String ENTRY = ".entry";
    private static final String TEMPORARY = ".tmp";

    private final Path folder;

    /** A store in a folder, which is made when it is first needed. */
    public ResultStore(Path folder) {
        this.folder = folder;
    }

    /** What is kept under a key, if it is whole. */
    public Optional<String> find(String key) {
        Path file = file(key);
        try {
            String content = Files.readString(file, StandardCharsets.UTF_8);
            int end = content.indexOf('\n');
            String text = content.substring(end + 1);
            if (end < 0 || !content.substring(0, end).equals(checksum(key, text))) {
                return Optional.empty();
            }
            Files.setLastModifiedTime(file, FileTime.from(Instant.now()));
            return Optional.of(text);
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /** Keeps a text under a key. */
    public void keep(String key, String text) {
        try {
            Files.createDirectories(folder);
            Path temporary = Files.createTempFile(folder, key.substring(0, Math.min(8, key.length())), TEMPORARY);
            try {
                Files.writeString(temporary, checksum(key, text) + "\n" + text, StandardCharsets.UTF_8);
                Files.move(
                        temporary,
                        file(key),
                        java.nio.file.StandardCopyOption.ATOMIC_MOVE,
                        java.nio.file.StandardCopyOption.REPLACE_EXISTING);
            } finally {
                Files.deleteIfExists(temporary);
            }
        } catch (IOException e) {
            // A result that is not kept is found again.
        }
    }

    /** Deletes what nobody has used for a month, and what a process that was killed left half written. */
    public void tidy() {
        Instant old = Instant.now().minus(UNUSED);
        Instant abandoned = Instant.now().minus(Duration.ofHours(1));
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.toList()) {
                Instant time = Files.getLastModifiedTime(file).toInstant();
                if (time.isBefore(file.toString().endsWith(TEMPORARY) ? abandoned : old)) {
                    Files.deleteIfExists(file);
                }
            }
        } catch (IOException | UncheckedIOException e) {
            // Another process may be tidying up; what is left is no more than space.
        }
    }

    private Path file(String key) {
        return folder.resolve(key + ENTRY);
    }

    private static String checksum(String key, String text) {
        return Sha256.of(List.of(key, text));
    }
}
