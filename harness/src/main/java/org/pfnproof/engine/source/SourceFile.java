package org.pfnproof.engine.source;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.pfnproof.catalogue.Problem;

/**
 * A spec's source text.
 *
 * @param path where it was read from
 * @param text its text; line ends are LF, whatever they are in the file
 */
public record SourceFile(Path path, String text) {

    /** A file that cannot be a spec. */
    public static final class UnreadableException extends Exception {
        private static final long serialVersionUID = 1L;
        private final transient Problem problem;

        UnreadableException(Problem problem) {
            super(problem.toString());
            this.problem = problem;
        }

        /** What is wrong and where. */
        public Problem problem() {
            return problem;
        }
    }

    /**
     * Reads a UTF-8 file. CRLF line ends are accepted, as Git may write them; a byte order mark is not, because the checkers
     * take it for a part of the text.
     *
     * @throws UnreadableException with file, line and column
     */
    public static SourceFile read(Path path) throws UnreadableException {
        byte[] bytes;
        try {
            bytes = Files.readAllBytes(path);
        } catch (NoSuchFileException e) {
            throw new UnreadableException(Problem.at(path.toString(), 0, 0, "There is no such file."));
        } catch (IOException e) {
            throw new UnreadableException(Problem.at(path.toString(), 0, 0, "Cannot be read: " + e));
        }
        String text = decode(path, bytes);
        if (text.startsWith("\uFEFF")) {
            throw new UnreadableException(Problem.at(
                    path.toString(), 1, 1, "Begins with a byte order mark; save the file as UTF-8 without one."));
        }
        return new SourceFile(path, text.replace("\r\n", "\n"));
    }

    private static String decode(Path path, byte[] bytes) throws UnreadableException {
        CharsetDecoder decoder = StandardCharsets.UTF_8.newDecoder();
        ByteBuffer in = ByteBuffer.wrap(bytes);
        CharBuffer out = CharBuffer.allocate(bytes.length + 1);
        CoderResult result = decoder.decode(in, out, true);
        String good = out.flip().toString();
        try {
            if (result.isError()) {
                result.throwException();
            }
        } catch (CharacterCodingException e) {
            int line = 1 + (int) good.chars().filter(c -> c == '\n').count();
            int column = good.length() - good.lastIndexOf('\n');
            String message =
                    String.format("Is not UTF-8: byte 0x%02X at offset %d.", bytes[in.position()], in.position());
            throw new UnreadableException(Problem.at(path.toString(), line, column, message));
        }
        return good;
    }
}
