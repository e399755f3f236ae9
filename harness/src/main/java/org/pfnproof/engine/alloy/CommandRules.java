package org.pfnproof.engine.alloy;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.pfnproof.catalogue.Nearest;
import org.pfnproof.catalogue.Problem;
import org.pfnproof.catalogue.Property;
import org.pfnproof.engine.Run;
import org.pfnproof.engine.alloy.child.AlloyReport;
import org.pfnproof.engine.alloy.child.AlloyReport.Listed;

/**
 * Holds a file's commands against what the model says of them, so that no answer stands for another question.
 *
 * <p>All that the model names has to be there, and nothing else; each command states its scope, its bitwidth, the length of traces
 * if anything is mutable, and an {@code expect} that fits. {@link VariantRules} has the rest for variants.
 */
final class CommandRules {

    private final Run run;
    private final AlloyReport report;
    private final Sources sources;
    private final List<Problem> problems = new ArrayList<>();

    private CommandRules(Run run, AlloyReport report, Sources sources) {
        this.run = run;
        this.report = report;
        this.sources = sources;
    }

    static List<Problem> check(Run run, AlloyReport report, Sources sources) {
        CommandRules rules = new CommandRules(run, report, sources);
        rules.names();
        report.commands().forEach(rules::command);
        if (run.variant().isPresent()) {
            report.commands()
                    .forEach(command -> VariantRules.check(run.variant().get(), report, command)
                            .ifPresent(message -> rules.problem(command, message)));
        } else {
            report.commands().forEach(rules::bounds);
        }
        return List.copyOf(rules.problems);
    }

    private void names() {
        Set<String> seen = new HashSet<>();
        report.commands().stream()
                .filter(command -> !seen.add(command.name()))
                .forEach(command -> problem(command, "There is another command of this name."));
        Set<String> checks = names(true);
        Set<String> runs = names(false);
        List<String> properties = ids(run.model().properties());
        List<String> witnesses =
                run.variant().isPresent() ? List.of() : ids(run.model().witnesses());
        absent(properties, checks, "check");
        absent(witnesses, runs, "run");
        if (run.variant().isEmpty() && witnesses.isEmpty()) {
            problems.add(
                    Problem.of("The model names no witness: if its facts contradicted each other, all would hold."));
        }
        report.commands().stream()
                .filter(command -> command.check()
                        ? !properties.contains(command.name())
                        : run.variant().isEmpty() && !witnesses.contains(command.name()))
                .forEach(command -> problem(
                        command,
                        "The model " + run.model().id() + " does not name this command among its "
                                + (command.check() ? "properties" : "witnesses") + "."));
    }

    private Set<String> names(boolean check) {
        return report.commands().stream()
                .filter(command -> command.check() == check)
                .map(Listed::name)
                .collect(Collectors.toSet());
    }

    private static List<String> ids(List<Property> properties) {
        return properties.stream().map(Property::id).toList();
    }

    private void absent(List<String> wanted, Set<String> present, String kind) {
        for (String name : wanted) {
            if (!present.contains(name)) {
                problems.add(Problem.at(
                        sources.path(sources.root()),
                        0,
                        0,
                        "Has no command \"" + kind + " " + name + "\", which the model "
                                + run.model().id() + " names" + Nearest.hint(name, present)));
            }
        }
    }

    private void command(Listed command) {
        if (command.expect() < 0) {
            problem(command, "States no \"expect\"; add expect " + usual(command) + ".");
        } else {
            expectation(command)
                    .filter(expected -> expected != command.expect())
                    .ifPresent(expected -> problem(
                            command,
                            "Says expect " + command.expect() + ", but the catalogue expects " + expected + "."));
        }
        if (command.overall() < 0 && command.scopes().isEmpty()) {
            problem(command, "States no scope; add for example \"for 3\".");
        }
        if (command.bitwidth() < 0) {
            problem(command, "States no bitwidth; add for example \"but 4 int\".");
        } else if (command.bitwidth() < Integer.SIZE && largest(command) >= 1 << (command.bitwidth() - 1)) {
            problem(
                    command,
                    "Integers of " + command.bitwidth() + " bits cannot count " + largest(command)
                            + " atoms, they would wrap around; state a larger bitwidth.");
        }
        if (report.temporal() && command.steps() < 0) {
            problem(command, "States no number of steps; add for example \"1..10 steps\".");
        }
        if (command.check() && command.assertion().isEmpty()) {
            problem(command, "Checks a formula of its own; state it as \"assert " + command.name() + "\".");
        }
    }

    private static int usual(Listed command) {
        return command.check() ? 0 : 1;
    }

    private static int largest(Listed command) {
        return command.scopes().values().stream().mapToInt(Integer::intValue).reduce(command.overall(), Math::max);
    }

    /** A variant may break other properties besides its own, and its file says which. */
    private Optional<Integer> expectation(Listed command) {
        if (!command.check()) {
            return Optional.of(1);
        }
        boolean violated =
                run.expectedViolation().filter(command.name()::equals).isPresent();
        return run.variant().isPresent() && !violated ? Optional.empty() : Optional.of(violated ? 1 : 0);
    }

    /** The bounds that the model shows to its readers are those of the file. */
    private void bounds(Listed command) {
        if (command.check()) {
            run.model().bounds().asMap().forEach((name, value) -> {
                int actual = Scopes.of(command, name);
                if (!value.isJsonPrimitive() || !value.getAsString().equals(Integer.toString(actual))) {
                    problem(
                            command,
                            "Has a scope of " + actual + " for " + name + ", but the model states " + value + ".");
                }
            });
        }
    }

    private void problem(Listed command, String message) {
        problems.add(Problem.at(
                sources.path(command.file()), command.line(), 0, "The command " + command.name() + ": " + message));
    }
}
