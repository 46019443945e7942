package io.ape4j.cli;

import io.ape4j.cli.command.CommandTree;
import io.ape4j.cli.option.Surroundings;
import io.ape4j.cli.terminal.SystemTerminal;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;

/** The command line's entry. {@link #run} takes all that it touches, so that everything is tested in process. */
public final class Main {
    private Main() {}

    public static void main(String[] args) {
        final PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        final PrintStream err = new PrintStream(System.err, true, StandardCharsets.UTF_8);
        final Surroundings surroundings =
                new Surroundings(SystemTerminal.of(out, err, System.in, System.getenv()), System.getenv(), Path.of(""));
        // Threads of libraries end up here, and their exceptions' texts are not ours.
        Thread.setDefaultUncaughtExceptionHandler(
                (thread, failure) -> surroundings.terminal().trace(failure));
        System.exit(run(args, surroundings));
    }

    /**
     * Runs one command.
     *
     * @return the exit code, see {@link io.ape4j.cli.session.ExitCode}
     */
    public static int run(String[] args, Surroundings surroundings) {
        final boolean asksHelp = args.length > 0 && args[0].equals("help");
        return CommandTree.of(surroundings).execute(asksHelp ? helpOf(args) : args);
    }

    /** {@code ape help search} is {@code ape search --help}. */
    private static String[] helpOf(String[] args) {
        return Stream.concat(Arrays.stream(args).skip(1), Stream.of("--help")).toArray(String[]::new);
    }
}
