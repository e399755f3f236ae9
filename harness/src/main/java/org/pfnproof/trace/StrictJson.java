package org.pfnproof.trace;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonNull;
import com.google.gson.JsonObject;
import com.google.gson.JsonPrimitive;
import com.google.gson.Strictness;
import com.google.gson.internal.LazilyParsedNumber;
import com.google.gson.stream.JsonReader;
import com.google.gson.stream.JsonToken;
import com.google.gson.stream.MalformedJsonException;
import java.io.EOFException;
import java.io.IOException;
import java.io.StringReader;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads JSON to the letter of its standard, and refuses a name that stands twice in one object (Gson would drop one). */
public final class StrictJson {

    private static final Pattern PLACE = Pattern.compile("(?s)(.*?) at line (\\d+) column (\\d+) path (\\S*).*");

    private StrictJson() {}

    /** Why a text is no JSON, and where. */
    public static final class SyntaxException extends Exception {
        private static final long serialVersionUID = 1L;

        private final int line;
        private final int column;

        SyntaxException(String message, int line, int column) {
            super(message);
            this.line = line;
            this.column = column;
        }

        /** From 1; 0 if unknown. */
        public int line() {
            return line;
        }

        /** From 1; 0 if unknown. */
        public int column() {
            return column;
        }
    }

    /**
     * The one value of a text.
     *
     * @throws SyntaxException if the text is no JSON, is truncated, or goes on behind the value
     */
    public static JsonElement parse(String text) throws SyntaxException {
        JsonReader reader = new JsonReader(new StringReader(text));
        reader.setStrictness(Strictness.STRICT);
        try {
            JsonElement element = read(reader);
            if (reader.peek() != JsonToken.END_DOCUMENT) {
                throw located("expected the end of the file after the first value" + place(reader));
            }
            return element;
        } catch (EOFException e) {
            throw located("the file is truncated: it ends inside a value" + place(reader));
        } catch (IOException e) {
            throw located((isCut(text) ? "the file is truncated: " : "") + e.getMessage());
        }
    }

    /** Whether a text begins as an object or an array, and does not end as one. */
    private static boolean isCut(String text) {
        return text.strip().matches("(?s)[{\\[].*[^}\\]]");
    }

    private static JsonElement read(JsonReader reader) throws IOException {
        return switch (reader.peek()) {
            case BEGIN_OBJECT -> object(reader);
            case BEGIN_ARRAY -> array(reader);
            case STRING -> new JsonPrimitive(reader.nextString());
            case NUMBER -> new JsonPrimitive(new LazilyParsedNumber(reader.nextString()));
            case BOOLEAN -> new JsonPrimitive(reader.nextBoolean());
            case NULL -> {
                reader.nextNull();
                yield JsonNull.INSTANCE;
            }
            case NAME, END_OBJECT, END_ARRAY, END_DOCUMENT -> throw new EOFException();
        };
    }

    private static JsonObject object(JsonReader reader) throws IOException {
        JsonObject object = new JsonObject();
        reader.beginObject();
        while (reader.hasNext()) {
            String name = reader.nextName();
            if (object.has(name)) {
                throw new MalformedJsonException(
                        "the name \"" + name + "\" stands twice in one object" + place(reader));
            }
            object.add(name, read(reader));
        }
        reader.endObject();
        return object;
    }

    private static JsonArray array(JsonReader reader) throws IOException {
        JsonArray array = new JsonArray();
        reader.beginArray();
        while (reader.hasNext()) {
            array.add(read(reader));
        }
        reader.endArray();
        return array;
    }

    /** Gson tells a reader's place only in its text form, "JsonReader at line 1 column 2 path $". */
    private static String place(JsonReader reader) {
        return reader.toString().substring("JsonReader".length());
    }

    private static SyntaxException located(String message) {
        Matcher matcher = PLACE.matcher(message);
        if (!matcher.matches()) {
            return new SyntaxException(message, 0, 0);
        }
        String reason = matcher.group(1).replaceFirst("Use JsonReader.*", "not JSON");
        return new SyntaxException(
                reason + " (at " + matcher.group(4) + ")",
                Integer.parseInt(matcher.group(2)),
                Integer.parseInt(matcher.group(3)));
    }
}
