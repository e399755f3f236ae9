package org.pfnproof.engine.tlc;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a jar tells of itself without being run. */
class TlcJarTest {

    @TempDir
    Path folder;

    @Test
    void versionIsTheTimeOfTheBuildWhereThereIsNoNumber() throws Exception {
        TlcJar jar = TlcJar.open(built("2026-04-29T16:48:09.7Z"));

        assertThat(jar.version()).contains("2026.04.29.164809");
        assertThat(jar.name()).isEqualTo("TLC 2026.04.29.164809");
    }

    @Test
    void timeThatIsNoneIsNoVersion() throws Exception {
        assertThat(TlcJar.open(built("yesterday")).version()).isEmpty();
    }

    private Path built(String time) throws Exception {
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        manifest.getMainAttributes().putValue("Build-TimeStamp", time);
        Path path = folder.resolve("some.jar");
        try (JarOutputStream jar = new JarOutputStream(Files.newOutputStream(path), manifest)) {
            jar.putNextEntry(new JarEntry("tlc2/TLC.class"));
        }
        return path;
    }
}
