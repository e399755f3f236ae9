package org.pfnproof.engine.alloy.child;

import edu.mit.csail.sdg.ast.Assert;
import edu.mit.csail.sdg.ast.Command;
import edu.mit.csail.sdg.parser.CompModule;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.pfnproof.engine.alloy.child.AlloyReport.Listed;

/** The commands of a root module. */
final class Commands {

    private final CompModule world;
    private final Places places;

    Commands(CompModule world, Places places) {
        this.world = world;
        this.places = places;
    }

    /** The check command of a name. */
    Optional<Command> find(String name) {
        return stream()
                .filter(command -> command.check && command.label.equals(name))
                .findFirst();
    }

    List<Command> runs() {
        return stream().filter(command -> !command.check).toList();
    }

    List<Listed> list() {
        return stream().map(this::listed).toList();
    }

    /** The assertion that a command checks, wherever it is stated; none if the formula stands in the command itself. */
    static Optional<Assert> assertion(CompModule world, String name, Places places) {
        return world.getAllReachableModules().makeConstList().stream()
                .flatMap(module -> module.getAllAssertions().stream())
                .filter(assertion -> assertion.label.equals(name) && places.isOurs(assertion.pos))
                .findFirst();
    }

    private Stream<Command> stream() {
        return world.getAllCommands().stream();
    }

    private Listed listed(Command command) {
        Map<String, Integer> scopes = new TreeMap<>();
        command.scope.forEach(scope -> scopes.put(Atoms.plain(scope.sig.label), scope.endingScope));
        List<String> assertion = command.check
                ? assertion(world, command.label, places).map(found -> places.file(found.pos)).stream()
                        .toList()
                : List.of();
        return new Listed(
                command.label,
                command.check,
                command.expects,
                places.file(command.pos),
                command.pos.y,
                assertion,
                command.overall,
                command.bitwidth,
                command.maxprefix,
                scopes);
    }
}
