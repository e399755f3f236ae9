package org.pfnproof.engine.alloy.child;

import com.google.gson.Gson;
import com.google.gson.JsonObject;
import edu.mit.csail.sdg.alloy4.Err;
import edu.mit.csail.sdg.ast.Command;
import edu.mit.csail.sdg.parser.CompModule;
import edu.mit.csail.sdg.parser.CompUtil;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.pfnproof.engine.alloy.child.AlloyMutantBatch.Answer;
import org.pfnproof.engine.alloy.child.AlloyMutantBatch.Found;
import org.pfnproof.engine.alloy.child.AlloyMutantBatch.Job;
import org.pfnproof.engine.child.ChildSide;
import org.pfnproof.engine.mutant.Mutant;

/**
 * The main class of a JVM that finds an Alloy spec's mutants, or solves many of them. Each answer is told as soon as it is there, so
 * that nothing is lost if one does not end.
 */
public final class AlloyMutantChild {

    /** The name of the other version of the changed paragraph. */
    private static final String OTHER = "mutant_other";

    private static final Pattern SCOPE = Pattern.compile("(?m)^check\\s+\\w+\\s+(for\\s[^\\n]*?)\\s*expect\\s+0\\s*$");

    private final ChildSide side;
    private final Path folder;
    private final Places places;
    private final AlloyMutantBatch batch;
    private final Gson gson = new Gson();

    private AlloyMutantChild(ChildSide side, AlloyMutantBatch batch) {
        this.side = side;
        this.folder = side.directory().resolve(AlloyRequest.FOLDER);
        this.places = new Places(folder);
        this.batch = batch;
    }

    /** Reads an {@link AlloyMutantBatch} from the run directory; leaves a {@link Found} there, or nothing but answers. */
    public static void main(String[] arguments) throws IOException {
        ChildSide side = ChildSide.attach(arguments);
        AlloyMutantBatch batch = new Gson().fromJson(side.request(), AlloyMutantBatch.class);
        AlloyMutantChild child = new AlloyMutantChild(side, batch);
        if (batch.modules().isEmpty()) {
            for (Job job : batch.jobs()) {
                child.solve(job);
            }
            side.finish(new JsonObject());
        } else {
            side.finish(child.gson.toJsonTree(child.find()).getAsJsonObject());
        }
        System.exit(0);
    }

    private Found find() throws IOException {
        Map<String, Mutant> mutants = new LinkedHashMap<>();
        Map<String, List<String>> files = new TreeMap<>();
        Map<String, Map<String, Set<String>>> uses = new TreeMap<>();
        for (Map.Entry<String, String> root : new TreeMap<>(batch.roots()).entrySet()) {
            CompModule world = parse(root.getValue());
            AlloyMutantFinder finder = new AlloyMutantFinder(world, places, batch.modules());
            mutants.putAll(finder.find());
            files.put(root.getKey(), places.files(world));
            uses.put(root.getKey(), finder.uses());
        }
        return new Found(mutants.values().stream().map(Mutant::json).toList(), files, uses);
    }

    private void solve(Job job) throws IOException {
        for (String model : job.models()) {
            Answer answer = job.operator().isEmpty() ? answer(job, model) : changed(job, model);
            side.progress(gson.toJsonTree(answer).getAsJsonObject());
            if (!answer.invalid().isEmpty() || !answer.noticed().isEmpty()) {
                return;
            }
        }
    }

    private Answer changed(Job job, String model) throws IOException {
        Path file = folder.resolve(job.file());
        String before = Files.readString(file);
        Files.writeString(file, job.text());
        try {
            Answer answer = answer(job, model);
            boolean open = answer.invalid().isEmpty() && answer.noticed().isEmpty();
            return open && isSame(job, model, before) ? new Answer(job.id(), model, "", "", false, true) : answer;
        } finally {
            Files.writeString(file, before);
        }
    }

    private Answer answer(Job job, String model) {
        Warnings warnings = new Warnings(places);
        try {
            CompModule world = parse(batch.roots().get(model));
            Solver solver = new Solver(world, warnings);
            Set<String> without = job.without().getOrDefault(model, Set.of());
            // The checks come first: they are what a spec is for.
            for (boolean check : new boolean[] {true, false}) {
                for (Command command : world.getAllCommands()) {
                    if (command.check == check
                            && !without.contains(command.label)
                            && solver.solve(command).satisfiable() == check) {
                        return new Answer(job.id(), model, "", command.label, check, false);
                    }
                }
            }
            return new Answer(job.id(), model, "", "", false, false);
        } catch (Err e) {
            return Answer.invalid(job.id(), model, places.remark(e).message());
        }
    }

    /**
     * Whether both versions of the changed paragraph say the same in every execution of the one spec, and in every one of the
     * other. Then the executions are the same.
     */
    private boolean isSame(Job job, String model, String before) throws IOException {
        Paragraph old = Paragraph.of(before, job.operator());
        Paragraph changed = Paragraph.of(job.text(), job.operator());
        return isSame(job.file(), model, job.text(), changed, old) && isSame(job.file(), model, before, old, changed);
    }

    private boolean isSame(String file, String model, String text, Paragraph here, Paragraph other) throws IOException {
        Path root = folder.resolve(batch.roots().get(model));
        String rootBefore = Files.readString(root);
        try {
            Files.writeString(folder.resolve(file), text + "\n" + other.copy(OTHER) + "\n");
            String rootText = Files.readString(root);
            Matcher scope = SCOPE.matcher(rootText);
            if (!scope.find()) {
                return false;
            }
            boolean temporal = Temporal.isMutable(parse(batch.roots().get(model)));
            Files.writeString(
                    root,
                    rootText + "\nassert " + OTHER + "_same { " + here.sameAs(OTHER, temporal) + " }\ncheck " + OTHER
                            + "_same " + scope.group(1) + " expect 0\n");
            CompModule world = parse(batch.roots().get(model));
            Optional<Command> command = new Commands(world, places).find(OTHER + "_same");
            return !new Solver(world, new Warnings(places))
                    .solve(command.orElseThrow())
                    .satisfiable();
        } catch (Err e) {
            // It cannot be asked so, for example of sets that change: then it counts as different.
            return false;
        } finally {
            Files.writeString(root, rootBefore);
            Files.writeString(folder.resolve(file), text);
        }
    }

    private CompModule parse(String file) {
        return CompUtil.parseEverything_fromFile(
                new Warnings(places), null, folder.resolve(file).toString());
    }
}
