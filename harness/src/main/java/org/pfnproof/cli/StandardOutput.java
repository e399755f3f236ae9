package org.pfnproof.cli;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;

/**
 * Standard output, whose reader may have seen enough: {@code list models | head}. That is no error, and what it does not want goes
 * nowhere. Any other failure, a full disk for example, is one.
 */
final class StandardOutput extends FilterOutputStream {

    /** What the C library calls EPIPE. Where it speaks another language, the failure is told like any other. */
    private static final String NO_READER = "Broken pipe";

    StandardOutput(OutputStream out) {
        super(out);
    }

    @Override
    public void write(int b) throws IOException {
        write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int from, int length) throws IOException {
        try {
            out.write(bytes, from, length);
        } catch (IOException e) {
            if (!NO_READER.equals(e.getMessage())) {
                throw e;
            }
            out = OutputStream.nullOutputStream();
        }
    }
}
