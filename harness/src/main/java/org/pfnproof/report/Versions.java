package org.pfnproof.report;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Properties;

/**
 * What made a report.
 *
 * @param pfnproof this program's version
 * @param java the version of the JVM it runs on
 */
public record Versions(String pfnproof, String java) {

    /** The versions of this process. */
    public static Versions current() {
        Properties properties = new Properties();
        try (InputStream in = Versions.class.getResourceAsStream("/org/pfnproof/version.properties")) {
            properties.load(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new Versions(properties.getProperty("version"), System.getProperty("java.version"));
    }

    /** The first line of a report: this program, the engines that took part, Java. */
    String with(Collection<String> engines) {
        List<String> programs = new ArrayList<>(List.of("pfnproof " + pfnproof));
        engines.stream().sorted().forEach(programs::add);
        programs.add("Java " + java);
        return String.join(", ", programs);
    }
}
