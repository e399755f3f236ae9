package org.pfnproof.engine.alloy.child;

import edu.mit.csail.sdg.alloy4.Err;
import edu.mit.csail.sdg.alloy4.ErrorSyntax;
import edu.mit.csail.sdg.alloy4.Pos;
import edu.mit.csail.sdg.parser.CompModule;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.pfnproof.engine.alloy.child.AlloyReport.Remark;

/** Names places without the run directory, which is gone when somebody reads of them. */
final class Places {

    private final Path folder;

    Places(Path folder) {
        this.folder = folder;
    }

    /** An error or a warning, on one line. */
    Remark remark(Err error) {
        String message = error.msg.replace(folder + "/", "").strip().replaceAll("\\s*\\n\\s*", " ");
        if (message.startsWith("There are ") && error instanceof ErrorSyntax) {
            message = "Syntax error. " + message;
        }
        boolean known = isOurs(error.pos);
        return new Remark(known ? file(error.pos) : "", known ? error.pos.y : 0, known ? error.pos.x : 0, message);
    }

    /** The file's name. */
    String file(Pos pos) {
        return folder.relativize(Path.of(pos.filename)).toString();
    }

    /** Whether the place is in a spec, not in Alloy's library. */
    boolean isOurs(Pos pos) {
        return pos != null && pos.filename.startsWith(folder + "/");
    }

    /** The files that a module reaches, itself included. */
    List<String> files(CompModule world) {
        return Stream.concat(
                        Stream.of(world.pos()),
                        world.getAllReachableModules().makeConstList().stream().map(CompModule::pos))
                .filter(this::isOurs)
                .map(this::file)
                .distinct()
                .sorted()
                .toList();
    }

    /** The source text between a place's first and last character, on one line. */
    String text(Pos pos) {
        try {
            return pos.substring(Files.readString(Path.of(pos.filename))).replaceAll("\\s+", " ");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
