package org.pfnproof.engine.mutant;

import com.google.gson.JsonObject;

/**
 * A replacement of a piece of text. Lines and columns count from 1.
 *
 * @param beginLine where the piece begins
 * @param beginColumn where the piece begins
 * @param endLine where its last character is
 * @param endColumn its last character; one less than {@code beginColumn} to insert before that
 * @param text what comes in its place, on one line
 */
public record Edit(int beginLine, int beginColumn, int endLine, int endColumn, String text) {

    /** An insertion before a character. */
    public static Edit insert(int line, int column, String text) {
        return new Edit(line, column, line, column - 1, text);
    }

    /** For another process. */
    public JsonObject json() {
        JsonObject json = new JsonObject();
        json.addProperty("beginLine", beginLine);
        json.addProperty("beginColumn", beginColumn);
        json.addProperty("endLine", endLine);
        json.addProperty("endColumn", endColumn);
        json.addProperty("text", text);
        return json;
    }

    /** Reads what another process wrote. */
    public static Edit of(JsonObject json) {
        return new Edit(
                json.get("beginLine").getAsInt(),
                json.get("beginColumn").getAsInt(),
                json.get("endLine").getAsInt(),
                json.get("endColumn").getAsInt(),
                json.get("text").getAsString());
    }
}
