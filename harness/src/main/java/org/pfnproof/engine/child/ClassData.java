package org.pfnproof.engine.child;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Optional;

/**
 * What a JVM has already found out about the classes of children, in a form that later JVMs map into their memory: HotSpot's dynamic
 * class-data archives, one for each main class.
 *
 * <p>Archives hold classes of jars only, so that there is a jar of this program beside them. HotSpot itself sees whether an archive was
 * made by the same Java from the same class path, and does without where it was not. Nothing but the speed of a child depends on it.
 *
 * @param folder where the jar and the archives are; empty to do without
 * @param making whether children are to leave an archive where there is none
 */
public record ClassData(Optional<Path> folder, boolean making) {

    /** Names the folder; set by the launcher. */
    public static final String FOLDER = "pfnproof.classData";
    /** Whether to make archives, too. */
    public static final String MAKING = "pfnproof.classData.make";

    /** Children do without. */
    public static final ClassData NONE = new ClassData(Optional.empty(), false);

    static final String JAR = "classes.jar";
    private static final String SUFFIX = ".jsa";

    /** As the launcher has arranged it. */
    static ClassData ofThisProgram() {
        return new ClassData(
                Optional.ofNullable(System.getProperty(FOLDER)).map(Path::of), Boolean.getBoolean(MAKING));
    }

    /** The archive of a main class, to be used. */
    private Optional<Path> ready(ChildJob job) {
        return folder.map(path -> path.resolve(job.mainClass() + SUFFIX)).filter(Files::isRegularFile);
    }

    /** Where a child is to leave an archive in its run directory, if it is to make one. */
    private Optional<Path> unfinished(ChildJob job, Path directory) {
        return making && folder.isPresent() && ready(job).isEmpty() ? Optional.of(directory.resolve(job.mainClass() + SUFFIX)) : Optional.empty();
    }

    /** A child's class path, with the jar in the place of the directory of the same classes. */
    List<Path> classPath(ChildJob job) {
        Optional<Path> jar = folder.map(path -> path.resolve(JAR)).filter(Files::isRegularFile);
        if (jar.isEmpty() || !making && ready(job).isEmpty()) {
            return job.classPath();
        }
        Path own = ClassLocation.of(ClassData.class);
        return job.classPath().stream()
                .map(entry -> entry.equals(own) ? jar.get() : entry)
                .toList();
    }

    /** The options with which a child uses its archive, or makes one. */
    List<String> options(ChildJob job, Path directory) {
        Optional<Path> unfinished = unfinished(job, directory);
        if (unfinished.isPresent()) {
            return List.of("-XX:ArchiveClassesAtExit=" + unfinished.get());
        }
        // An archive that does not fit is no news: the child is slower, and that is all.
        return ready(job)
                .map(archive -> List.of("-Xshare:auto", "-Xlog:cds*=off", "-XX:SharedArchiveFile=" + archive))
                .orElse(List.of());
    }

    /** Puts the archive that a child has made into its place, all or nothing; another process may be doing the same. */
    void keep(ChildJob job, Path directory) {
        unfinished(job, directory).filter(Files::isRegularFile).ifPresent(archive -> {
            try {
                keep(archive, folder.orElseThrow());
            } catch (IOException e) {
                // Later children are as slow as this one was.
            }
        });
    }

    private static void keep(Path archive, Path folder) throws IOException {
        Path copy = Files.createTempFile(folder, archive.getFileName().toString(), ".tmp");
        try {
            Files.copy(archive, copy, StandardCopyOption.REPLACE_EXISTING);
            Files.move(copy, folder.resolve(archive.getFileName()), StandardCopyOption.ATOMIC_MOVE);
        } finally {
            Files.deleteIfExists(copy);
        }
    }
}
