package io.ape4j.cli.command;

import io.ape4j.cli.command.measure.CompareCommand;
import io.ape4j.cli.command.measure.EvalCommand;
import io.ape4j.cli.command.measure.PowerCommand;
import io.ape4j.cli.command.view.ReportCommand;
import io.ape4j.cli.command.view.ShowCommand;
import io.ape4j.cli.command.view.WatchCommand;
import io.ape4j.cli.completion.CompletionCommand;
import io.ape4j.cli.doctor.DoctorCommand;
import io.ape4j.cli.option.Converters;
import io.ape4j.cli.option.Surroundings;
import io.ape4j.cli.option.UsageException;
import io.ape4j.cli.session.BaseCommand;
import io.ape4j.cli.session.ExitCode;
import io.ape4j.model.ModelSpec;
import io.ape4j.task.text.Nearest;
import io.ape4j.task.text.Shown;
import java.io.OutputStreamWriter;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.TypeConversionException;

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
                "4 no gain (--fail-without-gain) or worse (--fail-if-worse), 130 interrupted."
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
        root.addSubcommand(new CommandLine(new RunsCommand(surroundings)).addSubcommand(new ShowCommand(surroundings)));
        root.addSubcommand(ModelCommand.tree(surroundings));
        root.addSubcommand(CacheCommand.tree(surroundings));
        return configured(root, surroundings);
    }

    private static List<BaseCommand> commands(Surroundings surroundings) {
        final List<BaseCommand> commands = new ArrayList<>();
        commands.add(new SearchCommand(surroundings));
        commands.add(new OptimizeCommand(surroundings));
        commands.add(new EvalCommand(surroundings));
        commands.add(new CompareCommand(surroundings));
        commands.add(new PowerCommand(surroundings));
        commands.add(new ResumeCommand(surroundings));
        commands.add(new ReplayCommand(surroundings));
        commands.add(new ExportCommand(surroundings));
        commands.add(new ReportCommand(surroundings));
        commands.add(new WatchCommand(surroundings));
        commands.add(new InitCommand(surroundings));
        commands.add(new LintCommand(surroundings));
        commands.add(new DoctorCommand(surroundings));
        commands.add(new CompletionCommand(surroundings));
        return commands;
    }

    /**
     * The command that was once given, with its options, to plan by; it is not run.
     *
     * @throws UsageException if no present command takes these arguments
     */
    static StartingCommand starting(List<String> arguments, Surroundings surroundings) {
        try {
            final ParseResult parsed = of(surroundings).parseArgs(arguments.toArray(String[]::new));
            if (parsed.hasSubcommand()
                    && parsed.subcommand().commandSpec().userObject() instanceof StartingCommand command) {
                return command;
            }
        } catch (ParameterException e) {
            throw new UsageException(
                    "the run was started by \"ape " + String.join(" ", arguments)
                            + "\", which this version does not take (" + e.getMessage()
                            + "); start a new one: answers that both ask for come from the cache",
                    e);
        }
        throw new UsageException(
                "the run's launch.json says that it was started by \"ape " + String.join(" ", arguments)
                        + "\", which is no search; remove that file and give --model, then the run's own snapshot is used");
    }

    private static CommandLine configured(CommandLine line, Surroundings surroundings) {
        Converters.register(line);
        return line.registerConverter(ModelSpec.class, model())
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setUsageHelpWidth(USAGE_WIDTH)
                .setOut(writer(surroundings.terminal().out()))
                .setErr(writer(surroundings.terminal().err()))
                .setParameterExceptionHandler((failure, args) -> usage(failure, args, surroundings));
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

    private static int usage(ParameterException failure, String[] args, Surroundings surroundings) {
        final CommandLine line = failure.getCommandLine();
        if (String.valueOf(failure.getMessage()).startsWith("Missing required subcommand")) {
            line.usage(line.getErr());
            return ExitCode.USAGE;
        }
        surroundings.terminal().error(unknown(line, args).orElseGet(() -> failure.getMessage() + example(failure)));
        surroundings.terminal().note("See: " + line.getCommandSpec().qualifiedName() + " --help");
        return ExitCode.USAGE;
    }

    /** Of what is missing, how it looks: the first example of the command's help. */
    private static String example(ParameterException failure) {
        return failure instanceof MissingParameterException
                ? Stream.of(failure.getCommandLine()
                                .getCommandSpec()
                                .usageMessage()
                                .footer())
                        .map(String::strip)
                        .filter(line -> line.startsWith("ape "))
                        .findFirst()
                        .map(line -> "; for example: " + line)
                        .orElse("")
                : "";
    }

    /** An option or command that does not exist explains more than what is missing because of it. */
    private static Optional<String> unknown(CommandLine line, String[] args) {
        final Set<String> options = line.getCommandSpec().optionsMap().keySet();
        for (final String arg : args) {
            final String name = arg.replaceFirst("=.*", "");
            if (arg.startsWith("--") && arg.length() > 2 && !options.contains(name)) {
                return Optional.of("unknown option " + Shown.quoted(name) + "; " + Nearest.advice(name, options));
            }
        }
        final Set<String> commands = line.getSubcommands().keySet();
        final int itsOwnNames = line.getCommandSpec().qualifiedName().split(" ").length - 1;
        final Optional<String> command = Arrays.stream(args)
                .filter(arg -> !arg.startsWith("-"))
                .skip(itsOwnNames)
                .findFirst();
        return commands.isEmpty() || command.isEmpty() || commands.contains(command.get())
                ? Optional.empty()
                : Optional.of("unknown command " + Shown.quoted(command.get()) + "; "
                        + Nearest.advice(command.get(), commands));
    }
}
