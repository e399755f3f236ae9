package org.pfnproof.report.race;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.pfnproof.catalogue.Catalogue;
import org.pfnproof.catalogue.Notation;
import org.pfnproof.catalogue.Notation.Case;
import org.pfnproof.catalogue.Property;
import org.pfnproof.engine.source.SpecStack;

/** A misspelt name in a notation would only leave words out of a diagram: nobody would notice. */
class NotationTest {

    private static final Path SPECS = Path.of("../specs");

    static List<Notation> notations() throws Exception {
        return Catalogue.load(SPECS).notations();
    }

    @Test
    void thereAreSome() throws Exception {
        assertThat(notations()).hasSizeGreaterThan(10);
    }

    @ParameterizedTest
    @MethodSource("notations")
    void speaksOfModulesVariablesActionsAndPropertiesThatThereAre(Notation notation) throws Exception {
        assertThat(SPECS.resolve("tla/" + notation.module() + ".tla")).exists();
        Set<String> variables = variables(notation.module());
        assertThat(variables)
                .containsAll(notation.values().keySet().stream()
                        .map(NotationTest::root)
                        .toList());
        notation.properties().values().forEach(paths -> assertThat(variables)
                .containsAll(paths.stream().map(NotationTest::root).toList()));
        assertThat(Catalogue.load(SPECS).properties().stream().map(Property::id))
                .containsAll(notation.properties().keySet());
        for (String action : notation.actions().keySet()) {
            Set<String> names = new HashSet<>(variables);
            names.addAll(parameters(notation.module(), action));
            Notation.StepForm form = notation.actions().get(action);
            assertThat(names)
                    .as(action)
                    .containsAll(Stream.concat(form.arguments().stream(), form.notes().stream())
                            .flatMap(NotationTest::names)
                            .map(NotationTest::root)
                            .toList());
        }
    }

    private static Stream<String> names(Case one) {
        Matcher name = Pattern.compile("\\{([^{}?]*)").matcher(one.text());
        return Stream.concat(one.when().keySet().stream(), name.results().map(found -> found.group(1)));
    }

    private static String root(String path) {
        return path.split("[\\[.'?]")[0];
    }

    /** The variables that a module declares or inherits. */
    private static Set<String> variables(String module) throws IOException {
        Set<String> variables = new HashSet<>();
        for (String extended : SpecStack.ofTla(SPECS, module)) {
            String text = text(extended);
            Matcher declaration = Pattern.compile("(?ms)^VARIABLES?\\b(.*?)(?:\\n\\s*\\n|\\n-----)")
                    .matcher(text);
            while (declaration.find()) {
                Stream.of(declaration.group(1).replaceAll("\\\\\\*[^\\n]*", "").split("[,\\s]+"))
                        .forEach(variables::add);
            }
        }
        return variables;
    }

    /** The parameters of an action, which the module must define. */
    private static List<String> parameters(String module, String action) throws IOException {
        Matcher definition = Pattern.compile("(?m)^" + Pattern.quote(action) + "(?:\\(([^)]*)\\))?\\s*==")
                .matcher(text(module));
        assertThat(definition.find()).as(module + " defines " + action).isTrue();
        return definition.group(1) == null
                ? List.of()
                : List.of(definition.group(1).split("\\s*,\\s*"));
    }

    private static String text(String module) throws IOException {
        return Files.readString(SPECS.resolve("tla/" + module + ".tla"));
    }
}
