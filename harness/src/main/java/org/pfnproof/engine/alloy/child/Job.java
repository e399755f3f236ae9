package org.pfnproof.engine.alloy.child;

import edu.mit.csail.sdg.alloy4.Err;
import edu.mit.csail.sdg.alloy4.ErrorFatal;
import edu.mit.csail.sdg.alloy4.ErrorSyntax;
import edu.mit.csail.sdg.alloy4.ErrorType;
import edu.mit.csail.sdg.ast.Command;
import edu.mit.csail.sdg.parser.CompModule;
import edu.mit.csail.sdg.parser.CompUtil;
import edu.mit.csail.sdg.translator.A4Solution;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.pfnproof.engine.alloy.child.AlloyReport.Found;
import org.pfnproof.engine.alloy.child.AlloyReport.Listed;
import org.pfnproof.engine.alloy.child.AlloyReport.Solved;

/** One run: parse, list the commands, solve those that are asked for. */
final class Job {

    private final Path folder;
    private final AlloyRequest request;
    private final Places places;
    private final Warnings warnings;

    Job(Path folder, AlloyRequest request) {
        this.folder = folder;
        this.request = request;
        this.places = new Places(folder);
        this.warnings = new Warnings(places);
    }

    AlloyReport run() {
        try {
            List<Listed> base = new ArrayList<>();
            for (String file : request.base()) {
                base.addAll(new Commands(parse(file), places).list());
            }
            return run(parse(request.root()), base);
        } catch (Err e) {
            return AlloyReport.faulty(List.of(places.remark(e)), warnings.list());
        }
    }

    private CompModule parse(String file) {
        return CompUtil.parseEverything_fromFile(
                warnings, null, folder.resolve(file).toString());
    }

    private AlloyReport run(CompModule world, List<Listed> base) {
        Commands commands = new Commands(world, places);
        List<Solved> solved = new ArrayList<>();
        List<String> failure = new ArrayList<>();
        if (request.checks().stream().allMatch(name -> commands.find(name).isPresent())) {
            Solver solver = new Solver(world, warnings);
            try {
                solveChecks(world, commands, solver, solved);
                for (Command command : commands.runs()) {
                    solved.add(solve(world, command, solver));
                }
            } catch (ErrorSyntax | ErrorType e) {
                return AlloyReport.faulty(List.of(places.remark(e)), warnings.list());
            } catch (Err e) {
                failure.add("Alloy gave up: " + places.remark(e).message());
            }
        }
        return new AlloyReport(
                List.of(),
                warnings.list(),
                places.files(world),
                Temporal.isMutable(world),
                commands.list(),
                base,
                solved,
                failure);
    }

    private void solveChecks(CompModule world, Commands commands, Solver solver, List<Solved> solved) {
        for (String name : request.checks()) {
            Solved answer = solve(world, commands.find(name).orElseThrow(), solver);
            solved.add(answer);
            if (answer.satisfiable() && request.enough().contains(name)) {
                return;
            }
        }
    }

    private Solved solve(CompModule world, Command command, Solver solver) {
        A4Solution solution = solver.solve(command);
        if (!solution.satisfiable()) {
            return new Solved(command.label, false, List.of());
        }
        if (command.check) {
            List<Found> found = new CounterexampleReader(world, places)
                    .read(command, solution).stream().toList();
            return new Solved(command.label, true, found);
        }
        if (!Boolean.TRUE.equals(solution.eval(command.formula, 0))) {
            throw new ErrorFatal("the instance of " + command.label + " does not satisfy it when it is evaluated");
        }
        return new Solved(command.label, true, List.of());
    }
}
