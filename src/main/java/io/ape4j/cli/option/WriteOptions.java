package io.ape4j.cli.option;

import picocli.CommandLine.Option;

/** Whether a winner is written back to where the prompt came from. */
public final class WriteOptions {
    @Option(
            names = "--no-write",
            description = "Leave FILE as it is. Else the winner is written into it if the verdict is \"better\".")
    public boolean noWrite;

    @Option(names = "--force", description = "Write the winner into FILE whatever the verdict is.")
    public boolean force;

    /** Refuses both at once. */
    public void check() {
        if (noWrite && force) {
            throw new UsageException("--no-write and --force contradict each other; give one of them");
        }
    }
}
