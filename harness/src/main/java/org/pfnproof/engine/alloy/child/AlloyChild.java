package org.pfnproof.engine.alloy.child;

import com.google.gson.Gson;
import java.io.IOException;
import java.nio.file.Path;
import org.pfnproof.engine.child.ChildSide;

/** Main class of the JVM in which one run of Alloy takes place. */
public final class AlloyChild {

    private AlloyChild() {}

    /** Reads an {@link AlloyRequest} from the run directory and leaves an {@link AlloyReport} there. */
    public static void main(String[] arguments) throws IOException {
        ChildSide side = ChildSide.attach(arguments);
        Gson gson = new Gson();
        AlloyRequest request = gson.fromJson(side.request(), AlloyRequest.class);
        Path folder = side.directory().resolve(AlloyRequest.FOLDER);
        AlloyReport report = new Job(folder, request).run();
        side.finish(gson.toJsonTree(report).getAsJsonObject());
        System.exit(0);
    }
}
