package io.ape4j.cli.option;

import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Whether the page of a search is served while it goes on. */
public final class LiveOptions {
    @Option(names = "--live", description = "Serve the report to a browser of this machine while the search goes on.")
    public boolean live;

    @Mixin
    public PortOption port = new PortOption();

    /**
     * Refuses what can't be meant.
     *
     * @throws UsageException if a port was named for no page, or none can be
     */
    public void check() {
        if (port.port() != 0 && !live) {
            throw new UsageException("--port is where --live serves the report; add --live, or leave --port out");
        }
    }
}
