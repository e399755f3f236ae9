package org.pfnproof.engine.alloy.child;

import edu.mit.csail.sdg.alloy4.Pair;
import edu.mit.csail.sdg.ast.Command;
import edu.mit.csail.sdg.ast.Expr;
import edu.mit.csail.sdg.ast.ExprCall;
import edu.mit.csail.sdg.ast.Func;
import edu.mit.csail.sdg.ast.VisitQuery;
import edu.mit.csail.sdg.parser.CompModule;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.pfnproof.engine.mutant.EditedText;
import org.pfnproof.engine.mutant.Kind;
import org.pfnproof.engine.mutant.Mutant;

/**
 * Finds the mutants of one root's modules: changes of each named fact, and of each predicate and function that a fact uses. What
 * only assertions and commands use is left alone, as those are.
 */
final class AlloyMutantFinder {

    private final CompModule world;
    private final Places places;
    private final Set<String> modules;

    AlloyMutantFinder(CompModule world, Places places, Set<String> modules) {
        this.world = world;
        this.places = places;
        this.modules = modules;
    }

    /** Those of this root, in the order of the text. */
    Map<String, Mutant> find() throws IOException {
        Map<String, Mutant> found = new LinkedHashMap<>();
        for (CompModule module : world.getAllReachableModules().makeConstList()) {
            if (places.isOurs(module.pos()) && modules.contains(name(module))) {
                mutants(module, found);
            }
        }
        return found;
    }

    /** Command to the facts, predicates and functions of which it would change along with them, as {@code Module.name}. */
    Map<String, Set<String>> uses() {
        Map<String, Set<String>> uses = new TreeMap<>();
        for (Command command : world.getAllCommands()) {
            Set<String> used = new TreeSet<>();
            statement(command).ifPresent(statement -> reach(statement).forEach(function -> used.add(id(function))));
            uses.put(command.label, used);
        }
        return uses;
    }

    /** What is stated, without the facts. */
    private Optional<Expr> statement(Command command) {
        return command.check
                ? Commands.assertion(world, command.label, places).map(assertion -> assertion.expr)
                : world.getAllFunc().makeConstList().stream()
                        .filter(function -> Atoms.plain(function.label).equals(command.label))
                        .map(Func::getBody)
                        .findFirst();
    }

    private void mutants(CompModule module, Map<String, Mutant> found) throws IOException {
        String content = Files.readString(Path.of(module.pos().filename));
        SourceText text = new SourceText(content);
        Set<Func> used = reach(world.getAllReachableFacts());
        Map<String, Expr> bodies = new LinkedHashMap<>();
        for (Pair<String, Expr> fact : module.getAllFacts()) {
            bodies.put(Atoms.plain(fact.a), fact.b);
        }
        for (Func function : module.getAllFunc()) {
            if (used.contains(function)) {
                bodies.put(Atoms.plain(function.label), function.getBody());
            }
        }
        Set<String> texts = new LinkedHashSet<>();
        texts.add(plain(content));
        bodies.entrySet().stream()
                .filter(body -> !body.getKey().contains("$"))
                .sorted(Map.Entry.comparingByValue((one, other) -> one.span().y - other.span().y))
                .forEach(body -> {
                    Map<Kind, Integer> ordinals = new EnumMap<>(Kind.class);
                    for (AlloySites.Site site : AlloySites.of(body.getValue(), text)) {
                        if (texts.add(plain(EditedText.of(content, List.of(site.edit()))))) {
                            int ordinal = ordinals.merge(site.kind(), 1, Integer::sum);
                            Mutant mutant =
                                    new Mutant(name(module), body.getKey(), site.kind(), ordinal, List.of(site.edit()));
                            found.put(mutant.id(), mutant);
                        }
                    }
                });
    }

    private String name(CompModule module) {
        return places.file(module.pos()).replace(".als", "");
    }

    private String id(Func function) {
        return places.file(function.pos).replace(".als", "") + "." + Atoms.plain(function.label);
    }

    /** The functions and predicates of ours that an expression calls, directly or not. */
    private Set<Func> reach(Expr expression) {
        Set<Func> reached = new LinkedHashSet<>();
        expression.accept(new VisitQuery<Void>() {
            @Override
            public Void visit(ExprCall call) {
                if (places.isOurs(call.fun.pos) && reached.add(call.fun)) {
                    call.fun.getBody().accept(this);
                }
                return super.visit(call);
            }
        });
        return reached;
    }

    private static String plain(String text) {
        return Stream.of(text.split("\\s+")).reduce("", (one, other) -> one + " " + other);
    }
}
