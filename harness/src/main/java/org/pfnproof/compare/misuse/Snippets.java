package org.pfnproof.compare.misuse;

import com.google.gson.Gson;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The code that calls one shape, right, and with each mistake: in C and in Java, side by side. Swapped, forgotten and NULL arguments are
 * made from the calls, all of them; other mistakes are edits that the shape's {@code mistakes.json} lists.
 *
 * @param header prototypes in C
 * @param c the right callers
 * @param java the same in Java, as the class {@code Caller}
 * @param cannot kinds of mistake that cannot be written in this shape, and why
 */
public record Snippets(
        String shape, String header, String c, String java, List<Snippet> mistakes, Map<Mistake, String> cannot) {

    /** Shapes that have snippets, in the order of their appearance. */
    public static final List<String> SHAPES = List.of(
            "bools-6.1", "bools-6.12", "v6", "all-flags", "sketch", "v7", "v8", "v9", "v11", "6.13", "6.13-static");

    /** A file {@code mistakes.json}. */
    private record Plan(List<Arguments> calls, List<Field> fields, List<Edit> edits, Map<Mistake, String> cannot) {}

    /** A call with positional arguments. */
    private record Arguments(String caller, String c, String java, String types) {}

    /** A field that the caller sets, as its text in both languages. */
    private record Field(String caller, String c, String java) {}

    /** A mistake as replacements: text, new text, and so on, each made once. */
    private record Edit(Mistake mistake, String caller, String what, List<String> c, List<String> java) {}

    /** Reads a shape's snippets. */
    public static Snippets of(String shape) {
        Plan plan = new Gson().fromJson(read(shape + "/mistakes.json"), Plan.class);
        Map<Mistake, String> cannot = new EnumMap<>(Mistake.class);
        cannot.putAll(plan.cannot());
        Snippets right = new Snippets(
                shape,
                read(shape + "/api.h"),
                read(shape + "/caller.c"),
                read(shape + "/Caller.java"),
                List.of(),
                cannot);
        List<Snippet> mistakes = new ArrayList<>();
        for (Arguments call : plan.calls()) {
            right.addPositional(call, mistakes);
        }
        for (Field field : plan.fields()) {
            right.addField(field, mistakes);
        }
        for (Edit edit : plan.edits()) {
            mistakes.add(right.snippet(
                    edit.mistake(),
                    edit.caller(),
                    edit.what(),
                    Text.edited(right.c, isFault(edit.caller()), edit.c()),
                    Text.edited(right.java, isFault(edit.caller()), edit.java()),
                    Optional.empty()));
        }
        return new Snippets(shape, right.header, right.c, right.java, numbered(mistakes), cannot);
    }

    private static boolean isFault(String caller) {
        return caller.equals("fault");
    }

    static String read(String file) {
        try (InputStream in = Snippets.class.getResourceAsStream(file)) {
            if (in == null) {
                throw new IllegalStateException("no resource " + file);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(file, e);
        }
    }

    private Snippet snippet(
            Mistake mistake, String caller, String what, String inC, String inJava, Optional<String> asC) {
        return new Snippet("", shape, mistake, isFault(caller), what, inC, inJava, asC);
    }

    private static List<Snippet> numbered(List<Snippet> mistakes) {
        Map<Mistake, Integer> counts = new EnumMap<>(Mistake.class);
        return mistakes.stream()
                .map(each -> each.numbered(counts.merge(each.mistake(), 1, Integer::sum)))
                .toList();
    }

    private void addPositional(Arguments call, List<Snippet> to) {
        String[] types = call.types().split(" ");
        if (types[0].equals("struct")) {
            return;
        }
        Text.Call inC = Text.call(c, isFault(call.caller()), call.c());
        Text.Call inJava = Text.call(java, isFault(call.caller()), call.java());
        for (int i = 0; i + 1 < types.length; i++) {
            Optional<String> asC = Text.swappedAsC(inJava, types, i);
            to.add(snippet(
                    Mistake.SWAP,
                    call.caller(),
                    call.c() + "(): " + inC.arguments().get(i) + " and "
                            + inC.arguments().get(i + 1),
                    inC.swapped(i),
                    inJava.swapped(i),
                    asC));
        }
        for (int i = 0; i < types.length; i++) {
            String argument = inC.arguments().get(i);
            to.add(snippet(
                    Mistake.OMIT,
                    call.caller(),
                    call.c() + "(): " + argument,
                    inC.without(i),
                    inJava.without(i),
                    Optional.empty()));
            if ((types[i].equals("hva") || types[i].endsWith("out")) && !argument.equals("NULL")) {
                to.add(snippet(
                        Mistake.NULL_OUTPUT,
                        call.caller(),
                        call.c() + "(): " + argument,
                        inC.with(i, "NULL"),
                        inJava.with(i, "null"),
                        Optional.empty()));
            }
        }
    }

    private void addField(Field field, List<Snippet> to) {
        String what = field.c().strip();
        to.add(snippet(
                Mistake.OMIT,
                field.caller(),
                what,
                Text.edited(c, isFault(field.caller()), List.of(field.c(), "")),
                Text.edited(java, isFault(field.caller()), List.of(field.java(), "")),
                Optional.empty()));
        if (field.c().contains("= &")) {
            to.add(snippet(
                    Mistake.NULL_OUTPUT,
                    field.caller(),
                    what,
                    Text.edited(
                            c,
                            isFault(field.caller()),
                            List.of(field.c(), field.c().replaceFirst("= &\\w+", "= NULL"))),
                    Text.edited(
                            java,
                            isFault(field.caller()),
                            List.of(field.java(), field.java().replaceFirst("= \\w+;", "= null;"))),
                    Optional.empty()));
        }
    }
}
