package io.ape4j.cli.session;

import io.ape4j.cli.option.SearchOptions;

/** A command that starts a search, so that resuming it can make the same plan again. */
public interface Planning {
    Plan plan();

    SearchOptions options();
}
