package org.pfnproof.catalogue;

import com.google.gson.Gson;
import com.google.gson.JsonElement;
import java.io.IOException;
import java.lang.reflect.Type;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.pfnproof.trace.StrictJson;

/** Reads data files: encoding, syntax, schema. What is wrong goes to {@link Problems}, and the file counts as absent. */
final class DataFiles {

    private static final byte[] BYTE_ORDER_MARK = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};

    private final Problems problems;
    private final Schemas schemas = new Schemas();
    private final Gson gson = new Gson();

    DataFiles(Problems problems) {
        this.problems = problems;
    }

    /** The file's content as an object of the type, if the file is there and valid. */
    <T> Optional<T> read(Path file, String schema, Type type) {
        return text(file)
                .flatMap(text -> parse(file, text))
                .filter(document -> valid(file, schema, document))
                .map(document -> gson.fromJson(document, type));
    }

    /** The entries of a folder in the order of their names; none if it is absent. */
    List<Path> entries(Path folder) {
        if (!Files.isDirectory(folder)) {
            problems.add(folder, "this folder is missing");
            return List.of();
        }
        try (Stream<Path> entries = Files.list(folder)) {
            return entries.filter(entry -> !entry.getFileName().toString().startsWith("."))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            problems.add(folder, "cannot be listed: " + e.getMessage());
            return List.of();
        }
    }

    private Optional<String> text(Path file) {
        try {
            byte[] bytes = Files.readAllBytes(file);
            if (bytes.length >= 3 && ByteBuffer.wrap(bytes, 0, 3).equals(ByteBuffer.wrap(BYTE_ORDER_MARK))) {
                problems.add(file, 1, 1, "begins with a byte order mark; save it as UTF-8 without one");
                return Optional.empty();
            }
            String text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
            if (text.isBlank()) {
                problems.add(file, "is empty; expected JSON");
                return Optional.empty();
            }
            return Optional.of(text);
        } catch (CharacterCodingException e) {
            problems.add(file, "is not UTF-8; save it in that encoding");
        } catch (NoSuchFileException e) {
            problems.add(file, "is missing");
        } catch (IOException e) {
            problems.add(file, "cannot be read: " + e.getMessage());
        }
        return Optional.empty();
    }

    private Optional<JsonElement> parse(Path file, String text) {
        try {
            return Optional.of(StrictJson.parse(text));
        } catch (StrictJson.SyntaxException e) {
            problems.add(file, e.line(), e.column(), e.getMessage());
            return Optional.empty();
        }
    }

    private boolean valid(Path file, String schema, JsonElement document) {
        List<String> violations = schemas.violations(schema, document);
        violations.forEach(violation -> problems.add(file, violation));
        return violations.isEmpty();
    }
}
