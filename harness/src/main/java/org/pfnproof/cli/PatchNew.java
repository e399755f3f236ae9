package org.pfnproof.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.regex.Pattern;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;
import org.pfnproof.catalogue.Catalogue;
import org.pfnproof.catalogue.Model;
import org.pfnproof.catalogue.Model.EngineKind;
import org.pfnproof.catalogue.Nearest;
import org.pfnproof.check.ExitCode;
import org.pfnproof.engine.source.Definition;
import org.pfnproof.engine.source.Definitions;
import org.pfnproof.patch.JavaScaffold;
import org.pfnproof.patch.Redefinable;
import org.pfnproof.patch.Scaffold;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code patch new}: the files of a change that is to be checked. */
@Command(
        name = "new",
        mixinStandardHelpOptions = true,
        description =
                "Makes a folder for a change of your own: a TLA+ module with a copy of what it is to replace, and a"
                        + " list of all that can be replaced.",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"0:made", "2:usage, the folder exists, the name is taken, no such operator or model"},
        footerHeading = "%nFor example:%n",
        footer = {
            "  harness/pfnproof patch new my-change /tmp/my-change",
            "  harness/pfnproof patch new my-change /tmp/my-change --operator FaultStepAfter",
            "  harness/pfnproof patch new my-change /tmp/my-change --java",
            "  harness/pfnproof patch new my-change /tmp/my-change --model retry-one-6.1 --operator FaultStepAfter",
            "",
            "docs/your-own-patch.md shows it with three changes."
        })
final class PatchNew implements Callable<Integer> {

