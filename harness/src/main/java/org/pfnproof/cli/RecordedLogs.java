package org.pfnproof.cli;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import org.pfnproof.catalogue.Schemas;
import org.pfnproof.trace.StrictJson;

/** What following the logs of the test resources has shown: {@code specs/real-kernels.json}, in the form of {@code trace.schema.json}. */
final class RecordedLogs {

    static final String NAME = "real-kernels.json";

    private RecordedLogs() {}

    /**
     * One element a log; none if the file is absent.
     *
     * @throws UserException if it is damaged
     */
    static JsonArray read(Path specs) throws UserException {
        Path file = specs.resolve(NAME);
        try {
            JsonElement document = StrictJson.parse(Files.readString(file));
            List<String> violations = new Schemas().violations("trace", document);
            if (!violations.isEmpty()) {
                throw new UserException(file + ": " + violations.get(0));
            }
            return document.getAsJsonObject().getAsJsonArray("logs");
        } catch (NoSuchFileException e) {
            return new JsonArray();
        } catch (StrictJson.SyntaxException e) {
            throw new UserException(file + ":" + e.line() + ":" + e.column() + ": " + e.getMessage());
        } catch (IOException e) {
            throw new UserException(file + ": cannot be read (" + OutputFile.reason(e) + ")");
        }
    }
}
