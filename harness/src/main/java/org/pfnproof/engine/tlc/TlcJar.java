package org.pfnproof.engine.tlc;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.pfnproof.catalogue.Problem;
import org.pfnproof.engine.child.ClassLocation;
import tlc2.TLC;

/**
 * A jar with TLC in it.
 *
 * @param path the jar
 * @param version TLC's own version, for example {@code 2.18 of 20 March 2023} or
 *     {@code 2026.04.29.160000}; empty if the jar does not tell
 */
public record TlcJar(Path path, Optional<String> version) {

    private static final String MAIN = "tlc2/TLC.class";
    private static final String GLOBALS = "tlc2/TLCGlobals.class";
    private static final Pattern VERSION = Pattern.compile("Version (\\d+\\.\\d+ of [\\w? ]+\\d)");
    /** The form that TLC gives it, too. */
    private static final DateTimeFormatter BUILD =
            DateTimeFormatter.ofPattern("yyyy.MM.dd.HHmmss", Locale.ROOT).withZone(ZoneOffset.UTC);

    /** A file that is no TLC jar. */
    public static final class NotTlcException extends Exception {
        private static final long serialVersionUID = 1L;
        private final transient Problem problem;

        NotTlcException(Problem problem) {
            super(problem.toString());
            this.problem = problem;
        }

        /** What is wrong with it. */
        public Problem problem() {
            return problem;
        }
    }

    /** The jar that comes with this program. */
    public static TlcJar bundled() throws NotTlcException {
        return open(ClassLocation.of(TLC.class));
    }

    /**
     * Looks into a jar without running anything from it.
     *
     * @throws NotTlcException if it is no readable jar or TLC is not in it
     */
    public static TlcJar open(Path path) throws NotTlcException {
        if (!Files.isRegularFile(path)) {
            throw broken(path, "there is no such file");
        }
        try (JarFile jar = new JarFile(path.toFile())) {
            if (jar.getJarEntry(MAIN) == null) {
                throw broken(path, "class tlc2.TLC not found in it");
            }
            return new TlcJar(path, version(jar));
        } catch (IOException e) {
            throw broken(path, e.getMessage());
        }
    }

    /** Tells this jar from every other one, as long as nobody forges file times: its path, time and size. Empty if it is gone. */
    public Optional<String> stamp() {
        try {
            return Optional.of(path.toRealPath() + " " + Files.getLastModifiedTime(path) + " " + Files.size(path));
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /** TLC and its version number, for example {@code TLC 2.18}. */
    public String name() {
        return version.map(text -> "TLC " + text.split(" ")[0]).orElse("TLC of unknown version");
    }

    /** To ask TLC itself would be to run code from the jar. */
    private static Optional<String> version(JarFile jar) throws IOException {
        Optional<String> constant = constant(jar);
        return constant.isPresent() ? constant : buildTime(jar);
    }

    /** The version as a string constant in a class. */
    private static Optional<String> constant(JarFile jar) throws IOException {
        JarEntry entry = jar.getJarEntry(GLOBALS);
        if (entry == null) {
            return Optional.empty();
        }
        byte[] bytes = jar.getInputStream(entry).readAllBytes();
        Matcher version = VERSION.matcher(new String(bytes, StandardCharsets.ISO_8859_1));
        return version.find() ? Optional.of(version.group(1)) : Optional.empty();
    }

    /** Since February 2026 the rolling release 1.8.0 has no number, and makes a version of the time of its build. */
    private static Optional<String> buildTime(JarFile jar) throws IOException {
        Manifest manifest = jar.getManifest();
        String time = manifest == null ? null : manifest.getMainAttributes().getValue("Build-TimeStamp");
        if (time == null) {
            return Optional.empty();
        }
        try {
            return Optional.of(BUILD.format(Instant.parse(time)));
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }

    private static NotTlcException broken(Path path, String reason) {
        return new NotTlcException(Problem.of(path + " is not a TLC jar: " + reason + "."));
    }
}
