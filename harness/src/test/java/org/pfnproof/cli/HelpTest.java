package org.pfnproof.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.pfnproof.testing.FakeToolbox;
import org.pfnproof.testing.RealSpecs;
import picocli.CommandLine;

/** The examples that the help texts show. */
class HelpTest {

    private static final String PROGRAM = "harness/pfnproof ";

    private final Path home = RealSpecs.inPlace().folder().toAbsolutePath().getParent();
    private final Environment environment =
            new Environment(home, (specs, jar) -> FakeToolbox.obedient(), System.out, System.err, Terminal.NONE);

    private CommandLine commands() {
        return new Cli(environment).commandLine();
    }

    private static Stream<CommandLine> all(CommandLine command) {
        return Stream.concat(
                Stream.of(command), command.getSubcommands().values().stream().flatMap(HelpTest::all));
    }

    private static List<String> footer(CommandLine command) {
        return List.of(command.getCommandSpec().usageMessage().footer());
    }

    private List<String> examples() {
        List<String> examples = new ArrayList<>();
        all(commands())
                .flatMap(command -> footer(command).stream())
                .filter(line -> line.contains(PROGRAM))
                .forEach(line -> examples.add(line.substring(line.lastIndexOf(PROGRAM) + PROGRAM.length())
                        .split(" {2,}| [>|] ")[0]));
        return examples;
    }

    @Test
    void eachCommandShowsAnExample() {
        assertThat(all(commands()))
                .filteredOn(command -> command.getSubcommands().isEmpty())
                .allSatisfy(command -> assertThat(footer(command))
                        .as(command.getCommandSpec().qualifiedName())
                        .anyMatch(line -> line.contains(PROGRAM)));
    }

    @Test
    void eachExampleIsACommandThatCanBeGiven() {
        assertThat(examples()).hasSizeGreaterThan(20).allSatisfy(example -> assertThatCode(
                        () -> commands().parseArgs(example.split(" ")))
                .as(example)
                .doesNotThrowAnyException());
    }

    @Test
    void noExampleIsTornApart() {
        all(commands()).forEach(command -> {
            String shown = command.setUsageHelpWidth(110).getUsageMessage(CommandLine.Help.Ansi.OFF);
            footer(command).forEach(line -> assertThat(shown).contains(line));
        });
    }

    @Test
    void thePagesThatAreNamedExist() {
        all(commands())
                .flatMap(command -> footer(command).stream())
                .flatMap(line -> Stream.of(line.split("[ ,]")))
                .filter(word -> word.startsWith("docs/"))
                .forEach(page ->
                        assertThat(Files.exists(home.resolve(page))).as(page).isTrue());
    }
}
