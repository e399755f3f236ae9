package org.pfnproof.engine.child;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.zip.CRC32;

/**
 * What a JVM has already found out about the classes of children, in a form that later JVMs map into their memory: HotSpot's dynamic
 * class-data archives, one for each main class. Nothing but the speed of a child depends on it.
 *
 * <p>Archives hold classes of jars only, so that there is a jar of this program beside them. HotSpot itself sees whether an archive was
 * made by the same Java from the same class path, and does without where it was not; but one that was cut off can end a JVM. So an
 * archive has its checksum in its name.
 */
public final class ClassData {

    /** Names the folder; set by the launcher. */
    public static final String FOLDER = "pfnproof.classData";
    /** Whether to make archives instead of using them. */
    public static final String MAKING = "pfnproof.classData.make";

    static final String JAR = "classes.jar";
    static final String SUFFIX = ".jsa";

    private final Optional<Path> jar;
    private final boolean making;
    private final Map<String, Optional<Path>> archives = new ConcurrentHashMap<>();

    private ClassData(Optional<Path> folder, boolean making) {
        this.jar = folder.map(path -> path.resolve(JAR)).filter(Files::isRegularFile);
        this.making = making;
    }

    /** Children do without. */
    public static ClassData none() {
        return new ClassData(Optional.empty(), false);
    }

    /** Children use what is in a folder. */
    static ClassData in(Path folder) {
        return new ClassData(Optional.of(folder), false);
    }

    /** Each child leaves an archive in a folder, in the place of the one before. */
    static ClassData makingIn(Path folder) {
        return new ClassData(Optional.of(folder), true);
    }

    /** As the launcher has arranged it. */
    static ClassData ofThisProgram() {
        return new ClassData(Optional.ofNullable(System.getProperty(FOLDER)).map(Path::of), Boolean.getBoolean(MAKING));
    }

    /** The archive for a job, to be used. */
    private Optional<Path> ready(ChildJob job) {
        return jar.flatMap(
                path -> archives.computeIfAbsent(job.mainClass(), main -> find(path.resolveSibling(""), main)));
    }

    private static Optional<Path> find(Path folder, String mainClass) {
        try (DirectoryStream<Path> files = archives(folder, mainClass)) {
            for (Path file : files) {
                if (file.endsWith(name(mainClass, file))) {
                    return Optional.of(file);
                }
            }
        } catch (IOException e) {
            // Is as good as none.
        }
        return Optional.empty();
    }

    private static String name(String mainClass, Path archive) throws IOException {
        CRC32 checksum = new CRC32();
        checksum.update(Files.readAllBytes(archive));
        return mainClass + "-" + Long.toHexString(checksum.getValue()) + SUFFIX;
    }

    private boolean makes() {
        return making && jar.isPresent();
    }

    /** A child's class path, with the jar in the place of the directory of the same classes. */
    List<Path> classPath(ChildJob job) {
        if (!makes() && ready(job).isEmpty()) {
            return job.classPath();
        }
        Path own = ClassLocation.of(ClassData.class);
        return job.classPath().stream()
                .map(entry -> entry.equals(own) ? jar.orElse(entry) : entry)
                .toList();
    }

    /** The options with which a child uses its archive, or leaves one in its run directory. */
    List<String> options(ChildJob job, Path directory) {
        if (makes()) {
            return List.of("-XX:ArchiveClassesAtExit=" + unfinished(job, directory));
        }
        // An archive that does not fit is no news: the child is slower, and that is all.
        return ready(job)
                .map(archive -> List.of("-Xshare:auto", "-Xlog:cds*=off", "-XX:SharedArchiveFile=" + archive))
                .orElse(List.of());
    }

    private static Path unfinished(ChildJob job, Path directory) {
        return directory.resolve(job.mainClass() + SUFFIX);
    }

    /** Puts the archive that a child has made into its place, all or nothing; another process may be doing the same. */
    void keep(ChildJob job, Path directory) {
        Path archive = unfinished(job, directory);
        if (!makes() || !Files.isRegularFile(archive)) {
            return;
        }
        try {
            keep(archive, job.mainClass(), jar.orElseThrow().resolveSibling(""));
        } catch (IOException e) {
            // Later children are as slow as this one was.
        }
    }

    private static void keep(Path archive, String mainClass, Path folder) throws IOException {
        Path copy = Files.createTempFile(folder, mainClass, ".tmp");
        try {
            Files.copy(archive, copy, StandardCopyOption.REPLACE_EXISTING);
            Path kept = folder.resolve(name(mainClass, copy));
            Files.move(copy, kept, StandardCopyOption.ATOMIC_MOVE);
            deleteOlder(kept, mainClass);
        } finally {
            Files.deleteIfExists(copy);
        }
    }

    /** The last child counts: a check begins with the canaries, which need fewer classes than its runs. */
    private static void deleteOlder(Path kept, String mainClass) throws IOException {
        FileTime time = Files.getLastModifiedTime(kept);
        try (DirectoryStream<Path> files = archives(kept.resolveSibling(""), mainClass)) {
            for (Path file : files) {
                if (Files.getLastModifiedTime(file).compareTo(time) < 0) {
                    Files.deleteIfExists(file);
                }
            }
        }
    }

    private static DirectoryStream<Path> archives(Path folder, String mainClass) throws IOException {
        return Files.newDirectoryStream(folder, mainClass + "-*" + SUFFIX);
    }
}
