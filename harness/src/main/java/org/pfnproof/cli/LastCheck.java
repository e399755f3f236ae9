package org.pfnproof.cli;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.pfnproof.catalogue.Schemas;
import org.pfnproof.trace.StrictJson;

/** Keeps the last check's result, as JSON, under the build directory. */
record LastCheck(Path build) {

    private static final String NAME = "last-check.json";

    /** A note if it could not be kept, which spoils nothing else. */
    Optional<String> keep(String json) {
        try {
            AtomicFile.write(file(), json);
            return Optional.empty();
        } catch (IOException e) {
            return Optional.of("note: the result is not kept for later commands, since " + build
                    + " cannot be written (" + OutputFile.reason(e) + ").");
        }
    }

    /**
     * What was kept.
     *
     * @throws UserException if there is nothing, or not what {@link #keep} wrote
     */
    JsonObject read() throws UserException {
        try {
            JsonElement document = StrictJson.parse(Files.readString(file()));
            List<String> violations = new Schemas().violations("check", document);
            if (!violations.isEmpty()) {
                throw unusable(": " + violations.get(0));
            }
            return document.getAsJsonObject();
        } catch (NoSuchFileException e) {
            throw new UserException("there is no last check to report on; run \"harness/pfnproof check\" first.");
        } catch (StrictJson.SyntaxException e) {
            throw unusable(":" + e.line() + ":" + e.column() + ": " + e.getMessage());
        } catch (IOException e) {
            throw unusable(" cannot be read (" + OutputFile.reason(e) + ")");
        }
    }

    /** Something is wrong with the file. */
    UserException unusable(String what) {
        return new UserException(
                file() + what
                        + "\nThe last check's result is damaged, or from another version; run \"harness/pfnproof check\" again.");
    }

    private Path file() {
        return build.resolve(NAME);
    }
}
