package io.ape4j.cli.option;

import picocli.CommandLine.Option;

/** Where a page is served. */
public final class PortOption {
    private static final int LARGEST = 65_535;

    @Option(names = "--port", paramLabel = "N", description = "Port of the live report (one that is free).")
    private int port;

    /** 0 for one that is free. */
    public int port() {
        if (port < 0 || port > LARGEST) {
            throw new UsageException("--port " + port + " is no port; give one from 1 to " + LARGEST);
        }
        return port;
    }
}
