package org.pfnproof.cli;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.Optional;
import org.pfnproof.check.Selection;
import org.pfnproof.check.UnusableToolException;
import org.pfnproof.engine.tlc.DistributedTlcEngine;
import org.pfnproof.engine.tlc.Distribution;
import org.pfnproof.engine.tlc.Release;
import org.pfnproof.engine.tlc.TlcJar;
import picocli.CommandLine.Option;

/** Whether and how runs are shared among workers. */
final class DistributedOptions {

    private static final int HIGHEST_PORT = 65_535;
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    @Option(
            names = "--distributed",
            description = "Let workers on this and other machines make the runs; see \"worker\" and docs/scale-out.md.")
    private boolean distributed;

    @Option(
            names = "--listen",
            paramLabel = "ADDRESS",
            description =
                    "With --distributed: this machine's address for workers, " + Distribution.LOOPBACK
                            + " by default. What listens there trusts everybody who can reach it: use it in trusted networks only.")
    private String listen;

    @Option(
            names = "--port",
            paramLabel = "N",
            description = "With --distributed: the port where workers find the run; " + Distribution.DEFAULT_PORT
                    + " by default. Workers and server talk on further ports of their own, too.")
    private Integer port;

    @Option(
            names = "--worker-wait",
            paramLabel = "D",
            converter = Converters.OfDuration.class,
            description = "With --distributed: how long a run goes on without any worker; 5m by default.")
    private Duration workerWait;

    /** The options that say nothing without {@code --distributed}. */
    private Optional<String> idle() {
        return listen != null
                ? Optional.of("--listen")
                : port != null
                        ? Optional.of("--port")
                        : workerWait != null ? Optional.of("--worker-wait") : Optional.empty();
    }

    private int port() {
        return Optional.ofNullable(port).orElse(Distribution.DEFAULT_PORT);
    }

    boolean wanted() {
        return distributed;
    }

    /** Refuses options that would have no effect. */
    void refuseIdle() throws UserException {
        if (!distributed && idle().isPresent()) {
            throw new UserException(idle().get() + " says where workers find a distributed run; add --distributed");
        }
    }

    /** Refuses what cannot be distributed at all. */
    void refuseFor(String name) throws UserException {
        if (distributed) {
            throw new UserException(name + " cannot be distributed");
        }
    }

    /** Refuses runs that cannot be distributed. */
    void refuse(Selection selection) throws UserException {
        if (!distributed) {
            return;
        }
        if (selection.kills().isPresent()) {
            refuseFor("the kill matrix");
        }
        Optional<String> refusal = selection.runs().stream()
                .map(DistributedTlcEngine::refusal)
                .flatMap(Optional::stream)
                .findFirst();
        if (refusal.isPresent()) {
            throw new UserException(refusal.get());
        }
    }

    /** How runs are shared, after a look at the address and the port. */
    Distribution distribution(Environment environment) throws UserException, UnusableToolException {
        String address = bindable();
        environment
                .err()
                .println("pfnproof: workers join with: harness/pfnproof worker " + address
                        + (port() == Distribution.DEFAULT_PORT ? "" : " --port " + port()));
        if (!address.equals(Distribution.LOOPBACK)) {
            environment
                    .err()
                    .println("pfnproof: whoever reaches " + address
                            + " can join and be believed: RMI without authentication, for trusted networks only.");
        }
        try {
            return new Distribution(
                    address,
                    port(),
                    Optional.ofNullable(workerWait).orElse(PATIENCE),
                    Release.current(TlcJar.bundled()),
                    event -> environment.err().println("pfnproof: " + event));
        } catch (IOException e) {
            throw new UserException("cannot read what pfnproof runs on: " + OutputFile.reason(e));
        } catch (TlcJar.NotTlcException e) {
            throw new UnusableToolException(e.problem().toString());
        }
    }

    private String bindable() throws UserException {
        requirePort(port());
        String wanted = Optional.ofNullable(listen).orElse(Distribution.LOOPBACK);
        try {
            InetAddress address = InetAddress.getByName(wanted);
            if (address.isAnyLocalAddress()) {
                throw new UserException("--listen " + wanted + " means every address; name one of this machine's");
            }
            new ServerSocket(port(), 1, address).close();
            return address.getHostAddress();
        } catch (UnknownHostException e) {
            throw new UserException("--listen " + wanted + ": there is no such host");
        } catch (IOException e) {
            throw new UserException("cannot listen on port " + port() + " of " + wanted + ": " + e.getMessage()
                    + "; choose others with --listen and --port");
        }
    }

    static void requirePort(int port) throws UserException {
        if (port < 1 || port > HIGHEST_PORT) {
            throw new UserException("--port must be from 1 to " + HIGHEST_PORT + ", found " + port);
        }
    }
}
