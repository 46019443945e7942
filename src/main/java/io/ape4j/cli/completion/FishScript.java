package io.ape4j.cli.completion;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import picocli.CommandLine;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/**
 * The completions of fish, written from the model of the commands. Its conditions look at the words right behind the
 * program's name, because the same word may be a command here and a subcommand there.
 */
final class FishScript {
    private static final String CONDITIONS = """
            # Whether the command line begins with these commands.
            function __ape_in
                set -l words (commandline -opc)
                set -l at 1
                for command in $argv
                    set at (math $at + 1)
                    test (count $words) -ge $at; and test "$words[$at]" = "$command"; or return 1
                end
                return 0
            end

            # Whether it is these commands and nothing else yet.
            function __ape_at
                set -l words (commandline -opc)
                test (count $words) -eq (math (count $argv) + 1); and __ape_in $argv
            end
            """;

    private final String program;
    private final List<String> lines = new ArrayList<>();

    private FishScript(String program) {
        this.program = program;
    }

    static String of(CommandLine program) {
        final FishScript script = new FishScript(program.getCommandName());
        script.lines.add("# Completions of " + script.program + " for fish.");
        script.lines.add(CONDITIONS);
        script.lines.add("complete -c " + script.program + " -f");
        script.command(program, List.of());
        return String.join("\n", script.lines);
    }

    private void command(CommandLine line, List<String> path) {
        final CommandSpec spec = line.getCommandSpec();
        spec.options().stream().filter(option -> !option.hidden()).forEach(option -> option(option, path));
        if (spec.positionalParameters().stream().anyMatch(FishScript::isFile)) {
            lines.add(start("__ape_in", path) + " -F");
        }
        spec.positionalParameters().stream()
                .filter(parameter -> !candidates(parameter).isEmpty())
                .forEach(parameter -> lines.add(start("__ape_at", path) + " -a " + quoted(candidates(parameter))));
        line.getSubcommands().forEach((name, subcommand) -> {
            lines.add(start("__ape_at", path) + " -a " + quoted(name) + " -d "
                    + quoted(first(subcommand.getCommandSpec().usageMessage().description())));
            final List<String> deeper = new ArrayList<>(path);
            deeper.add(name);
            command(subcommand, deeper);
        });
    }

    private void option(OptionSpec option, List<String> path) {
        final StringBuilder text = new StringBuilder(start("__ape_in", path));
        for (final String name : option.names()) {
            text.append(name.startsWith("--") ? " -l " + name.substring(2) : " -s " + name.substring(1));
        }
        if (option.arity().max() > 0) {
            text.append(isFile(option) ? " -r -F" : " -x");
        }
        if (!candidates(option).isEmpty()) {
            text.append(" -a ").append(quoted(candidates(option)));
        }
        lines.add(text + " -d " + quoted(description(option)));
    }

    private String start(String condition, List<String> path) {
        return "complete -c " + program + " -n '"
                + String.join(" ", condition, String.join(" ", path)).strip() + "'";
    }

    private static boolean isFile(ArgSpec argument) {
        return argument.type() == Path.class;
    }

    private static String candidates(ArgSpec argument) {
        if (argument.completionCandidates() != null) {
            return StreamSupport.stream(argument.completionCandidates().spliterator(), false)
                    .collect(Collectors.joining(" "));
        }
        return argument.type().isEnum() ? enumNames(argument.type()) : "";
    }

    private static String enumNames(Class<?> type) {
        return Arrays.stream(type.getEnumConstants()).map(String::valueOf).collect(Collectors.joining(" "));
    }

    private static String description(OptionSpec option) {
        return first(option.description())
                .replace("${DEFAULT-VALUE}", String.valueOf(option.defaultValue()))
                .replace("%%", "%");
    }

    private static String first(String[] description) {
        return description.length == 0 ? "" : description[0];
    }

    private static String quoted(String text) {
        return "'" + text.replace("\\", "\\\\").replace("'", "\\'") + "'";
    }
}
