package org.pfnproof.engine.alloy;

import org.pfnproof.engine.alloy.child.AlloyReport.Listed;

/** A command's scope, under the names that a model's bounds use. */
final class Scopes {

    private Scopes() {}

    /** The scope of a signature, or {@code steps}, or {@code int} for the bitwidth; -1 if the command does not state it. */
    static int of(Listed command, String name) {
        return switch (name) {
            case "steps" -> command.steps();
            case "int" -> command.bitwidth();
            default -> command.scopes().getOrDefault(name, command.overall());
        };
    }
}
