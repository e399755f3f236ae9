package org.pfnproof.log;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/**
 * Whole lines of a stream, as Latin-1, so that any byte is a character. Unlike {@link java.io.BufferedReader} it tells a last line that has
 * no end from a whole one, and refuses lines that no log has.
 */
final class LineReader implements Closeable {

    private static final int LONGEST_LINE = 1 << 16;

    private final InputStream bytes;
    private final byte[] buffer = new byte[4 * LONGEST_LINE];
    private int from;
    private int to;
    private boolean cutShort;

    LineReader(InputStream bytes) {
        this.bytes = bytes;
    }

    /** The next line without its end; null when there is none. */
    String next() throws IOException {
        int at = from;
        while (true) {
            for (; at < to; at++) {
                if (buffer[at] == '\n') {
                    return line(at);
                }
            }
            if (at - from > LONGEST_LINE) {
                throw new IOException("a line is longer than " + LONGEST_LINE + " bytes; this is no log");
            }
            at -= from;
            if (!fill()) {
                cutShort = to > from;
                return null;
            }
        }
    }

    private String line(int end) {
        int length = end > from && buffer[end - 1] == '\r' ? end - 1 - from : end - from;
        String line = new String(buffer, from, length, StandardCharsets.ISO_8859_1);
        from = end + 1;
        return line;
    }

    /** Moves what is left to the front, reads more. */
    private boolean fill() throws IOException {
        System.arraycopy(buffer, from, buffer, 0, to - from);
        to -= from;
        from = 0;
        int read = bytes.read(buffer, to, buffer.length - to);
        if (read > 0) {
            to += read;
        }
        return read > 0;
    }

    /** Whether the last line had no end. */
    boolean cutShort() {
        return cutShort;
    }

    @Override
    public void close() throws IOException {
        bytes.close();
    }
}
