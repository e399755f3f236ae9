package org.pfnproof.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.pfnproof.check.ExitCode;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code trace record}: boots a kernel in QEMU and brings back a log of its KVM. */
@Command(
        name = "record",
        mixinStandardHelpOptions = true,
        description =
                "Boots a kernel in QEMU, without hardware virtualisation, lets vCPUs fault while threads invalidate their memory,"
                        + " and brings back a log for 'trace check'. The kernel is a distribution's or your own; it needs KVM and KVM_AMD as"
                        + " modules, BTF for them, kprobe events. Installs and downloads nothing; says what is missing.",
        exitCodeListHeading = "%nExit codes, the first that applies:%n",
        exitCodeList = {
            "2:usage, or something that is needed is missing",
            "3:the kernel did not bring back a log in time",
            "0:recorded"
        },
        footerHeading = "%nFor example:%n",
        footer = {
            "  harness/pfnproof trace record --kernel /boot/vmlinuz-R --modules /lib/modules/R --output log.txt",
            "  harness/pfnproof trace check log.txt"
        })
final class TraceRecordCommand implements Callable<Integer> {

    private static final int NO_LOG = 3;

    @Option(
            names = "--kernel",
            required = true,
            paramLabel = "BZIMAGE",
            description = "The kernel, for example /boot/vmlinuz-RELEASE.")
    private Path kernel;

    @Option(
            names = "--modules",
            required = true,
            paramLabel = "DIR",
            description = "Its modules, lib/modules/RELEASE; the folder's name says the release.")
    private Path modules;

    @Option(
            names = "--scenario",
            paramLabel = "NAME",
            defaultValue = "s1-dontneed",
            description = "One of harness/recorder/scenarios.txt; ${DEFAULT-VALUE} if not given.")
    private String scenario;

    @Option(
            names = "--seed",
            paramLabel = "N",
            description = "Another run of the scenario: what is invalidated when; the scenario's own if not given.")
    private Integer seed;

    @Option(
            names = "--operations",
            paramLabel = "N",
            description =
                    "How many invalidations each thread does, instead of the scenario's number. One gives some 400 events in 6.1;"
                            + " the kernel gets a mebibyte of memory for each.")
    private Integer operations;

    @Option(
            names = "--timeout",
            paramLabel = "SECONDS",
            defaultValue = "400",
            description = "When the boot is given up; ${DEFAULT-VALUE} if not given.")
    private int timeout;

    @Option(names = "--output", required = true, paramLabel = "LOG", description = "The log to write.")
    private Path output;

    private final Environment environment;
    private final Needs needs;

    TraceRecordCommand(Environment environment, Needs needs) {
        this.environment = environment;
        this.needs = needs;
    }

    @Override
    public Integer call() {
        try {
            needs.require("qemu-system-x86_64", "busybox", "cpio", "pahole", "objdump", "gcc", "xz", "zstd", "python3");
            check();
            int code = new RecorderScript(environment)
                    .run(
                            "sh",
                            "record.sh",
                            List.of(
                                    kernel.toAbsolutePath().toString(),
                                    modules.toAbsolutePath().normalize().toString(),
                                    scenario,
                                    Integer.toString(timeout),
                                    output.toAbsolutePath().toString(),
                                    given(seed),
                                    given(operations)));
            return switch (code) {
                case 0 -> ExitCode.OK.code();
                case NO_LOG -> ExitCode.UNDECIDED.code();
                default -> ExitCode.UNUSABLE.code();
            };
        } catch (UserException e) {
            environment.err().println("pfnproof: " + e.getMessage());
            return ExitCode.UNUSABLE.code();
        }
    }

    private static String given(Integer number) {
        return number == null ? "-" : number.toString();
    }

    private void check() throws UserException {
        if (!Files.isRegularFile(kernel) || !Files.isReadable(kernel)) {
            throw new UserException(kernel + ": cannot be read; name a bzImage with --kernel");
        }
        if (!Files.isDirectory(modules)) {
            throw new UserException(modules + ": is no folder; name lib/modules/RELEASE with --modules");
        }
        if (!scenario.matches("[a-z0-9-]+")) {
            throw new UserException(scenario + ": is no scenario; they are in harness/recorder/scenarios.txt");
        }
        if (timeout <= 0) {
            throw new UserException("--timeout " + timeout + ": must be positive");
        }
        if (seed != null && seed < 0 || operations != null && operations <= 0) {
            throw new UserException("--seed and --operations must be positive");
        }
        Path folder = output.toAbsolutePath().getParent();
        if (folder == null || !Files.isWritable(folder) || Files.isDirectory(output)) {
            throw new UserException(output + ": cannot be written");
        }
    }
}
