package org.pfnproof.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.pfnproof.check.ExitCode;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code trace probes}: the probe definitions for a kernel. */
@Command(
        name = "probes",
        mixinStandardHelpOptions = true,
        description =
                "Prints the probe definitions, lines for kprobe_events, for the kernel that is running: offsets in structures"
                        + " from its BTF, places in functions from the code of its kvm.ko. Needs python3, pahole and objdump.",
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {"2:usage, or something that is needed is missing", "0:printed"},
        footerHeading = "%nFor example:%n",
        footer = {
            "  harness/pfnproof trace probes > /sys/kernel/tracing/kprobe_events",
            "  harness/pfnproof trace probes --release 6.1.0-18-amd64"
        })
final class TraceProbesCommand implements Callable<Integer> {

    @Option(
            names = "--release",
            paramLabel = "R",
            description = "The kernel's release; what uname -r says if not given.")
    private String release;

    @Option(
            names = "--btf",
            paramLabel = "FILE",
            defaultValue = "/sys/kernel/btf/vmlinux",
            description = "The kernel's BTF, or a vmlinux with it; ${DEFAULT-VALUE} if not given.")
    private Path btf;

    @Option(
            names = "--module",
            paramLabel = "FILE",
            description = "Its kvm.ko, not compressed; that of /lib/modules/RELEASE if not given.")
    private Path module;

    private final Environment environment;
    private final Needs needs;

    TraceProbesCommand(Environment environment, Needs needs) {
        this.environment = environment;
        this.needs = needs;
    }

    @Override
    public Integer call() {
        try {
            String kernel = release == null ? System.getProperty("os.version") : release;
            needs.require("python3", "pahole", "objdump");
            Path ko = module == null ? installed(kernel) : module;
            readable(ko, "name a kvm.ko with --module");
            readable(btf, "the kernel needs CONFIG_DEBUG_INFO_BTF; or name a vmlinux with --btf");
            int code = new RecorderScript(environment)
                    .run("python3", "probes.py", List.of(kernel, btf.toString(), ko.toString(), ko.toString()));
            return code == 0 ? ExitCode.OK.code() : ExitCode.UNUSABLE.code();
        } catch (UserException e) {
            environment.err().println("pfnproof: " + e.getMessage());
            return ExitCode.UNUSABLE.code();
        }
    }

    private static void readable(Path file, String remedy) throws UserException {
        if (!Files.isRegularFile(file) || !Files.isReadable(file)) {
            throw new UserException(file + ": cannot be read; " + remedy);
        }
    }

    private static Path installed(String kernel) throws UserException {
        Path modules = Path.of("/lib/modules", kernel);
        Optional<Path> found = Optional.empty();
        if (Files.isDirectory(modules)) {
            try (Stream<Path> files = Files.walk(modules)) {
                found = files.filter(file -> file.getFileName().toString().startsWith("kvm.ko"))
                        .findFirst();
            } catch (IOException e) {
                throw new UserException(modules + ": cannot be read (" + OutputFile.reason(e) + ")");
            }
        }
        Path file = found.orElseThrow(() -> new UserException(
                "there is no kvm.ko in " + modules + "; name one with --module (KVM must be a module: CONFIG_KVM=m)"));
        if (!file.toString().endsWith(".ko")) {
            throw new UserException(file + " is compressed; unpack it and name it with --module");
        }
        return file;
    }
}
