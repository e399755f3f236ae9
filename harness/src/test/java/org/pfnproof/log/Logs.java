package org.pfnproof.log;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.tukaani.xz.XZInputStream;

/** The logs in the test resources. */
public final class Logs {

    private Logs() {}

    /** The lines of one. */
    public static List<String> lines(String name) {
        try (InputStream in = new XZInputStream(bytes(name))) {
            return Arrays.asList(new String(in.readAllBytes(), StandardCharsets.ISO_8859_1).split("\n"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** One as its file has it. */
    public static InputStream bytes(String name) {
        return Logs.class.getResourceAsStream("/kernel-logs/" + name + ".log.xz");
    }

    /** Lines as a log. */
    public static LogReader reader(List<String> lines) throws IOException {
        return reader(String.join("\n", lines) + "\n");
    }

    /** A text as a log. */
    public static LogReader reader(String text) throws IOException {
        return LogReader.of("log", new ByteArrayInputStream(text.getBytes(StandardCharsets.ISO_8859_1)));
    }
}
