package io.ape4j.cli.command;

import picocli.CommandLine.Option;

/** How a result is told. */
final class ResultOptions {
    @Option(names = "--json", description = "Print the result as one JSON object (docs/cli.md).")
    boolean json;

    @Option(
            names = {"-q", "--quiet"},
            description = "Print no progress.")
    boolean quiet;

    @Option(names = "--fail-without-gain", description = "Exit with 4 unless the verdict is \"better\".")
    boolean failWithoutGain;
}
