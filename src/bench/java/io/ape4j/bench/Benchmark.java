package io.ape4j.bench;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ape4j.cli.option.UsageException;
import io.ape4j.task.text.Shown;
import java.util.List;

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

    /**
     * This benchmark with options of its own.
     *
     * @param options words of the command line, without {@code --quick}
     * @throws UsageException if it does not take them
     */
    default Benchmark with(List<String> options) {
        if (options.isEmpty()) {
            return this;
        }
        throw new UsageException("unknown argument " + Shown.quoted(options.get(0))
                + "; after the name of this one only" + " --quick may follow");
    }

    /** Its options, one a line; empty if it has none but {@code --quick}. */
    default String options() {
        return "";
    }

    /** Tells people how far it is. */
    @FunctionalInterface
    interface Progress {
        void at(String step);
    }
}