    private static final String DEFAULT_MODEL = "retry-one";
    private static final String DEFAULT_OPERATOR = "mmu_invalidate_retry_gfn";
    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9.-]*");
    /** Modules that TLC brings along or that are generated. */
    private static final Set<String> RESERVED = Set.of(
            "Bags",
            "FiniteSets",
            "Integers",
            "Json",
            "MC",
            "Naturals",
            "Randomization",
            "Reals",
            "RealTime",
            "Sequences",
            "TLC",
            "TLCExt",
            "Toolbox");

    @Parameters(index = "0", paramLabel = "NAME", description = "A name for it: small letters, digits, - and .")
    private String name;

    @Parameters(index = "1", paramLabel = "DIR", description = "The folder to make. It must not exist.")
    private Path folder;

    @Option(
            names = "--operator",
            paramLabel = "OP",
            description = "The operator to redefine; " + DEFAULT_OPERATOR + " if nothing is said."
                    + " The module that is made lists them all.")
    private String operator;

    @Option(
            names = "--model",
            paramLabel = "M",
            description =
                    "The model whose spec, with its profile, is to be changed. Without it, all specs that have the operator.")
    private String model;

    @Option(
            names = "--java",
            description =
                    "Also make a Java file, for the same change in the spec's reference implementation: patch check"
                            + " compares both then.")
    private boolean java;

    private final Environment environment;

    PatchNew(Environment environment) {
        this.environment = environment;
    }

    @Override
    public Integer call() throws Exception {
        Catalogue catalogue = Catalogue.load(environment.specs());
        Definitions specs = Definitions.read(environment.specs());
        requireFree(catalogue, specs);
        Scaffold scaffold = scaffold(catalogue, specs);
        write(scaffold.files());
        environment
                .out()
                .print("Made " + folder + ". Next:\n"
                        + "  1. change " + folder.resolve(Scaffold.module(name) + ".tla") + ": it begins as a copy of "
                        + scaffold.operator() + "\n"
                        + scaffold.java()
                                .map(text -> "     and " + folder.resolve(Scaffold.module(name) + ".java")
                                        + ", where it begins as the function that is there\n")
                                .orElse("")
                        + "  2. harness/pfnproof patch check " + folder + "\n");
        return ExitCode.OK.code();
    }

    private void requireFree(Catalogue catalogue, Definitions specs) throws UserException {
        if (!NAME.matcher(name).matches()) {
            throw new UserException(
                    "\"" + name + "\" is no name for a patch: take small letters, digits, - and ., a letter first");
        }
        if (catalogue.names().contains(name)) {
            throw new UserException("\"" + name + "\" is the name of something in the catalogue; take another one");
        }
        String module = Scaffold.module(name);
        if (specs.modules().containsKey(module) || RESERVED.contains(module)) {
            throw new UserException("the module of \"" + name + "\" would be " + module
                    + ", which there is already; take another name");
        }
        if (Files.exists(folder, LinkOption.NOFOLLOW_LINKS)) {
            throw new UserException(folder + " exists; name a folder that is to be made");
        }
        if (folder.toAbsolutePath()
                .normalize()
                .startsWith(environment.specs().toAbsolutePath().normalize())) {
            throw new UserException(
                    folder
                            + " is in the catalogue; a patch stands anywhere else (CONTRIBUTING.md says how one becomes a variant)");
        }
    }

    private Scaffold scaffold(Catalogue catalogue, Definitions specs) throws UserException {
        Model chosen = model(catalogue, specs);
        Redefinable spec = new Redefinable(chosen, catalogue, specs);
        List<String> known = spec.operators().stream().map(Definition::name).toList();
        String wanted = operator != null || known.contains(DEFAULT_OPERATOR)
                ? operator == null ? DEFAULT_OPERATOR : operator
                : known.stream().findFirst().orElse(DEFAULT_OPERATOR);
        if (!known.contains(wanted)) {
            throw new UserException(refusal(wanted, chosen, known, specs));
        }
        Definition definition = spec.effective(wanted).orElseThrow();
        String root = model == null ? definition.module() : chosen.spec();
        Optional<String> twin = java ? Optional.of(javaText(wanted, chosen)) : Optional.empty();
        return new Scaffold(name, wanted, definition, root, spec, folder.toString(), twin);
    }

    private String javaText(String wanted, Model chosen) throws UserException {
        Path sources = environment.home().resolve("harness/src/main/java");
        JavaCompiler compiler = Optional.ofNullable(ToolProvider.getSystemJavaCompiler())
                .orElseThrow(() -> new UserException("--java: there is no Java compiler in "
                        + System.getProperty("java.home") + "; set JAVA_HOME to a JDK 17 or newer"));
        try {
            return new JavaScaffold(compiler, sources).text(Scaffold.module(name), wanted, chosen);
        } catch (JavaScaffold.MissingException e) {
            throw new UserException("--java: " + e.getMessage());
        } catch (IOException e) {
            throw new UserException("--java: the sources in " + sources + " cannot be read: " + OutputFile.reason(e));
        }
    }

    private static String refusal(String wanted, Model model, List<String> known, Definitions specs) {
        boolean defined = specs.named(wanted).stream()
                .anyMatch(definition -> !definition.name().isEmpty());
        return "the steps of " + model.id() + " have no operator \"" + wanted + "\" that can be redefined"
                + (defined ? "; it is no part of a step, or a property depends on it" : "")
                + Nearest.hint(wanted, known);
    }

    /** The model that is named; else the first one in which the operator can be redefined. */
    private Model model(Catalogue catalogue, Definitions specs) throws UserException {
        List<Model> models = catalogue.models().stream()
                .filter(candidate -> candidate.engine() == EngineKind.TLC)
                .filter(candidate -> candidate.expected().violated().isEmpty())
                .toList();
        if (model != null) {
            return models.stream()
                    .filter(candidate -> candidate.id().equals(model))
                    .findFirst()
                    .orElseThrow(() -> new UserException("there is no model \"" + model + "\" in TLA+ that holds"
                            + Nearest.hint(model, models.stream().map(Model::id).toList())));
        }
        if (models.isEmpty()) {
            throw new UserException("the catalogue has no model in TLA+ that holds");
        }
        Model first = models.stream()
                .filter(candidate -> candidate.id().equals(DEFAULT_MODEL))
                .findFirst()
                .orElse(models.get(0));
        return operator == null ? first : withOperator(first, models, catalogue, specs);
    }

    private Model withOperator(Model first, List<Model> models, Catalogue catalogue, Definitions specs)
            throws UserException {
        if (has(first, catalogue, specs)) {
            return first;
        }
        List<String> modules = specs.named(operator).stream()
                .map(Definition::module)
                .distinct()
                .toList();
        List<Model> having = new ArrayList<>();
        List<String> seen = new ArrayList<>();
        for (Model candidate : models) {
            if (!modules.isEmpty() && !seen.contains(candidate.spec())) {
                seen.add(candidate.spec());
                if (has(candidate, catalogue, specs)) {
                    having.add(candidate);
                }
            }
        }
        if (having.isEmpty()) {
            return first;
        }
        List<String> defining = having.stream()
                .map(candidate -> new Redefinable(candidate, catalogue, specs)
                        .effective(operator)
                        .orElseThrow()
                        .module())
                .distinct()
                .toList();
        if (defining.size() > 1) {
            throw new UserException("several specs have an operator " + operator + " (" + String.join(", ", defining)
                    + "); say which one with --model, for example --model "
                    + having.get(0).id());
        }
        return having.get(0);
    }

    private boolean has(Model candidate, Catalogue catalogue, Definitions specs) {
        return new Redefinable(candidate, catalogue, specs)
                .operators().stream().anyMatch(definition -> definition.name().equals(operator));
    }

    private void write(Map<String, String> files) throws UserException {
        try {
            Files.createDirectories(folder);
            for (Map.Entry<String, String> file : files.entrySet()) {
                Files.writeString(folder.resolve(file.getKey()), file.getValue());
            }
        } catch (IOException e) {
            throw new UserException(folder + " cannot be made: " + OutputFile.reason(e));
        }
    }
}
