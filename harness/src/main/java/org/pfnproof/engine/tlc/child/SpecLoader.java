package org.pfnproof.engine.tlc.child;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.pfnproof.catalogue.Problem;
import tla2sany.drivers.FrontEndException;
import tla2sany.drivers.SANY;
import tla2sany.modanalyzer.SpecObj;
import tla2sany.semantic.Errors;
import tla2sany.semantic.ModuleNode;
import util.SimpleFilenameToStream;
import util.ToolIO;

/** Parses a spec with SANY, TLA+'s own front end, and finds the places of its errors. */
final class SpecLoader {

    private static final Pattern PARSING = Pattern.compile("Parsing file \\S*?([^/\\\\\\s]+)\\.tla");
    private static final Pattern SYNTAX = Pattern.compile(
            "Was expecting \"(.*)\"\\s+Encountered \"(.*)\" at line (\\d+), column (\\d+)(?: and token (\"\\S*\"))?",
            Pattern.DOTALL);
    /** What SANY says where several things might follow: what it met, what stands before, and in what it is. */
    private static final Pattern UNEXPECTED = Pattern.compile(
            "Encountered\\s+\"(.*?)\"\\s+at line (\\d+), column (\\d+)(?: and token \"(\\S*)\")?"
                    + "(?:\\s+Residual stack trace follows:\\s+(?:(\\w+) starting at (line \\d+, column \\d+))?)?",
            Pattern.DOTALL);

    private static final Pattern RULE = Pattern.compile("-{4,}|={4,}");
    private static final Pattern LEXICAL = Pattern.compile("Lexical error at line (\\d+), column (\\d+)\\.\\s*(.*)");
    private static final Pattern SEMANTIC =
            Pattern.compile("line (\\d+), col (\\d+) to line \\d+, col \\d+ of module (\\w+)\\s+(.*)", Pattern.DOTALL);
    /** Only TLC 1.8.0 has this place. */
    private static final Pattern WHOLE_MODULE = Pattern.compile("^In module (\\w+)\\s+");

    private static final Pattern NAME_MISMATCH = Pattern.compile("File name '(\\w+)' does not match.*", Pattern.DOTALL);
    private static final Pattern MISSING =
            Pattern.compile("Cannot find source file for module (\\w+) imported in module (\\w+)");

    private final SpecObj spec;
    private final List<Problem> problems = new ArrayList<>();

    private SpecLoader(SpecObj spec) {
        this.spec = spec;
    }

    /** Parses a module in the working directory, and all that it needs. */
    static SpecLoader load(String module) {
        SpecLoader loader = new SpecLoader(new SpecObj(module, new SimpleFilenameToStream()));
        loader.parse(module);
        return loader;
    }

    /** What is wrong, with module names for file names. */
    List<Problem> problems() {
        return problems;
    }

    /** The root module; only if there is no problem. */
    ModuleNode root() {
        return spec.getExternalModuleTable().getRootModule();
    }

    private void parse(String module) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        PrintStream out = new PrintStream(bytes, true, StandardCharsets.UTF_8);
        // What was expected instead is said nowhere but here.
        ToolIO.out = out;
        ToolIO.err = out;
        String failure = "";
        try {
            SANY.frontEndMain(spec, module, out);
        } catch (FrontEndException e) {
            failure = e.toString();
        }
        String output = bytes.toString(StandardCharsets.UTF_8);
        syntaxError(output).ifPresent(problems::add);
        if (problems.isEmpty()) {
            for (Errors errors : TlcApi.errors(spec)) {
                TlcApi.texts(errors).stream().map(SpecLoader::problem).forEach(problems::add);
            }
        }
        if (problems.isEmpty() && (!failure.isEmpty() || spec.getExternalModuleTable() == null || root() == null)) {
            problems.add(Problem.of("The spec cannot be read: " + (failure.isEmpty() ? output : failure)));
        }
    }

    private static Optional<Problem> syntaxError(String output) {
        Matcher parsing = PARSING.matcher(output);
        String module = "";
        while (parsing.find()) {
            module = parsing.group(1);
        }
        Matcher syntax = SYNTAX.matcher(output);
        if (syntax.find()) {
            String token = syntax.group(5) == null ? "" : " " + syntax.group(5);
            String message = "Was expecting " + syntax.group(1) + ", but encountered " + syntax.group(2) + token + ".";
            return Optional.of(at(module, syntax.group(3), syntax.group(4), message));
        }
        Matcher lexical = LEXICAL.matcher(output);
        if (lexical.find()) {
            return Optional.of(at(module, lexical.group(1), lexical.group(2), "Lexical error: " + lexical.group(3)));
        }
        Matcher unexpected = UNEXPECTED.matcher(output);
        if (unexpected.find()) {
            return Optional.of(at(module, unexpected.group(2), unexpected.group(3), unexpected(unexpected)));
        }
        int residue = output.indexOf("***Parse Error***");
        return residue < 0 ? Optional.empty() : Optional.of(Problem.at(module, 0, 0, output.substring(residue)));
    }

    private static String unexpected(Matcher found) {
        String met =
                RULE.matcher(found.group(1)).replaceAll(rule -> rule.group().substring(0, 4));
        String after = found.group(4) == null ? "" : " after \"" + found.group(4) + "\"";
        String within = found.group(5) == null ? "" : "; " + found.group(5) + " begins at " + found.group(6);
        return "Did not expect \"" + met + "\"" + after + within + ".";
    }

    private static Problem problem(String text) {
        Matcher semantic = SEMANTIC.matcher(text);
        if (semantic.matches()) {
            return at(semantic.group(3), semantic.group(1), semantic.group(2), oneLine(semantic.group(4)));
        }
        Matcher whole = WHOLE_MODULE.matcher(text);
        String plain = oneLine(whole.replaceFirst("").replaceFirst("^Unknown location\\s+", ""));
        Matcher mismatch = NAME_MISMATCH.matcher(plain);
        if (mismatch.matches()) {
            return Problem.at(mismatch.group(1), 1, 0, plain);
        }
        Matcher missing = MISSING.matcher(plain);
        if (missing.lookingAt()) {
            return Problem.at(missing.group(2), 0, 0, plain);
        }
        return whole.lookingAt() ? Problem.at(whole.group(1), 0, 0, plain) : Problem.of(plain);
    }

    private static Problem at(String module, String line, String column, String message) {
        return Problem.at(module, Integer.parseInt(line), Integer.parseInt(column), message);
    }

    private static String oneLine(String text) {
        return text.strip().replaceAll("\\s+", " ");
    }
}
