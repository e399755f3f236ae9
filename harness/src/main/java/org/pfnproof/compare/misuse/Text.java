package org.pfnproof.compare.misuse;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/** Edits of source text. */
final class Text {

    private Text() {}

    /**
     * Replaces the first occurrences in a function.
     *
     * @param edits text, its replacement, and so on
     */
    static String edited(String source, boolean fault, List<String> edits) {
        String edited = source;
        int from = start(source, fault);
        for (int i = 0; i < edits.size(); i += 2) {
            int at = edited.indexOf(edits.get(i), from);
            if (at < 0) {
                throw new IllegalStateException("not found in the snippet: " + edits.get(i));
            }
            edited = edited.substring(0, at)
                    + edits.get(i + 1)
                    + edited.substring(at + edits.get(i).length());
        }
        return edited;
    }

    /**
     * The first call of a function.
     *
     * @param from where its arguments begin
     * @param to where they end
     */
    record Call(String source, int from, int to, List<String> arguments) {

        String with(List<String> others) {
            return source.substring(0, from) + String.join(", ", others) + source.substring(to);
        }

        String with(int i, String argument) {
            List<String> others = new ArrayList<>(arguments);
            others.set(i, argument);
            return with(others);
        }

        String without(int i) {
            List<String> others = new ArrayList<>(arguments);
            others.remove(i);
            return with(others);
        }

        String swapped(int i) {
            List<String> others = new ArrayList<>(arguments);
            Collections.swap(others, i, i + 1);
            return with(others);
        }
    }

    /** Where a caller begins. */
    private static int start(String source, boolean fault) {
        return fault ? 0 : Math.max(source.indexOf("int use_page("), source.indexOf("int usePage("));
    }

    static Call call(String source, boolean fault, String function) {
        int from = source.indexOf(function + "(", start(source, fault)) + function.length() + 1;
        if (from <= function.length()) {
            throw new IllegalStateException("the snippet does not call " + function);
        }
        List<String> arguments = new ArrayList<>();
        int depth = 0;
        int start = from;
        int at = from;
        for (; depth >= 0; at++) {
            char c = source.charAt(at);
            depth += c == '(' ? 1 : c == ')' ? -1 : 0;
            if (depth < 0 || depth == 0 && c == ',') {
                arguments.add(source.substring(start, at).strip());
                start = at + 1;
            }
        }
        return new Call(source, from, at - 1, List.copyOf(arguments));
    }

    /** Two arguments swapped, with the conversions that C makes without a word; empty if it has none. */
    static Optional<String> swappedAsC(Call call, String[] types, int i) {
        Optional<String> first = converted(call.arguments().get(i + 1), types[i + 1], types[i]);
        Optional<String> second = converted(call.arguments().get(i), types[i], types[i + 1]);
        if (first.isEmpty() || second.isEmpty()) {
            return Optional.empty();
        }
        List<String> others = new ArrayList<>(call.arguments());
        others.set(i, first.get());
        others.set(i + 1, second.get());
        return Optional.of(call.with(others));
    }

    private static Optional<String> converted(String argument, String from, String to) {
        boolean fromNumber = isNumber(from);
        if (from.equals(to) || argument.equals("null") && !to.equals("bool") && !isNumber(to)) {
            return Optional.of(argument);
        }
        if (to.equals("bool")) {
            return Optional.of(
                    argument.equals("null") ? "false" : "(" + argument + ") " + (fromNumber ? "!= 0" : "!= null"));
        }
        if (isNumber(to)) {
            String number = from.equals("bool") ? "((" + argument + ") ? 1 : 0)" : argument;
            return fromNumber || from.equals("bool")
                    ? Optional.of(to.equals("flags") ? "(int) (" + number + ")" : number)
                    : Optional.empty();
        }
        return argument.equals("false") && from.equals("bool") ? Optional.of("null") : Optional.empty();
    }

    private static boolean isNumber(String type) {
        return type.equals("gfn") || type.equals("flags") || type.equals("pfn");
    }
}
