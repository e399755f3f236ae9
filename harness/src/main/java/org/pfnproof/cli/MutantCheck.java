package org.pfnproof.cli;

import java.util.List;
import java.util.Optional;
import org.pfnproof.catalogue.Catalogue;
import org.pfnproof.catalogue.CatalogueException;
import org.pfnproof.catalogue.MutationPlan;
import org.pfnproof.check.CheckRequest;
import org.pfnproof.check.ExitCode;
import org.pfnproof.check.UnusableToolException;
import org.pfnproof.engine.mutant.Mutants;
import org.pfnproof.mutation.MutationResult;
import org.pfnproof.mutation.MutationSuite;
import org.pfnproof.report.MutantJson;
import org.pfnproof.report.MutantText;
import org.pfnproof.report.Style;
import org.pfnproof.report.Versions;

/** {@code check generated-mutants}: a suite of its own, which takes all the time that it is given. */
final class MutantCheck {

    private static final String PART = MutationPlan.NAME + "/";

    private final Environment environment;
    private final CheckOptions options;
    private final Versions versions;

    MutantCheck(Environment environment, CheckOptions options, Versions versions) {
        this.environment = environment;
        this.options = options;
        this.versions = versions;
    }

    /** Whether the suite, or a part of it, is asked for. */
    static boolean isAskedFor(List<String> names) {
        return names.stream().anyMatch(name -> name.equals(MutationPlan.NAME) || name.startsWith(PART));
    }

    int run(CheckRequest request, Optional<OutputFile> output)
            throws UserException, CatalogueException, UnusableToolException, InterruptedException {
        if (request.names().size() > 1) {
            throw new UserException(MutationPlan.NAME + " is checked alone, not with other names");
        }
        if (options.shard().isPresent() || options.changed().isPresent()) {
            throw new UserException("--shard and --changed are not for " + MutationPlan.NAME);
        }
        String name = request.names().get(0);
        String prefix = name.startsWith(PART) ? name.substring(PART.length()) : "";
        Catalogue catalogue = Catalogue.load(environment.specs());
        MutationPlan plan = plan(MutationPlan.load(catalogue), request);
        MutationEngines engines = new MutationEngines(environment, options.tla2tools());
        MutationSuite suite = new MutationSuite(
                plan, engines::of, request.jobs(), line -> environment.err().println("pfnproof: " + line));
        try {
            MutationResult result = suite.run(engines::version, prefix);
            if (result.mutants().isEmpty()) {
                throw new UserException("there is no mutant whose id begins with \"" + prefix + "\"; for example: "
                        + PART + plan.groups().get(0).modules().get(0));
            }
            boolean written = new Reports(environment).write(render(result, output.isPresent()), output);
            return (written ? result.exit() : ExitCode.UNUSABLE).code();
        } catch (Mutants.UnusableException e) {
            throw new UserException(e.getMessage());
        }
    }

    /** {@code --timeout} is that of the whole suite: each mutant's run is short. */
    private static MutationPlan plan(MutationPlan plan, CheckRequest request) {
        return new MutationPlan(request.timeout().orElse(plan.budget()), plan.seed(), plan.groups(), plan.survivors());
    }

    private String render(MutationResult result, boolean toFile) {
        if (options.format() == CheckOptions.Format.JSON) {
            return new MutantJson(versions).render(result);
        }
        Style style = toFile ? Style.PLAIN : environment.terminal().outStyle();
        return new MutantText(versions, style).render(result);
    }
}
