package org.pfnproof.engine.tlc.child;

import com.google.gson.JsonObject;
import java.time.Duration;

/**
 * What TLC's JVM is to do as the server of a distributed run.
 *
 * @param tlc the search
 * @param address to listen on, and no other
 * @param port of the registry in which workers find it
 * @param patience how long it goes on without any worker
 * @param release the build that workers must be of
 */
public record ServerRequest(TlcRequest tlc, String address, int port, Duration patience, String release) {

    /** As the parent writes it. */
    public JsonObject json() {
        JsonObject json = new JsonObject();
        json.add("tlc", tlc.json());
        json.addProperty("address", address);
        json.addProperty("port", port);
        json.addProperty("waitMillis", patience.toMillis());
        json.addProperty("release", release);
        return json;
    }

    static ServerRequest of(JsonObject json) {
        return new ServerRequest(
                TlcRequest.of(json.getAsJsonObject("tlc")),
                json.get("address").getAsString(),
                json.get("port").getAsInt(),
                Duration.ofMillis(json.get("waitMillis").getAsLong()),
                json.get("release").getAsString());
    }
}
