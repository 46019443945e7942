package io.ape4j.cli.command;

/** A command that starts a search, so that resuming it can make the same plan again. */
interface Planning {
    Plan plan();

    SearchOptions options();
}
