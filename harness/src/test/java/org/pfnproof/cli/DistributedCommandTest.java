package org.pfnproof.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.pfnproof.check.UnusableToolException;
import org.pfnproof.testing.CliRunner;
import org.pfnproof.testing.CliRunner.Outcome;

@Timeout(300)
class DistributedCommandTest {

    @TempDir
    Path home;

    private CliRunner cli;

    @BeforeEach
    void start() throws UnusableToolException {
        cli = new CliRunner(home, new Engines().open(home.resolve("specs"), Optional.empty()));
    }

    private void assertRefused(String because, String... command) {
        Outcome outcome = cli.run(command);
        assertThat(outcome.err()).contains(because);
        assertThat(outcome.out()).isEmpty();
        assertThat(outcome.code()).isEqualTo(2);
    }

    @Test
    void refusesWhatCannotBeDistributed() throws Exception {
        assertRefused("needs the name of what is to be checked", "check", "--distributed");
        assertRefused("has a liveness property", "check", "toy-live", "--distributed");
        assertRefused("only TLC has workers", "check", "pages", "--distributed");
        assertRefused("leave --tla2tools out", "check", "toy", "--distributed", "--tla2tools", "other.jar");
        assertRefused("the kill matrix cannot be distributed", "check", "kill-matrix", "--distributed");
        assertRefused("--port must be from 1 to 65535", "check", "toy", "--distributed", "--port", "0");
        assertRefused(
                "--port says where workers find a distributed run; add --distributed", "check", "toy", "--port", "1");
        assertRefused("add --distributed", "check", "toy", "--worker-wait", "1s");
        assertRefused("means every address", "check", "toy", "--distributed", "--listen", "0.0.0.0");
        assertRefused("there is no such host", "check", "toy", "--distributed", "--listen", "no-such-host.invalid");
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            String port = Integer.toString(taken.getLocalPort());
            assertRefused("cannot listen on port " + port, "check", "toy", "--distributed", "--port", port);
        }
    }

    @Test
    void aWorkerRefusesWhatMakesNoSense() {
        assertRefused("Missing required parameter: 'HOST'", "worker");
        assertRefused("there is no host \"no-such-host.invalid\"", "worker", "no-such-host.invalid");
        assertRefused("--threads must be at least 1", "worker", "127.0.0.1", "--threads", "0");
        assertRefused("--port must be from 1 to 65535", "worker", "127.0.0.1", "--port", "70000");
        assertRefused("the server's host has no name", "worker", " ");
        assertRefused("the port is given with --port", "worker", "127.0.0.1:4711");
        assertRefused("there is no such host", "worker", "127.0.0.1", "--address", "no-such-host.invalid");
        assertRefused("is no address of this machine", "worker", "127.0.0.1", "--address", "192.0.2.1");
    }

    @Test
    void aWorkerThatIsNoServersSaysSo() {
        Outcome outcome = cli.run("worker", "127.0.0.1", "--wait", "1s", "--port", "1");
        assertThat(outcome.err()).contains("there is no server at 127.0.0.1:1; start \"pfnproof check MODEL");
        assertThat(outcome.code()).isEqualTo(3);
    }

    /** Not TLC's server, and one that waits for more: it never answers. */
    @Test
    @Timeout(100)
    void aWorkerDoesNotWaitForEverForWhatIsNoServer() throws Exception {
        try (ServerSocket other = new ServerSocket(0, 10, InetAddress.getLoopbackAddress())) {
            Outcome outcome =
                    cli.run("worker", "127.0.0.1", "--wait", "1s", "--port", Integer.toString(other.getLocalPort()));
            assertThat(outcome.err()).contains("what answers at 127.0.0.1:" + other.getLocalPort() + " is no server");
            assertThat(outcome.code()).isEqualTo(2);
        }
    }

    @Test
    void aWorkerThatStaysMakesOneRunAfterTheOther() throws Exception {
        String port;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = Integer.toString(free.getLocalPort());
        }
        CompletableFuture<Outcome> worked = new CompletableFuture<>();
        Thread worker = new Thread(() -> worked.complete(
                cli.run("worker", "127.0.0.1", "--port", port, "--threads=2", "--heap=256m", "--stay")));
        worker.start();

        Outcome outcome = cli.run("check", "toy", "toy-unlocked", "--distributed", "--port", port);

        assertThat(outcome.err()).contains("workers join with: harness/pfnproof worker 127.0.0.1 --port " + port);
        assertThat(outcome.out()).contains("toy+toy-unlocked violates NoLostUpdate, as it must");
        assertThat(outcome.code()).isZero();
        assertThat(cli.run("check", "toy", "--distributed", "--port", port).out())
                .contains("kept");

        assertThat(worked).isNotDone();
        worker.interrupt();
        assertThat(worked.get().err()).endsWith("interrupted; the worker was stopped\n");
        assertThat(worked.get().code()).isEqualTo(130);
    }
}
