package org.pfnproof.engine.tlc.child;

import com.google.gson.JsonObject;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.rmi.NotBoundException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import org.pfnproof.catalogue.Problem;
import org.pfnproof.engine.RunResult.States;
import org.pfnproof.engine.child.ChildSide;
import org.pfnproof.engine.tlc.distributed.Failure;
import org.pfnproof.engine.tlc.distributed.Tally;
import org.pfnproof.engine.tlc.distributed.Violation;
import tlc2.TLCGlobals;
import tlc2.output.EC;
import tlc2.output.MP;
import tlc2.tool.Action;
import tlc2.tool.StateVec;
import tlc2.tool.TLCState;
import tlc2.tool.WorkerException;
import tlc2.tool.distributed.TLCApp;
import tlc2.tool.fp.FPSetConfiguration;
import tlc2.tool.impl.FastTool;
import tlc2.util.FP64;
import tlc2.value.RandomEnumerableValues;
import util.Assert.TLCRuntimeException;
import util.ToolIO;

/**
 * One run of TLC whose states are expanded by workers in other JVMs. Its answer has the form of a run in one JVM, and is as complete; what
 * cannot be known of a distributed run is refused.
 */
final class ServerSession {

    private static final int FINGERPRINT_POLYNOMIAL = 0;

    private final ChildSide side;
    private final ServerRequest request;
    private final Messages messages = new Messages();
    private final Map<String, Long> actions = new TreeMap<>();
    private final Map<String, Boolean> witnesses = new TreeMap<>();
    private long initial;

    ServerSession(ChildSide side, ServerRequest request) {
        this.side = side;
        this.request = request;
    }

