package io.ape4j.bench;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** A measurement that can be made again. A new one is listed in {@link Benchmarks}. */
public interface Benchmark {
    /** What it is called on the command line, in lower case with hyphens. */
    String name();

    /** What it measures, in one line. */
    String summary();

    /**
     * Measures.
     *
     * @param quick whether to take at most 50 seconds on two cores, with fewer repetitions
     * @param progress what people see meanwhile
     * @return the figures, with units in their names
     */
    ObjectNode run(boolean quick, Progress progress);

    /** Tells people how far it is. */
    @FunctionalInterface
    interface Progress {
        void at(String step);
    }
}
