package org.pfnproof.engine.alloy.child;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.pfnproof.engine.source.Comments;

/**
 * A fact, predicate or function as text, so that another version of it can stand beside it under another name.
 *
 * @param keyword {@code fact}, {@code pred} or {@code fun}
 * @param parameters what stands between the square brackets; empty if there are none
 * @param head everything between the name and the body
 * @param body with its braces
 */
record Paragraph(String keyword, String name, String parameters, String head, String body) {

    /**
     * Reads one of a module.
     *
     * @throws IllegalArgumentException if there is none of this name
     */
    static Paragraph of(String module, String name) {
        String text = Comments.ALLOY.withoutComments(module);
        Matcher header = Pattern.compile("(?m)^(fact|pred|fun)\\s+" + Pattern.quote(name) + "\\b")
                .matcher(text);
        if (!header.find()) {
            throw new IllegalArgumentException("there is no " + name);
        }
        int open = header.end();
        String parameters = "";
        if (text.startsWith("[", open)) {
            int close = text.indexOf(']', open);
            parameters = text.substring(open + 1, close);
            open = close + 1;
        }
        open = text.indexOf('{', open);
        int end = open;
        int depth = 0;
        do {
            char c = text.charAt(end);
            end++;
            depth += c == '{' ? 1 : c == '}' ? -1 : 0;
        } while (depth > 0);
        return new Paragraph(
                header.group(1), name, parameters, text.substring(header.end(), open), text.substring(open, end));
    }

    /** The same under another name; a fact becomes a predicate, so that it only says something where it is called. */
    String copy(String newName) {
        return (keyword.equals("fact") ? "pred" : keyword) + " " + newName + head + body;
    }

    /** That another version says the same as this one, of whatever parameters. */
    String sameAs(String other, boolean temporal) {
        if (keyword.equals("fact")) {
            return other;
        }
        String arguments = parameters.isBlank() ? "" : "[" + String.join(", ", names()) + "]";
        String sign = keyword.equals("pred") ? " iff " : " = ";
        return (temporal ? "always " : "")
                + (parameters.isBlank() ? "" : "all " + parameters.strip() + " | ")
                + name
                + arguments
                + sign
                + other
                + arguments;
    }

    /** {@code f, g: Pfn, p: Page} has the names f, g and p: what stands before a colon, but for the type before it. */
    private List<String> names() {
        List<String> names = new ArrayList<>();
        String[] parts = parameters.split(":");
        for (int i = 0; i + 1 < parts.length; i++) {
            String[] items = parts[i].split(",");
            Arrays.stream(items, i == 0 ? 0 : 1, items.length)
                    .map(String::strip)
                    .forEach(names::add);
        }
        return names;
    }
}