    TlcAnswer run() throws IOException {
        SpecLoader spec = SpecLoader.load(request.tlc().root());
        List<Problem> problems = Session.problems(spec, request.tlc());
        if (!problems.isEmpty()) {
            return TlcAnswer.refused(problems);
        }
        ToolIO.out = new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);
        TlcApi.tellMessages(new ServerMessages(messages));
        // Each worker that joins is counted by TLC itself.
        TLCGlobals.setNumWorkers(0);
        TLCGlobals.chkptDuration = 0;
        TLCGlobals.metaDir = Files.createDirectory(side.directory().resolve("states")) + "/";
        FP64.Init(FINGERPRINT_POLYNOMIAL);
        RandomEnumerableValues.setSeed(0);
        try {
            return search();
        } catch (TLCRuntimeException e) {
            MP.printTLCRuntimeException(e);
        } catch (StackOverflowError e) {
            MP.printError(EC.SYSTEM_STACK_OVERFLOW, e);
        } catch (NotBoundException | InterruptedException | RuntimeException e) {
            MP.printError(EC.GENERAL, e);
        }
        return answer(EC.ExitStatus.ERROR, Optional.empty(), 0, Optional.empty());
    }

    private TlcAnswer search() throws IOException, NotBoundException, InterruptedException {
        String root = request.tlc().root();
        TLCApp app = new TLCApp(root, root, request.tlc().deadlock(), null, new FPSetConfiguration());
        // Kept, because the server puts a slower one in its place after a violation.
        FastTool tool = (FastTool) app.tool;
        if (!tool.livenessIsTrue()) {
            return TlcAnswer.refused(List.of(Problem.of("A distributed TLC leaves liveness unchecked, fairness in a"
                    + " property included: check this model without --distributed.")));
        }
        Findings findings = new Findings(tool, request.tlc(), messages);
        if (!initialStates(tool)) {
            findings.examine();
            return answer(
                    EC.ExitStatus.VIOLATION_SAFETY,
                    Optional.of(new States(initial, initial, 1)),
                    0,
                    Optional.of(findings));
        }
        Server server = new Server(app, request, this::event);
        Supervisor supervisor = new Supervisor(server, request.patience(), side);
        Thread watch = watch(supervisor, server);
        server.search();
        watch.interrupt();
        supervisor.report();
        return answer(server.tally(), findings);
    }

    /** Looks at the initial states as the search itself does, which says nothing of what it finds there. */
    private boolean initialStates(FastTool tool) {
        StateWatcher watcher = new StateWatcher(
                tool,
                Actions.names(tool),
                request.tlc().witnesses().stream()
                        .map(tool.getSpecProcessor().getRootModule()::getOpDef)
                        .toList(),
                Optional.empty(),
                new FirstViolations(tool, tool.getSpecProcessor().getRootModule(), List.of()),
                false);
        StateVec states = tool.getInitStates();
        initial = states.size();
        boolean good = true;
        for (int i = 0; i < states.size(); i++) {
            TLCState state = states.elementAt(i);
            watcher.initial(state);
            good &= holds(tool, tool.getInvariants(), state, EC.TLC_INVARIANT_VIOLATED_INITIAL)
                    && holds(tool, tool.getImpliedInits(), state, EC.TLC_PROPERTY_VIOLATED_INITIAL);
        }
        actions.putAll(watcher.actions());
        witnesses.putAll(watcher.witnesses());
        return good;
    }

    private boolean holds(FastTool tool, Action[] predicates, TLCState state, int code) {
        for (Action predicate : predicates) {
            if (!tool.isValid(predicate, state)) {
                messages.add(code, "A predicate is false in an initial state.");
                return false;
            }
        }
        return true;
    }

    private Thread watch(Supervisor supervisor, Server server) {
        Thread thread = new Thread(() -> supervisor.run(reason -> {
            messages.add(TlcAnswer.GIVEN_UP, reason);
            side.finish(answer(EC.ExitStatus.ERROR, Optional.empty(), server.getNewStates(), Optional.empty())
                    .json());
            System.exit(0);
        }));
        thread.setDaemon(true);
        thread.start();
        return thread;
    }

    private void event(String text) {
        JsonObject message = new JsonObject();
        message.addProperty("event", text);
        side.progress(message);
    }

    private TlcAnswer answer(Tally tally, Findings findings) {
        tally.steps().forEach((action, count) -> actions.merge(action, count, Long::sum));
        tally.reached().forEach(witness -> witnesses.put(witness, true));
        long generated = initial
                + tally.steps().values().stream().mapToLong(count -> count).sum();
        List<String> statistics = messages.statistics();
        long distinct = statistics.isEmpty() ? 0 : Long.parseLong(statistics.get(1));
        long queue = statistics.isEmpty() ? -1 : Long.parseLong(statistics.get(2));
        Optional<WorkerException> failure = tally.failure();
        if (failure.isPresent()) {
            failed(failure.get());
            findings.examine();
        } else if (tally.losses() == 0 ? tally.expanded() != distinct : tally.expanded() < distinct) {
            messages.add(
                    TlcAnswer.GIVEN_UP,
                    "TLC's server says that it is done, but its workers expanded " + tally.expanded() + " of "
                            + distinct + " states.");
        }
        return answer(
                failure.isPresent() ? EC.ExitStatus.VIOLATION_SAFETY : EC.ExitStatus.SUCCESS,
                Optional.of(new States(distinct, generated, tally.level())),
                queue,
                Optional.of(findings));
    }

    /** Says what TLC says in one JVM. */
    private void failed(WorkerException exception) {
        if (exception instanceof Violation violation) {
            messages.add(violation.code(), violation.getMessage());
        } else if (exception instanceof Failure failure && !failure.isOfTheMachine()) {
            messages.add(EC.GENERAL, "A worker could not evaluate the spec: " + failure.getMessage());
        } else {
            messages.add(TlcAnswer.GIVEN_UP, "A worker failed: " + exception.getMessage());
        }
    }

    private TlcAnswer answer(int exit, Optional<States> states, long queue, Optional<Findings> findings) {
        return new TlcAnswer(
                OptionalInt.of(exit),
                List.of(),
                messages.messages(),
                states,
                queue,
                findings.map(Findings::suspects).orElse(List.of()),
                actions,
                witnesses,
                findings.flatMap(Findings::behavior));
    }
}
