package org.pfnproof.engine.tlc.child;

import com.google.gson.JsonObject;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import org.pfnproof.engine.child.ChildSide;
import org.pfnproof.engine.twin.Twin;
import org.pfnproof.engine.twin.TwinReport;
import org.pfnproof.engine.twin.TwinRequest;
import org.pfnproof.kernel.Protocol;
import org.pfnproof.kernel.state.PackedState;

/** The main class of a JVM in which a reference implementation walks beside TLC. */
public final class TwinChild {

    /** In the request: which reference implementation. In the answer, beside what TLC's own is: what was found. */
    public static final String TWIN = "twin";

    /** In the request: what TLC is to do. */
    public static final String TLC = "tlc";

    private static final int CRASHED = 70;

    private TwinChild() {}

    /** The request for both. */
    public static JsonObject request(TlcRequest tlc, TwinRequest twin) {
        JsonObject request = new JsonObject();
        request.add(TLC, tlc.json());
        request.add(TWIN, twin.json());
        return request;
    }

    /** Runs both as the request in the run directory says and leaves the answer there. */
    public static void main(String[] arguments) {
        ChildSide side = ChildSide.attach(arguments);
        // TLC leaves threads behind that would keep the JVM alive, whichever way this one ends.
        try {
            answer(side);
            System.exit(0);
        } catch (IOException | RuntimeException | LinkageError | StackOverflowError e) {
            e.printStackTrace();
            System.exit(CRASHED);
        }
    }

    private static void answer(ChildSide side) throws IOException {
        TlcRequest request = TlcRequest.of(side.request().getAsJsonObject(TLC));
        TwinRequest wanted = TwinRequest.of(side.request().getAsJsonObject(TWIN));
        Twin<?> twin;
        try {
            Optional<Protocol<?>> protocol = wanted.create();
            twin = start(
                    protocol.orElseThrow(
                            () -> new IllegalStateException(wanted.factory() + " has none for " + wanted.spec())),
                    request.actors(),
                    wanted.boundary(),
                    wanted.predicates());
        } catch (RuntimeException | Error e) {
            JsonObject answer = TlcAnswer.refused(List.of()).json();
            answer.add(TWIN, TwinReport.crashed(e).json());
            side.finish(answer);
            return;
        }
        TlcAnswer tlc = new Session(
                        side,
                        request,
                        (tool, watcher) -> new TwinWatcher(tool, twin, request.replacements(), wanted.predicates()))
                .run();
        if (!twin.isOver() && tlc.queue() == 0 && tlc.exit().orElse(-1) == 0) {
            twin.end();
        }
        JsonObject answer = tlc.json();
        answer.add(TWIN, twin.report().json());
        side.finish(answer);
    }

    private static <S extends PackedState> Twin<S> start(
            Protocol<S> protocol, List<String> modelValues, List<String> boundary, List<String> said) {
        return Twin.of(protocol, modelValues, boundary, said);
    }
}
