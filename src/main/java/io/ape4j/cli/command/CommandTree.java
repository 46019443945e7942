package io.ape4j.cli.command;

import io.ape4j.cli.terminal.Inert;
import io.ape4j.model.ModelSpec;
import java.io.OutputStreamWriter;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.TypeConversionException;
import picocli.CommandLine.UnmatchedArgumentException;

/** All commands, put together. */
public final class CommandTree {
    private static final int USAGE_WIDTH = 100;

    private CommandTree() {}

    @Command(
            name = "ape",
            description = "Finds the prompt that makes a language model do a task best, and says honestly whether it"
                    + " is better than yours.",
            mixinStandardHelpOptions = true,
            versionProvider = Version.class,
            synopsisSubcommandLabel = "COMMAND",
            footer = {
                "",
                "Examples:",
                "  ape search search-configs/quickstart.yaml",
                "  ape init my-task --from examples.csv",
                "",
                "\"ape COMMAND --help\" says more. Exit codes: 0 done, 1 failure, 2 usage or bad file, 3 budget spent,",
                "4 no gain (--fail-without-gain), 130 interrupted."
            })
    private static final class Root {}

    /** The version in the jar's manifest. */
    static final class Version implements IVersionProvider {
        @Override
        public String[] getVersion() {
            return new String[] {
                "ape4j "
                        + Optional.ofNullable(CommandTree.class.getPackage().getImplementationVersion())
                                .orElse("(unreleased)")
            };
        }
    }

    /** The commands in these surroundings. */
    public static CommandLine of(Surroundings surroundings) {
        final CommandLine root = new CommandLine(new Root());
        for (final BaseCommand command : commands(surroundings)) {
            root.addSubcommand(command);
        }
        root.addSubcommand(ModelCommand.tree(surroundings));
        return configured(root, surroundings);
    }

    private static List<BaseCommand> commands(Surroundings surroundings) {
        final List<BaseCommand> commands = new ArrayList<>();
        commands.add(new SearchCommand(surroundings));
        commands.add(new OptimizeCommand(surroundings));
        commands.add(new EvalCommand(surroundings));
        commands.add(new ReplayCommand(surroundings));
        return commands;
    }

    /** Converters and handlers, for a tree or a single command. */
    static CommandLine configured(CommandLine line, Surroundings surroundings) {
        return line.registerConverter(ModelSpec.class, model())
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setUsageHelpWidth(USAGE_WIDTH)
                .setOut(writer(surroundings.terminal().out()))
                .setErr(writer(surroundings.terminal().err()))
                .setParameterExceptionHandler((failure, args) -> usage(failure, surroundings));
    }

    private static PrintWriter writer(PrintStream stream) {
        return new PrintWriter(new OutputStreamWriter(stream, StandardCharsets.UTF_8), true);
    }

    private static ITypeConverter<ModelSpec> model() {
        return text -> {
            try {
                return ModelSpec.parse(text);
            } catch (IllegalArgumentException e) {
                throw new TypeConversionException(String.valueOf(e.getMessage()));
            }
        };
    }

    private static int usage(ParameterException failure, Surroundings surroundings) {
        final CommandLine line = failure.getCommandLine();
        surroundings.terminal().error(String.valueOf(failure.getMessage()));
        if (failure instanceof UnmatchedArgumentException unmatched) {
            final List<String> near = unmatched.getSuggestions();
            if (!near.isEmpty()) {
                surroundings.terminal().note("Did you mean: " + Inert.line(String.join(", ", near), USAGE_WIDTH) + "?");
            }
        }
        surroundings.terminal().note("See: " + line.getCommandSpec().qualifiedName() + " --help");
        return ExitCode.USAGE;
    }
}
