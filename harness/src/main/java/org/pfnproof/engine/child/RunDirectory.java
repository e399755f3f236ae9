package org.pfnproof.engine.child;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.DirectoryStream;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.time.Duration;
import java.time.Instant;

/**
 * A directory of one run under the system's temporary directory, gone after {@link #close}.
 *
 * <p>Its owner holds a lock on a file in it, so that another process can tell a live run from what a killed one left.
 */
final class RunDirectory implements AutoCloseable {

    private static final String PREFIX = "pfnproof-";
    private static final String LOCK = "owner.lock";
    private static final int DELETE_ATTEMPTS = 20;
    private static final Duration UNLOCKED_GRACE = Duration.ofHours(1);

    private final Path path;
    private final FileChannel lockFile;

    private RunDirectory(Path path, FileChannel lockFile) {
        this.path = path;
        this.lockFile = lockFile;
    }

    /** Creates a directory that belongs to this process. */
    static RunDirectory create(Path parent) throws IOException {
        while (true) {
            Path path = Files.createTempDirectory(parent, ownPrefix()).toRealPath();
            FileChannel lockFile;
            try {
                lockFile = FileChannel.open(path.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            } catch (IOException e) {
                delete(path);
                throw e;
            }
            if (lockFile.tryLock() != null) {
                return new RunDirectory(path, lockFile);
            }
            // A sweeper was faster: it is deleting this directory.
            lockFile.close();
        }
    }

    Path path() {
        return path;
    }

    @Override
    public void close() throws IOException {
        try {
            delete(path);
        } finally {
            lockFile.close();
        }
    }

    /** Deletes the directories of processes that are no more. Never fails: what cannot be deleted stays. */
    static void sweep(Path parent) {
        try (DirectoryStream<Path> directories = Files.newDirectoryStream(parent, PREFIX + "*")) {
            for (Path directory : directories) {
                // Closing a second channel to a file that this process has locked would release its lock.
                if (!parent.relativize(directory).toString().startsWith(ownPrefix())) {
                    deleteIfStale(directory);
                }
            }
        } catch (IOException | UncheckedIOException e) {
            // Unreadable temporary directory: creating a run directory will say so.
        }
    }

    private static void deleteIfStale(Path directory) {
        try (FileChannel channel = FileChannel.open(directory.resolve(LOCK), StandardOpenOption.WRITE);
                FileLock lock = channel.tryLock()) {
            if (lock != null) {
                delete(directory);
            }
        } catch (NoSuchFileException e) {
            deleteIfOld(directory);
        } catch (IOException e) {
            // Another user's, or gone already.
        }
    }

    /** Without a lock file a directory is either just being made, or half deleted. */
    private static void deleteIfOld(Path directory) {
        try {
            Instant changed = Files.getLastModifiedTime(directory).toInstant();
            if (changed.isBefore(Instant.now().minus(UNLOCKED_GRACE))) {
                delete(directory);
            }
        } catch (IOException e) {
            // Gone already.
        }
    }

    private static String ownPrefix() {
        return PREFIX + ProcessHandle.current().pid() + "-";
    }

    /** Deletes a tree to which a dying process may still be adding files. */
    static void delete(Path tree) throws IOException {
        for (int attempt = 1; Files.exists(tree); attempt++) {
            try {
                deleteOnce(tree);
            } catch (IOException e) {
                if (attempt == DELETE_ATTEMPTS) {
                    throw e;
                }
            }
        }
    }

    private static void deleteOnce(Path tree) throws IOException {
        Files.walkFileTree(tree, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.deleteIfExists(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException e) {
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path directory, IOException e) throws IOException {
                Files.deleteIfExists(directory);
                return FileVisitResult.CONTINUE;
            }
        });
    }
}
