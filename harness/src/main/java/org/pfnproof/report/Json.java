package org.pfnproof.report;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonNull;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Collection;
import java.util.Optional;
import java.util.function.Function;

/** Small pieces of the JSON reports. */
final class Json {

    private Json() {}

    static JsonArray strings(Collection<String> values) {
        JsonArray array = new JsonArray();
        values.forEach(array::add);
        return array;
    }

    /** The value, or JSON's null: every name of a result is always there, so that a reader need not ask. */
    static <T> JsonElement orNull(Optional<T> value, Function<T, JsonElement> write) {
        return value.map(write).orElse(JsonNull.INSTANCE);
    }

    /** Seconds with three decimals. */
    static BigDecimal seconds(Duration time) {
        return BigDecimal.valueOf(time.toMillis(), 3);
    }
}
