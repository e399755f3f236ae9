package org.pfnproof.engine.tlc.child;

import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.pfnproof.engine.mutant.Edit;
import org.pfnproof.engine.mutant.EditedText;
import org.pfnproof.engine.mutant.Kind;
import org.pfnproof.engine.mutant.Mutant;
import tla2sany.semantic.ModuleNode;
import tla2sany.semantic.OpApplNode;
import tla2sany.semantic.OpDefNode;

/**
 * Finds the mutants of a spec's modules: changes of each operator that the next-state relation reaches. The relation itself is
 * left alone, since it only lists the steps; so is what a model replaces by something else.
 */
final class MutantFinder {

    private final Path directory;
    private final ModuleNode root;
    private final Map<String, OpDefNode> replacements = new HashMap<>();
    private final Map<String, List<String>> texts = new HashMap<>();

    MutantFinder(Path directory, ModuleNode root, TlcRequest request) {
        this.directory = directory;
        this.root = root;
        request.replacements().forEach((name, other) -> replacements.put(name, root.getOpDef(other)));
    }

    /**
     * The mutants, with what uses the changed operators.
     *
     * @param modules the names of the modules to change
     * @return {@code mutants}, and for each of their operators in {@code users} the operators that reach it
     */
    JsonObject find(Set<String> modules, String specification) throws IOException {
        OpDefNode next = next(root.getOpDef(specification));
        Set<String> steps = new HashSet<>(Reach.definitions(next, replacements));
        steps.remove(next.getName().toString());
        replacements.keySet().forEach(steps::remove);
        JsonArray mutants = new JsonArray();
        List<OpDefNode> operators = new ArrayList<>();
        for (OpDefNode operator : root.getOpDefs()) {
            if (modules.contains(operator.getLocation().source())
                    && steps.contains(operator.getName().toString())) {
                operators.add(operator);
            }
        }
        for (OpDefNode operator : operators) {
            mutants(operator, operators).forEach(mutant -> mutants.add(mutant.json()));
        }
        JsonObject found = new JsonObject();
        found.add("mutants", mutants);
        found.add("users", users(operators));
        return found;
    }

    /** The operator in {@code Init /\ [][Next]_vars}. */
    private OpDefNode next(OpDefNode specification) {
        List<OpDefNode> found = new ArrayList<>();
        Reach.search(specification, replacements, node -> {
            if (node instanceof OpApplNode box
                    && MutantSites.name(box).equals("$SquareAct")
                    && box.getArgs()[0] instanceof OpApplNode action
                    && action.getOperator() instanceof OpDefNode definition
                    && definition.getBody() != null) {
                found.add(definition);
            }
            return false;
        });
        if (found.size() != 1) {
            throw new IllegalArgumentException(
                    specification.getName() + " has not exactly one named next-state relation");
        }
        return found.get(0);
    }

    private List<Mutant> mutants(OpDefNode operator, List<OpDefNode> all) throws IOException {
        String module = operator.getLocation().source();
        List<String> lines = lines(module);
        String text = String.join("\n", lines);
        Map<String, MutantSites.Site> different = new LinkedHashMap<>();
        for (MutantSites.Site site : MutantSites.of(operator, lines)) {
            different.putIfAbsent(plain(EditedText.of(text, site.edits())), site);
        }
        for (List<Edit> swap : swaps(operator, all)) {
            MutantSites.Site site = new MutantSites.Site(Kind.SWAP_STEPS, swap);
            different.putIfAbsent(plain(EditedText.of(text, swap)), site);
        }
        different.remove(plain(text));
        Map<Kind, Integer> ordinals = new EnumMap<>(Kind.class);
        return different.values().stream()
                .map(site -> new Mutant(
                        module,
                        operator.getName().toString(),
                        site.kind(),
                        ordinals.merge(site.kind(), 1, Integer::sum),
                        site.edits()))
                .toList();
    }

    private static List<List<Edit>> swaps(OpDefNode operator, List<OpDefNode> all) {
        List<List<Edit>> swaps = new ArrayList<>(StepSwaps.within(operator));
        for (OpDefNode later : all) {
            if (later != operator
                    && later.getLocation()
                            .source()
                            .equals(operator.getLocation().source())) {
                StepSwaps.of(operator, later).ifPresent(swaps::add);
            }
        }
        return swaps;
    }

    /** Every operator that reaches one of these, by name. */
    private JsonObject users(List<OpDefNode> operators) {
        Map<String, Set<String>> users = new TreeMap<>();
        operators.forEach(operator -> users.put(operator.getName().toString(), new TreeSet<>()));
        for (OpDefNode user : root.getOpDefs()) {
            for (String used : Reach.definitions(user, replacements)) {
                Set<String> known = users.get(used);
                if (known != null) {
                    known.add(user.getName().toString());
                }
            }
        }
        JsonObject json = new JsonObject();
        users.forEach((name, names) -> json.add(name, TlcRequest.array(names)));
        return json;
    }

    private List<String> lines(String module) throws IOException {
        List<String> lines = texts.get(module);
        if (lines == null) {
            lines = List.of(Files.readString(directory.resolve(module + ".tla")).split("\n", -1));
            texts.put(module, lines);
        }
        return lines;
    }

    private static String plain(String text) {
        return text.replaceAll("\\s+", " ");
    }
}
