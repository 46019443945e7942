package io.ape4j.cli.option;

import picocli.CommandLine.Option;

/** How a result is told. */
public final class ResultOptions {
    @Option(names = "--json", description = "Print the result as one JSON object (docs/cli.md).")
    public boolean json;

    @Option(
            names = {"-q", "--quiet"},
            description = "Print no progress.")
    public boolean quiet;

    @Option(names = "--fail-without-gain", description = "Exit with 4 unless the verdict is \"better\".")
    public boolean failWithoutGain;
}
