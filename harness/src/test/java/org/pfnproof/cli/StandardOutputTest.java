package org.pfnproof.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A reader that goes away is no failure; a full disk is. */
class StandardOutputTest {

    @ParameterizedTest
    @CsvSource({"Broken pipe, false", "No space left on device, true", "Input/output error, true"})
    void tellsAReaderThatIsGoneFromAFailure(String message, boolean failure) {
        OutputStream broken = new OutputStream() {
            @Override
            public void write(int b) throws IOException {
                throw new IOException(message);
            }
        };
        PrintStream out = new PrintStream(new StandardOutput(broken), false, StandardCharsets.UTF_8);
        out.print("a report");
        assertEquals(failure, out.checkError());
        out.print("more of it");
        assertEquals(failure, out.checkError());
    }
}
