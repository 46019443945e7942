package io.ape4j.cli;

import java.nio.file.Path;
import java.util.Map;

/** Lints each task folder that it is given and prints the exit code and the first complaint, without a stack trace. */
final class BoundedMemoryProbe {
    private BoundedMemoryProbe() {}

    public static void main(String[] folders) {
        for (final String folder : folders) {
            final CommandLineRun run = CommandLineRun.of(Path.of(""), Map.of(), "lint", folder);
            System.out.println(run.code() + " " + run.err().lines().findFirst().orElse(""));
        }
    }
}
