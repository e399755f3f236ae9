package org.pfnproof.trace;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Collectors;

/** Files with counterexamples: those of {@code counterexamples/}, and the same in the ITF format. */
public final class CounterexampleFile {

    private CounterexampleFile() {}

    /**
     * Reads a file of either format; which one it is can be told from its content.
     *
     * @throws TraceFormatException naming the file, and the JSON pointer or the line, if it cannot be read
     */
    public static Counterexample read(Path file) throws TraceFormatException {
        try {
            JsonElement json = StrictJson.parse(text(file));
            return Itf.isItf(json) ? Itf.read(json) : TraceJson.read(json);
        } catch (StrictJson.SyntaxException e) {
            throw new TraceFormatException(e).in(file);
        } catch (TraceFormatException e) {
            throw e.in(file);
        }
    }

    /** A counterexample as the text of a file: a line for each member, and for each step. */
    public static String text(Counterexample trace) {
        StringBuilder text = new StringBuilder("{");
        String separator = "\n";
        for (Map.Entry<String, JsonElement> member : TraceJson.write(trace).entrySet()) {
            text.append(separator).append("  \"").append(member.getKey()).append("\": ");
            text.append(
                    member.getKey().equals("steps")
                            ? lines(member.getValue().getAsJsonArray())
                            : member.getValue().toString());
            separator = ",\n";
        }
        return text.append("\n}\n").toString();
    }

    private static String lines(JsonArray steps) {
        if (steps.isEmpty()) {
            return "[]";
        }
        return steps.asList().stream()
                .map(JsonElement::toString)
                .collect(Collectors.joining(",\n    ", "[\n    ", "\n  ]"));
    }

    private static String text(Path file) throws TraceFormatException {
        try {
            byte[] bytes = Files.readAllBytes(file);
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException e) {
            throw TraceFormatException.unreadable("is not UTF-8; save it in that encoding");
        } catch (NoSuchFileException e) {
            throw TraceFormatException.unreadable("there is no such file");
        } catch (IOException e) {
            throw TraceFormatException.unreadable("cannot be read: " + e.getMessage());
        }
    }
}
