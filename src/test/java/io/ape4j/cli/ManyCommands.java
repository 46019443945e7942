package io.ape4j.cli;

import io.ape4j.cli.option.Surroundings;
import io.ape4j.cli.terminal.Terminal;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Runs the command lines of a file one after the other in this process, as {@link Main} runs one. */
final class ManyCommands {
    private ManyCommands() {}

    /** The file has one command a line, its arguments apart by tabs. */
    public static void main(String[] args) throws IOException {
        final PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        final PrintStream err = new PrintStream(System.err, true, StandardCharsets.UTF_8);
        for (final String line : Files.readAllLines(Path.of(args[0]))) {
            final int code = Main.run(
                    line.split("\t", -1), new Surroundings(Terminal.of(out, err), System.getenv(), Path.of("")));
            out.println("exit " + code + " of " + line.replace('\t', ' '));
        }
        System.exit(0);
    }
}
