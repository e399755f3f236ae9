package org.pfnproof.engine.tlc.child;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.BiFunction;
import org.pfnproof.catalogue.Problem;
import org.pfnproof.engine.RunResult.States;
import org.pfnproof.engine.child.ChildSide;
import org.pfnproof.trace.Value;
import tla2sany.semantic.ModuleNode;
import tlc2.TLCGlobals;
import tlc2.output.EC;
import tlc2.output.MP;
import tlc2.tool.ModelChecker;
import tlc2.tool.fp.FPSetConfiguration;
import tlc2.tool.impl.FastTool;
import tlc2.util.FP64;
import tlc2.value.RandomEnumerableValues;
import util.Assert.TLCRuntimeException;
import util.SimpleFilenameToStream;
import util.ToolIO;

/** One run of TLC: what TLC's own main class does, with one worker, and everything about it observed. */
final class Session {

    private static final int FINGERPRINT_POLYNOMIAL = 0;

    private final ChildSide side;
    private final TlcRequest request;
    private final BiFunction<FastTool, StepWriter, StepWriter> listener;
    private final Messages messages = new Messages();
    private Optional<ModuleNode> root = Optional.empty();

    /** A run whose steps nobody else wants to see. */
    Session(ChildSide side, TlcRequest request) {
        this(side, request, (tool, watcher) -> watcher);
    }

    /**
     * A run.
     *
     * @param listener given the loaded spec and what sees the steps by itself, makes what sees them instead
     */
    Session(ChildSide side, TlcRequest request, BiFunction<FastTool, StepWriter, StepWriter> listener) {
        this.side = side;
        this.request = request;
        this.listener = listener;
    }

    TlcAnswer run() throws IOException {
        SpecLoader spec = SpecLoader.load(request.root());
        List<Problem> problems = problems(spec, request);
        if (!problems.isEmpty()) {
            return TlcAnswer.refused(problems);
        }
        root = Optional.of(spec.root());
        if (request.probe().isPresent()) {
            Probe.install(
                    side.directory(), spec.root(), request, request.probe().get());
        }
        return check();
    }

    /** The root module as it was before TLC had it; empty if something is wrong with it. */
    Optional<ModuleNode> root() {
        return root;
    }

    /** What is wrong with a spec, or with what a model asks of it. */
    static List<Problem> problems(SpecLoader spec, TlcRequest request) {
        return spec.problems().isEmpty() ? SpecCheck.check(spec.root(), request) : spec.problems();
    }

    /** The same of a spec of which it is known that nothing is wrong with it. */
    TlcAnswer runWithoutChecks() throws IOException {
        return check();
    }

    private TlcAnswer check() throws IOException {
        ToolIO.out = new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8);
        TlcApi.tellMessages(messages);
        TLCGlobals.setNumWorkers(1);
        // Else liveness is checked whenever a minute is over, and the counterexample depends on the machine's speed.
        TLCGlobals.lnCheck = "final";
        TLCGlobals.chkptDuration = 0;
        FP64.Init(FINGERPRINT_POLYNOMIAL);
        RandomEnumerableValues.setSeed(0);
        Optional<FastTool> tool = load();
        if (tool.isEmpty()) {
            return answer(
                    failureExit(), Optional.empty(), Map.of(), Map.of(), 0, Optional.empty(), List.of(), Map.of());
        }
        return search(tool.get());
    }

    private Optional<FastTool> load() {
        try {
            return Optional.of(new FastTool(request.root(), request.root(), new SimpleFilenameToStream()));
        } catch (TLCRuntimeException e) {
            MP.printTLCRuntimeException(e);
        } catch (StackOverflowError e) {
            MP.printError(EC.SYSTEM_STACK_OVERFLOW, e);
        } catch (RuntimeException e) {
            MP.printError(EC.GENERAL, e);
        }
        return Optional.empty();
    }

    private TlcAnswer search(FastTool tool) throws IOException {
        Path states = Files.createTempDirectory(side.directory(), "states");
        ModuleNode root = tool.getSpecProcessor().getRootModule();
        FirstViolations violations = new FirstViolations(tool, root, request.watched());
        StateWatcher watcher = new StateWatcher(
                tool,
                Actions.names(tool),
                request.witnesses().stream().map(root::getOpDef).toList(),
                request.observes().map(root::getOpDef),
                violations,
                request.temporal().isEmpty() && !request.deadlock());
        int code;
        Optional<States> size = Optional.empty();
        long queue = 0;
        try {
            ModelChecker checker = new ModelChecker(
                    tool,
                    states.toString(),
                    listener.apply(tool, watcher),
                    request.deadlock(),
                    null,
                    new FPSetConfiguration(),
                    System.currentTimeMillis());
            TLCGlobals.mainChecker = checker;
            Thread progress = Progress.start(side, checker);
            code = checker.modelCheck();
            progress.interrupt();
            size = Optional.of(new States(
                    checker.getDistinctStatesGenerated(), checker.getStatesGenerated(), checker.getProgress()));
            queue = checker.getStateQueueSize();
        } catch (StackOverflowError e) {
            code = MP.printError(EC.SYSTEM_STACK_OVERFLOW, e);
        } catch (TLCRuntimeException e) {
            code = MP.printTLCRuntimeException(e);
        } catch (Exception e) {
            code = MP.printError(EC.GENERAL, e);
        }
        Findings findings = new Findings(tool, request, messages);
        try {
            findings.examine();
        } catch (TLCRuntimeException e) {
            // A counterexample that cannot be evaluated is none.
            MP.printTLCRuntimeException(e);
        }
        return answer(
                EC.ExitStatus.errorConstantToExitStatus(code),
                size,
                watcher.actions(),
                watcher.witnesses(),
                queue,
                Optional.of(findings),
                watcher.observations(),
                violations.lengths());
    }

    private int failureExit() {
        return messages.messages().stream()
                .mapToInt(message -> EC.ExitStatus.errorConstantToExitStatus(message.code()))
                .filter(exit -> exit != 0)
                .findFirst()
                .orElse(EC.ExitStatus.ERROR);
    }

    private TlcAnswer answer(
            int exit,
            Optional<States> size,
            Map<String, Long> actions,
            Map<String, Boolean> witnesses,
            long queue,
            Optional<Findings> findings,
            List<Value> observations,
            Map<String, Integer> violations) {
        return new TlcAnswer(
                OptionalInt.of(exit),
                List.of(),
                messages.messages(),
                size,
                queue,
                findings.map(Findings::suspects).orElse(List.of()),
                actions,
                witnesses,
                findings.flatMap(Findings::behavior),
                observations,
                violations);
    }
}
