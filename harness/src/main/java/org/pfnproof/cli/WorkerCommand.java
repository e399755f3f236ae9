package org.pfnproof.cli;

import java.io.IOException;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.pfnproof.check.ExitCode;
import org.pfnproof.engine.child.ChildRunner;
import org.pfnproof.engine.tlc.Distribution;
import org.pfnproof.engine.tlc.Release;
import org.pfnproof.engine.tlc.TlcJar;
import org.pfnproof.engine.tlc.TlcWorker;
import org.pfnproof.engine.tlc.child.WorkerEnd;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code worker}: takes part in a distributed run. */
@Command(
        name = "worker",
        mixinStandardHelpOptions = true,
        description = {
            "Takes part in the run of a \"check --distributed\" on this or another machine, until that is over.",
            "Only for trusted networks: server and worker run what the other one sends, without asking who it is."
        },
        exitCodeListHeading = "%nExit codes:%n",
        exitCodeList = {
            "0:the run is over",
            "2:usage, no such host, a server of another build",
            "3:no server was found, or it went away"
        },
        footerHeading = "%nFor example:%n",
        footer = {"  harness/pfnproof worker server.example"})
final class WorkerCommand implements Callable<Integer> {

    @Parameters(paramLabel = "HOST", description = "Where the server is.")
    private String host;

    @Option(
            names = "--port",
            paramLabel = "N",
            defaultValue = "" + Distribution.DEFAULT_PORT,
            description = "The server's port; " + Distribution.DEFAULT_PORT + " by default.")
    private int port;

    @Option(
            names = "--address",
            paramLabel = "ADDRESS",
            description = "This machine's address for the server; by default the one from which it reaches the server.")
    private String address;

    @Option(names = "--threads", paramLabel = "N", description = "As many as there are processors by default.")
    private Integer threads;

    @Option(
            names = "--heap",
            paramLabel = "S",
            defaultValue = "2g",
            converter = Converters.OfHeap.class,
            description = "Memory limit (512m, 2g); 2g by default.")
    private Integer heap;

    @Option(
            names = "--wait",
            paramLabel = "D",
            defaultValue = "5m",
            converter = Converters.OfDuration.class,
            description = "How long to look for a server that is not there yet; 5m by default.")
    private Duration patience;

    @Option(names = "--stay", description = "When a run is over, look for the next one.")
    private boolean stay;

    private final Environment environment;

    WorkerCommand(Environment environment) {
        this.environment = environment;
    }

    @Override
    public Integer call() throws Exception {
        requireNames();
        DistributedOptions.requirePort(port);
        int cores = Optional.ofNullable(threads).orElse(Runtime.getRuntime().availableProcessors());
        if (cores < 1) {
            throw new UserException("--threads must be at least 1, found " + cores);
        }
        TlcJar jar = TlcJar.bundled();
        TlcWorker worker = new TlcWorker(jar, ChildRunner.open(), Release.current(jar));
        TlcWorker.Order order = new TlcWorker.Order(host, port, Optional.ofNullable(address), cores, heap, patience);
        Interruption interruption = Interruption.ofThisThread();
        try {
            say("looking for a server at " + host + ":" + port + ", for up to " + patience.toSeconds() + " s");
            return work(worker, order).code();
        } catch (InterruptedException e) {
            say("interrupted; the worker was stopped");
            return CheckCommand.INTERRUPTED;
        } catch (UnknownHostException e) {
            throw new UserException("there is no host \"" + host + "\"");
        } catch (IOException e) {
            throw new UserException("cannot reach " + host + " from here: " + OutputFile.reason(e));
        } finally {
            interruption.over();
        }
    }

    private void requireNames() throws UserException {
        if (host.isBlank()) {
            throw new UserException("the server's host has no name; for this machine it is 127.0.0.1");
        }
        if (host.matches("[^:]*:[^:]*")) {
            throw new UserException("there is no host \"" + host + "\"; the port is given with --port, which is "
                    + Distribution.DEFAULT_PORT + " by default");
        }
        if (address == null) {
            return;
        }
        try {
            if (NetworkInterface.getByInetAddress(InetAddress.getByName(address)) == null) {
                throw new UserException("--address " + address
                        + " is no address of this machine; name one on which the server reaches it");
            }
        } catch (UnknownHostException e) {
            throw new UserException("--address " + address + ": there is no such host");
        } catch (IOException e) {
            throw new UserException("--address " + address + " cannot be used: " + OutputFile.reason(e));
        }
    }

    private ExitCode work(TlcWorker worker, TlcWorker.Order order) throws IOException, InterruptedException {
        boolean worked = false;
        while (true) {
            WorkerEnd end = worker.run(order, this::say);
            if (worked && end.kind() == WorkerEnd.Kind.NONE) {
                return ExitCode.OK;
            }
            say(end.text());
            switch (end.kind()) {
                case OVER -> worked = true;
                case REFUSED -> {
                    return ExitCode.UNUSABLE;
                }
                default -> {
                    return ExitCode.UNDECIDED;
                }
            }
            if (!stay) {
                return ExitCode.OK;
            }
        }
    }

    private void say(String sentence) {
        environment.err().println("pfnproof: " + sentence);
    }
}
