package org.pfnproof.engine.tlc.child;

import com.google.gson.JsonObject;
import java.time.Duration;

/**
 * What a worker's JVM is to do.
 *
 * @param host where the server is
 * @param port of the server's registry
 * @param address to listen on for the server, and no other
 * @param threads how many states it expands at once
 * @param patience how long it looks for a server that is not there yet
 * @param release the build that this is
 */
public record WorkerRequest(String host, int port, String address, int threads, Duration patience, String release) {

    /** As the parent writes it. */
    public JsonObject json() {
        JsonObject json = new JsonObject();
        json.addProperty("host", host);
        json.addProperty("port", port);
        json.addProperty("address", address);
        json.addProperty("threads", threads);
        json.addProperty("waitMillis", patience.toMillis());
        json.addProperty("release", release);
        return json;
    }

    static WorkerRequest of(JsonObject json) {
        return new WorkerRequest(
                json.get("host").getAsString(),
                json.get("port").getAsInt(),
                json.get("address").getAsString(),
                json.get("threads").getAsInt(),
                Duration.ofMillis(json.get("waitMillis").getAsLong()),
                json.get("release").getAsString());
    }
}
