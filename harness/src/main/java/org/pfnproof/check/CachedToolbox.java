package org.pfnproof.check;

import com.google.gson.Gson;
import com.google.gson.JsonParseException;
import com.google.gson.reflect.TypeToken;
import java.util.List;
import java.util.Optional;
import org.pfnproof.catalogue.Model.EngineKind;
import org.pfnproof.engine.Engine;
import org.pfnproof.engine.Run;
import org.pfnproof.engine.StateGraphs;
import org.pfnproof.engine.agree.PropertyChecker;
import org.pfnproof.engine.agree.VerdictComparison;
import org.pfnproof.engine.cache.CachingEngine;
import org.pfnproof.engine.cache.CachingGraphs;
import org.pfnproof.engine.cache.ResultStore;
import org.pfnproof.engine.cache.Sha256;
import org.pfnproof.engine.tlc.Canary;
import org.pfnproof.engine.twin.Conformer;

/** Checkers whose results are kept from one check to the next. Comparisons are made anew each time. */
public final class CachedToolbox implements Toolbox {

    private static final Gson GSON = new Gson();
    private static final TypeToken<List<Canary>> CANARIES = new TypeToken<>() {};

    private final Toolbox tools;
    private final ResultStore store;
    private final String program;

    /**
     * A cache in front of checkers.
     *
     * @param program hash of this program
     */
    public CachedToolbox(Toolbox tools, ResultStore store, String program) {
        this.tools = tools;
        this.store = store;
        this.program = program;
    }

    @Override
    public Engine engine(EngineKind kind) {
        return new CachingEngine(tools.engine(kind), store, program);
    }

    /** Only single verdicts are kept. */
    @Override
    public PropertyChecker properties(EngineKind kind) {
        return kind == EngineKind.ALLOY ? tools.properties(kind) : Toolbox.super.properties(kind);
    }

    @Override
    public StateGraphs graphs() {
        return new CachingGraphs(tools.graphs(), tools.engine(EngineKind.TLC), store, program);
    }

    @Override
    public Conformer conformer() {
        return tools.conformer();
    }

    @Override
    public VerdictComparison verdicts() {
        return tools.verdicts();
    }

    @Override
    public List<Canary> canaries() throws InterruptedException {
        Optional<String> key = tools.canaryInputs().map(inputs -> Sha256.of(List.of("canaries", program, inputs)));
        Optional<List<Canary>> kept = key.flatMap(store::find).flatMap(CachedToolbox::read);
        if (kept.isPresent()) {
            return kept.get();
        }
        List<Canary> canaries = tools.canaries();
        if (key.isPresent() && canaries.stream().noneMatch(canary -> canary.outcome() == Canary.Outcome.UNKNOWN)) {
            store.keep(key.get(), GSON.toJson(canaries));
        }
        return canaries;
    }

    private static Optional<List<Canary>> read(String text) {
        try {
            return Optional.ofNullable(GSON.fromJson(text, CANARIES));
        } catch (JsonParseException e) {
            return Optional.empty();
        }
    }

    @Override
    public Optional<String> canaryInputs() {
        return tools.canaryInputs();
    }

    @Override
    public String configuration(Run run) {
        return tools.configuration(run);
    }
}
