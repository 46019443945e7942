package io.ape4j.cli.session;

import io.ape4j.cli.option.Surroundings;
import io.ape4j.cli.option.UsageException;
import io.ape4j.cli.terminal.Terminal;
import io.ape4j.model.ModelException;
import io.ape4j.run.journal.DamagedJournalException;
import io.ape4j.task.file.InvalidFileException;
import java.io.UncheckedIOException;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What all commands have: somewhere to print, and one way to fail. */
public abstract class BaseCommand implements Callable<Integer> {
    private final Surroundings surroundings;

    @Mixin
    private CommonOptions common = new CommonOptions();

    /** Options of every command. */
    static final class CommonOptions {
        @Option(names = "--verbose", description = "Print the whole cause of a failure.")
        boolean verbose;

        @Option(
                names = {"-h", "--help"},
                usageHelp = true,
                description = "Print this.")
        boolean help;
    }

    protected BaseCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    /** Does it; returns the exit code. */
    protected abstract int execute();

    protected final Surroundings surroundings() {
        return surroundings;
    }

    protected final Terminal terminal() {
        return surroundings.terminal();
    }

    @Override
    public Integer call() {
        try {
            return execute();
        } catch (RuntimeException e) {
            return failed(e);
        }
    }

    private int failed(RuntimeException failure) {
        if (failure instanceof InvalidFileException) {
            // Lines of path:line:column, which editors and people can follow.
            terminal().note(message(failure));
        } else {
            terminal().error(message(failure));
        }
        if (common.verbose) {
            terminal().trace(failure);
        }
        return code(failure);
    }

    private static int code(RuntimeException failure) {
        if (failure instanceof UsageException || failure instanceof InvalidFileException) {
            return ExitCode.USAGE;
        }
        if (failure instanceof ModelException.Interrupted) {
            return ExitCode.INTERRUPTED;
        }
        return failure instanceof ModelException.BudgetExhausted ? ExitCode.BUDGET_SPENT : ExitCode.FAILURE;
    }

    private static String message(RuntimeException failure) {
        final String said = Optional.ofNullable(failure.getMessage()).orElse("");
        final boolean expected = failure instanceof UsageException
                || failure instanceof InvalidFileException
                || failure instanceof ModelException
                || failure instanceof UncheckedIOException
                || failure instanceof DamagedJournalException
                || failure.getClass().getPackageName().startsWith("io.ape4j")
                || failure instanceof IllegalStateException;
        return expected && !said.isBlank()
                ? said
                : "unexpected " + failure.getClass().getSimpleName() + (said.isBlank() ? "" : ": " + said)
                        + "; run it again with --verbose to see where";
    }
}
