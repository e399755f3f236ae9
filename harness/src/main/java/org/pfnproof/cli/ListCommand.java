package org.pfnproof.cli;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonArray;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.pfnproof.catalogue.Catalogue;
import org.pfnproof.check.ExitCode;
import org.pfnproof.check.Selector;
import org.pfnproof.check.Toolbox;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code list}: what there is to check. */
@Command(
        name = "list",
        mixinStandardHelpOptions = true,
        description = "Lists what there is to check.",
        footerHeading = "%nFor example:%n",
        footer = {
            "  harness/pfnproof list claims",
            "  harness/pfnproof list variants --format json",
            "  harness/pfnproof list models --cfg retry-one            what TLC is given, to run it by hand"
        })
final class ListCommand implements Callable<Integer> {

    /** What can be listed. */
    enum Kind {
        CLAIMS,
        MODELS,
        VARIANTS,
        BUGS,
        PROPERTIES,
        PROFILES
    }

    /** How it can be listed. */
    enum Format {
        TEXT,
        JSON
    }

    @Parameters(paramLabel = "WHAT", description = "claims, models, variants, bugs, properties or profiles.")
    private Kind kind;

    @Option(names = "--format", defaultValue = "text", description = "text or json.")
    private Format format;

    @Option(
            names = "--cfg",
            paramLabel = "ID",
            description = "With models: what the checker is given for this model or variant, to be run by hand.")
    private String cfg;

    private final Environment environment;
    private final Gson gson =
            new GsonBuilder().setPrettyPrinting().disableHtmlEscaping().create();

    ListCommand(Environment environment) {
        this.environment = environment;
    }

    @Override
    public Integer call() throws Exception {
        Catalogue catalogue = Catalogue.load(environment.specs());
        String text = cfg == null ? list(catalogue) : configurations(catalogue);
        return (new Reports(environment).write(text, Optional.empty()) ? ExitCode.OK : ExitCode.UNUSABLE).code();
    }

    private String list(Catalogue catalogue) {
        JsonArray items = Listing.of(catalogue, kind);
        return switch (format) {
            case JSON -> gson.toJson(items) + "\n";
            case TEXT -> Listing.text(items, kind);
        };
    }

    private String configurations(Catalogue catalogue) throws Exception {
        if (kind != Kind.MODELS) {
            throw new UserException("--cfg goes with \"list models\" only");
        }
        Toolbox tools = environment.tools().open(environment.specs(), Optional.empty());
        return new Selector(catalogue)
                .named(cfg).stream().map(tools::configuration).collect(Collectors.joining("\n"));
    }
}
