package org.pfnproof.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.pfnproof.catalogue.Catalogue;
import org.pfnproof.check.ExitCode;
import org.pfnproof.engine.tlc.TlaModules;
import org.pfnproof.patch.Endangered;
import org.pfnproof.patch.KernelPatch;
import org.pfnproof.report.AffectsText;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code patch}: a change of the kernel, and what the specs say of it. */
@Command(
        name = "patch",
        mixinStandardHelpOptions = true,
        description = "What a change of the kernel means for the specs, and whether it is right.",
        footerHeading = "%nFor example:%n",
        footer = {
            "  harness/pfnproof patch affects 0001-my.patch            what the specs know of it",
            "  harness/pfnproof patch new my-change /tmp/my-change     then change the module in it",
            "  harness/pfnproof patch check /tmp/my-change",
            "",
            "docs/your-own-patch.md does it with three changes."
        },
        synopsisSubcommandLabel = "COMMAND")
final class PatchCommand implements Runnable {

    @Spec
    private CommandSpec spec;

    private PatchCommand() {}

    static CommandLine commandLine(Environment environment) {
        return new CommandLine(new PatchCommand())
                .addSubcommand(new PatchNew(environment))
                .addSubcommand(new PatchCheckCommand(environment))
                .addSubcommand(new Affects(environment));
    }

    @Override
    public void run() {
        throw new CommandLine.ParameterException(spec.commandLine(), "which command? For example: patch new NAME DIR");
    }

    /** {@code patch affects}: what a kernel patch touches. */
    @Command(
            name = "affects",
            mixinStandardHelpOptions = true,
            description = "Lists which functions that the specs describe a kernel patch touches, and what to check.",
            footerHeading = "%nFor example:%n",
            footer = {
                "  harness/pfnproof patch affects 0001-my.patch",
                "  git show | harness/pfnproof patch affects -",
            })
    static final class Affects implements Callable<Integer> {

        @Parameters(paramLabel = "FILE", description = "A unified diff, or a mail with one; - for standard input.")
        private Path file;

        private final Environment environment;

        Affects(Environment environment) {
            this.environment = environment;
        }

        @Override
        public Integer call() throws Exception {
            KernelPatch patch = KernelPatch.parse(text())
                    .orElseThrow(() -> new UserException((isStandardInput() ? "standard input" : file)
                            + ": there is no unified diff in it; expected are lines like \"+++ b/virt/kvm/kvm_main.c\" and \"@@ -1,2"
                            + " +1,3 @@\""));
            if (patch.missing() > 0) {
                throw new UserException((isStandardInput() ? "standard input" : file) + ": the last hunk is cut off, "
                        + patch.missing() + " lines before its end; has the whole patch been saved?");
            }
            Catalogue catalogue = Catalogue.load(environment.specs());
            TlaModules modules = new TlaModules(catalogue);
            List<Endangered> affected = patch.touched().values().stream()
                    .flatMap(Collection::stream)
                    .distinct()
                    .flatMap(name -> Endangered.of(name, catalogue, modules).stream())
                    .toList();
            String text = new AffectsText().render(affected, Endangered.unknown(patch, catalogue));
            return (new Reports(environment).write(text, Optional.empty()) ? ExitCode.OK : ExitCode.UNUSABLE).code();
        }

        private boolean isStandardInput() {
            return file.toString().equals("-");
        }

        private String text() throws UserException {
            try {
                byte[] bytes = isStandardInput() ? System.in.readAllBytes() : Files.readAllBytes(file);
                return new String(bytes, StandardCharsets.UTF_8);
            } catch (NoSuchFileException e) {
                throw new UserException("there is no file " + file);
            } catch (IOException e) {
                throw new UserException(file + " cannot be read: " + OutputFile.reason(e));
            }
        }
    }
}
