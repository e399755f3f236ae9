package org.pfnproof.patch;

import com.google.gson.Gson;
import com.google.gson.GsonBuilder;
import com.google.gson.JsonArray;
import com.google.gson.JsonObject;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.commons.text.WordUtils;
import org.pfnproof.catalogue.Patch;
import org.pfnproof.engine.source.Definition;

/**
 * The files of a new patch, which begins as a copy of what it is to change.
 *
 * @param name the patch's
 * @param operator the operator to be redefined, under the name that patches replace
 * @param definition its definition; a profile's where that has replaced it
 * @param root the module to extend
 * @param spec what may be redefined
 * @param folder the folder, as commands name it
 * @param java the text of a Java file, if there is to be one
 */
public record Scaffold(
        String name,
        String operator,
        Definition definition,
        String root,
        Redefinable spec,
        String folder,
        Optional<String> java) {

    private static final int WIDTH = 76;
    private static final int FUNCTIONS = 3;

    /** The module's name: {@code my-change} is {@code MyChange}. */
    public static String module(String name) {
        return WordUtils.capitalize(name, '-', '.').replace("-", "").replace('.', '_');
    }

    /** File name to text. */
    public Map<String, String> files() {
        Map<String, String> files = new LinkedHashMap<>();
        files.put(Patch.FILE, json(patch()));
        files.put(module(name) + ".tla", moduleText());
        java.ifPresent(text -> files.put(module(name) + ".java", text));
        files.put("README.md", readme());
        return files;
    }

    private Patch patch() {
        return new Patch(
                name,
                "One line: what the change is",
                "What the changed code does, and why that should be right.",
                Path.of(folder),
                module(name),
                Map.of(operator, replacement()),
                Map.of(operator, Originals.original(definition)),
                Map.of(),
                java.map(text -> module(name)));
    }

    private String replacement() {
        return module(name) + "_" + operator;
    }

    private String moduleText() {
        String head = "MODULE " + module(name);
        String dashes = "-".repeat(Math.max(4, (WIDTH - head.length()) / 2));
        List<String> lines = new ArrayList<>();
        lines.add(dashes + " " + head + " " + dashes);
        lines.add("\\* " + name + ": say here what the change is.");
        lines.add("\\*");
        lines.add("\\* EXTENDS says what can be mentioned below, and which models are checked: those whose");
        lines.add("\\* modules contain it.");
        lines.add("EXTENDS " + root);
        lines.add("");
        lines.add("\\* Takes the place of " + definition.signature() + " of " + definition.module() + ".");
        lines.addAll(functions());
        lines.add("\\* As it stands it is a copy: change it. It must not mention " + operator + " itself;");
        lines.add("\\* the original is Base0!" + definition.name() + ", with");
        lines.add("\\*     Base0 == INSTANCE " + root);
        if (!definition.comment().isEmpty()) {
            lines.add(definition.comment());
        }
        lines.add(definition.renamed(replacement()));
        lines.add("");
        lines.add("-".repeat(WIDTH));
        lines.add("\\* To redefine more than one operator, add each to \"overrides\" in " + Patch.FILE
                + ". What this spec");
        lines.add(
                "\\* lets one redefine, with the kernel's functions that it is a part of. EXTENDS must name the module");
        lines.add("\\* in whose list an operator stands, or a later one. Of an action, each variable must be said");
        lines.add("\\* what becomes of it (UNCHANGED).");
        lines.addAll(list());
        lines.add("=".repeat(WIDTH));
        return String.join("\n", lines) + "\n";
    }

    private List<String> functions() {
        List<String> functions = spec.functionsOf(operator).stream()
                .filter(function -> !function.equals(operator))
                .map(function -> function + "()")
                .toList();
        return functions.isEmpty()
                ? List.of()
                : WordUtils.wrap("A part of " + String.join(", ", functions) + ".", WIDTH)
                        .lines()
                        .map(line -> "\\* " + line)
                        .toList();
    }

    private List<String> list() {
        List<String> lines = new ArrayList<>();
        String module = "";
        for (Definition operator : spec.operators()) {
            if (!operator.module().equals(module)) {
                module = operator.module();
                lines.add("\\*");
                lines.add("\\* " + module);
            }
            String functions = spec.functionsOf(operator.name()).stream()
                    .filter(function -> !function.equals(operator.name()))
                    .limit(FUNCTIONS)
                    .map(function -> function + "()")
                    .collect(Collectors.joining(", "));
            lines.add(String.format("\\*   %-44s %s", operator.signature(), functions)
                    .stripTrailing());
        }
        return lines;
    }

    private String readme() {
        String module = module(name) + ".tla";
        return """
                # NAME

                A change of KVM's code as pfnproof sees it: MODULE replaces OPERATOR of the specs, patch.json says so.

                1. Change the replacement in MODULE. It begins as a copy of what it replaces.
                2. Say in patch.json what the change is ("title", "description").
                3. Ask, in the checkout of pfnproof:

                       harness/pfnproof patch check FOLDER

                The answer is one of: safe within these bounds; breaks a property, with the interleaving (also in
                counterexample.json here: `harness/pfnproof show FOLDER/counterexample.json`); behaves exactly like the code as
                it is; no longer matches the specs, because what it replaces has changed. Exit codes: 0 safe or the same, 1 a
                property is violated, 2 something is wrong, 3 no answer, 4 the module and its Java file
                differ.

                More models take longer: `--suite full`. One alone: `--model MODEL`.

                Two more keys of patch.json:

                - "unreached": {"NAME": "why"}: situations (witnesses) that the change makes impossible, and actions that are no
                  longer taken. Without a reason given the answer is "undecided": nothing that is never seen is called safe.
                - "originals": what the replaced operators were. After a change of the specs, and a look at it,
                  `harness/pfnproof patch check FOLDER --rebase` records them anew.

                ## The change in Java

                Not needed. JAVA patch check compiles it, compares it with MODULE state by
                state and step by step, brings the interleaving into its least form and writes a JUnit test beside it. It runs
                with your rights, as any program does.

                ## To keep it

                CONTRIBUTING.md ("Your first variant") says how a change becomes a variant of the catalogue.
                """.replace("# NAME", "# " + name)
                .replace("MODULE", module)
                .replace("--model " + module, "--model MODEL")
                .replace("OPERATOR", operator)
                .replace("FOLDER", folder)
                .replace(
                        "JAVA",
                        java.isPresent()
                                ? "It is " + module(name) + ".java here; make the same change there."
                                : "`patch new --java` makes a file for it beside the module.");
    }

    /** A patch as the text of its file. */
    public static String json(Patch patch) {
        Gson gson = new GsonBuilder().setPrettyPrinting().disableHtmlEscaping().create();
        JsonObject json = new JsonObject();
        json.addProperty("id", patch.id());
        json.addProperty("title", patch.title());
        json.addProperty("description", patch.description());
        json.addProperty("module", patch.module());
        json.add("overrides", gson.toJsonTree(new TreeMap<>(patch.overrides())));
        if (!patch.unreached().isEmpty()) {
            json.add("unreached", gson.toJsonTree(new TreeMap<>(patch.unreached())));
        }
        patch.java().ifPresent(java -> json.addProperty("java", java));
        JsonObject originals = new JsonObject();
        new TreeMap<>(patch.originals()).forEach((name, original) -> originals.add(name, json(name, original)));
        json.add("originals", originals);
        return gson.toJson(json) + "\n";
    }

    private static JsonObject json(String name, Patch.Original original) {
        JsonObject json = new JsonObject();
        json.addProperty("module", original.module());
        if (!original.operator().equals(name)) {
            json.addProperty("operator", original.operator());
        }
        JsonArray parameters = new JsonArray();
        original.parameters().forEach(parameters::add);
        json.add("parameters", parameters);
        json.addProperty("hash", original.hash());
        return json;
    }
}
