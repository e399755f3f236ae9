package org.pfnproof.engine.tlc.child;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.UnaryOperator;
import org.pfnproof.engine.child.ChildSide;

/**
 * One run of TLC in a class loader of its own: TLC's static fields make a second run in the same one unsound. Text in, text
 * out, so that both sides need nothing in common but the JDK.
 */
public final class MutantSession implements UnaryOperator<String> {

    static final String DIRECTORY = "directory";
    static final String TLC = "tlc";
    static final String LIMIT = "limit";
    static final String GRAPH = "graph";
    static final String OVER_LIMIT = "overLimit";

    /** What to do for one run. */
    static String request(Path directory, JsonObject tlc, long limit) {
        JsonObject request = new JsonObject();
        request.addProperty(DIRECTORY, directory.toString());
        request.add(TLC, tlc);
        request.addProperty(LIMIT, limit);
        return request.toString();
    }

    /** TLC's answer, with the print of the state graph and whether the search was stopped at the limit. */
    @Override
    public String apply(String text) {
        JsonObject request = JsonParser.parseString(text).getAsJsonObject();
        ChildSide side = ChildSide.unattended(Path.of(request.get(DIRECTORY).getAsString()));
        AtomicReference<GraphPrint> print = new AtomicReference<>();
        Session session = new Session(side, TlcRequest.of(request.getAsJsonObject(TLC)), (tool, watcher) -> {
            print.set(new GraphPrint(watcher, request.get(LIMIT).getAsLong()));
            return print.get();
        });
        JsonObject answer;
        try {
            answer = session.run().json();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        if (print.get() != null) {
            answer.addProperty(GRAPH, print.get().print());
            answer.addProperty(OVER_LIMIT, print.get().isOverLimit());
        }
        return answer.toString();
    }
}
