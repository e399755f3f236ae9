package org.pfnproof.cli;

import java.util.LinkedHashMap;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/** Writes commands as a manual page, in the macros of {@code man(7)}. */
final class ManPage {

    private static final String NAME = "pfnproof";

    private final StringBuilder page = new StringBuilder();

    /** The page of a command with all commands below it. */
    String of(CommandSpec root) {
        macro("TH", NAME.toUpperCase(java.util.Locale.ROOT) + " 1 \"\" \"" + String.join(" ", root.version()) + "\"");
        macro("SH", "NAME");
        text(NAME + " - check the specs of KVM's follow_pfn code");
        macro("SH", "SYNOPSIS");
        macro("B", NAME);
        text("COMMAND [OPTION...] [NAME...]");
        macro("SH", "DESCRIPTION");
        description(root);
        macro("SH", "COMMANDS");
        subcommands(root, "");
        macro("SH", "SEE ALSO");
        text("README.md and the folder docs of the checkout.");
        return page.toString();
    }

    private void subcommands(CommandSpec parent, String prefix) {
        Map<String, CommandLine> commands = new LinkedHashMap<>(parent.subcommands());
        commands.forEach((name, command) -> command(prefix + name, command.getCommandSpec()));
    }

    private void command(String name, CommandSpec command) {
        macro("SS", escaped(name));
        description(command);
        command.positionalParameters().stream()
                .filter(parameter -> !parameter.hidden())
                .forEach(this::parameter);
        command.options().stream()
                .filter(option -> !option.hidden() && !option.usageHelp() && !option.versionHelp())
                .forEach(this::option);
        command.usageMessage().exitCodeList().forEach((code, meaning) -> entry("exit code " + code, meaning));
        subcommands(command, name + " ");
    }

    private void description(CommandSpec command) {
        for (String line : command.usageMessage().description()) {
            boolean example = line.startsWith(" ");
            if (example) {
                macro("RS", "");
            }
            text(plain(line).strip());
            if (example) {
                macro("RE", "");
            }
        }
    }

    private void parameter(PositionalParamSpec parameter) {
        entry(parameter.paramLabel(), describe(parameter));
    }

    private void option(OptionSpec option) {
        String value = option.arity().max() == 0 ? "" : " " + option.paramLabel();
        String label = option.arity().min() == 0 && !value.isEmpty() ? "[=" + option.paramLabel() + "]" : value;
        entry(String.join(", ", option.names()) + label, describe(option));
    }

    private static String describe(ArgSpec argument) {
        return plain(String.join(" ", argument.description()));
    }

    private void entry(String label, String meaning) {
        macro("TP", "");
        macro("B", "\"" + escaped(label) + "\"");
        text(meaning);
    }

    private void macro(String name, String arguments) {
        page.append('.').append(name);
        if (!arguments.isEmpty()) {
            page.append(' ').append(arguments);
        }
        page.append('\n');
    }

    private void text(String words) {
        String line = escaped(words);
        // A line that begins with one of these is a macro.
        page.append(line.startsWith(".") || line.startsWith("'") ? "\\&" : "")
                .append(line)
                .append('\n');
    }

    private static String plain(String text) {
        return Ansi.OFF.string(String.format(text));
    }

    private static String escaped(String text) {
        return text.replace("\\", "\\e").replace("-", "\\-").replace("\"", "\\(dq");
    }
}
