package org.pfnproof.engine.tlc.child;

import com.google.gson.JsonObject;
import java.util.Locale;

/**
 * How a worker's part in a run ended.
 *
 * @param text one sentence
 */
public record WorkerEnd(Kind kind, String text) {

    /** What it comes to. */
    public enum Kind {
        /** The run is over. */
        OVER,
        /** The server went away before. */
        LOST,
        /** No server was found. */
        NONE,
        /** The server is not one that this worker may join. */
        REFUSED
    }

    JsonObject json() {
        JsonObject json = new JsonObject();
        json.addProperty("kind", kind.name().toLowerCase(Locale.ROOT));
        json.addProperty("text", text);
        return json;
    }

    /** As the parent reads it. */
    public static WorkerEnd of(JsonObject json) {
        return new WorkerEnd(
                Kind.valueOf(json.get("kind").getAsString().toUpperCase(Locale.ROOT)),
                json.get("text").getAsString());
    }
}
