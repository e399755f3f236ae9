package org.pfnproof.engine.source;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A definition in a module in TLA+. Modules are not parsed: a definition begins in the first column and ends before the next line that
 * does, which is how the specs are written.
 *
 * @param module the module that it stands in
 * @param name the operator's name
 * @param parameters their names, in order
 * @param comment the comment right above it, as it is written; may be empty
 * @param text the definition as it is written, from the name on
 */
public record Definition(String module, String name, List<String> parameters, String comment, String text) {

    private static final Pattern HEAD = Pattern.compile("(?m)^([A-Za-z_]\\w*)(?:\\(([^=]*)\\))?\\s*==");
    private static final Pattern FIRST_COLUMN = Pattern.compile("(?m)^\\S");
    /** Neither a field nor a name in an instance of another module. */
    private static final Pattern WORD = Pattern.compile("(?<![!.\\w\\\\])[A-Za-z_]\\w*");
    /** A comma outside of parentheses: parameters may be operators themselves. */
    private static final Pattern COMMA = Pattern.compile(",(?![^(]*\\))");

    public Definition {
        parameters = List.copyOf(parameters);
    }

    /** All definitions of a module, in their order. */
    public static List<Definition> of(String module, String source) {
        // Every character keeps its place.
        String plain = Comments.TLA.withoutComments(source);
        List<Definition> found = new ArrayList<>();
        Matcher head = HEAD.matcher(plain);
        while (head.find()) {
            Matcher next = FIRST_COLUMN.matcher(plain);
            int end = next.find(head.end()) ? next.start() : plain.length();
            int length = plain.substring(head.start(), end).stripTrailing().length();
            found.add(new Definition(
                    module,
                    head.group(1),
                    parameters(head.group(2)),
                    comment(source.substring(0, head.start())),
                    source.substring(head.start(), head.start() + length)));
        }
        return found;
    }

    /** The hash of the definition without its name, comments and layout: a renamed operator has the same. */
    public String hash() {
        return InputsHash.of(Comments.TLA, Map.of("", text.substring(name.length())));
    }

    /** The words in it, comments aside: names of operators, variables and parameters. */
    public List<String> words() {
        return WORD.matcher(Comments.TLA.withoutComments(text.substring(name.length())))
                .results()
                .map(MatchResult::group)
                .toList();
    }

    /** The definition under another name. Where the body begins beside the name, the lines below move along with it. */
    public String renamed(String other) {
        int end = text.indexOf('\n');
        String first = end < 0 ? text : text.substring(0, end);
        String rest = end < 0 ? "" : text.substring(end);
        boolean beside = !first.substring(first.indexOf("==") + 2).isBlank();
        int shift = beside ? other.length() - name.length() : 0;
        String moved = shift >= 0
                ? rest.replaceAll("\n(?=[^\n])", "\n" + " ".repeat(shift))
                : rest.replaceAll("\n {0," + -shift + "}", "\n");
        return other + first.substring(name.length()) + moved;
    }

    /** The name with its parameters. */
    public String signature() {
        return parameters.isEmpty() ? name : name + "(" + String.join(", ", parameters) + ")";
    }

    private static List<String> parameters(String list) {
        return list == null
                ? List.of()
                : COMMA.splitAsStream(list).map(String::strip).toList();
    }

    private static String comment(String before) {
        List<String> lines = before.lines().toList();
        int first = lines.size();
        while (first > 0 && lines.get(first - 1).startsWith("(*")) {
            first--;
        }
        return String.join("\n", lines.subList(first, lines.size()));
    }
}
