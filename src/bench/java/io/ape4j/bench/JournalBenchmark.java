package io.ape4j.bench;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ape4j.model.Sample;
import io.ape4j.run.journal.Journal;
import java.nio.file.Path;

/** How many answers of about 2 kB a second are on disk before they are used, each thread waiting for its own. */
final class JournalBenchmark implements Benchmark {
    private static final String ANSWER = "an answer of some length. ".repeat(60);
    private static final double NANOS_PER_MILLI = 1e6;

    @Override
    public String name() {
        return "journal";
    }

    @Override
    public String summary() {
        return "answers a second into the journal, at concurrency 1 and 64, and how long opening it takes";
    }

    @Override
    public ObjectNode run(boolean quick, Progress progress) {
        final int many = quick ? 20_000 : 200_000;
        final ObjectNode figures = JsonNodeFactory.instance.objectNode();
        try (Scratch scratch = new Scratch("journal")) {
            progress.at("warming up");
            answersPerSecond(scratch.file("warm-up.jsonl"), 64, many / 4);
            progress.at(many / 40 + " answers, one after the other");
            figures.put("answersPerSecondAt1", Math.round(answersPerSecond(scratch.file("one.jsonl"), 1, many / 40)));
            progress.at(many + " answers from 64 threads");
            final Path file = scratch.file("many.jsonl");
            figures.put("answersPerSecondAt64", Math.round(answersPerSecond(file, 64, many)));
            final long start = System.nanoTime();
            try (Journal journal = Journal.openReadOnly(file)) {
                figures.put("openedCalls", journal.callCount());
            }
            figures.put("openMillis", Math.round((System.nanoTime() - start) / NANOS_PER_MILLI));
        }
        return figures;
    }

    private static double answersPerSecond(Path file, int threads, int answers) {
        try (Journal journal = Journal.open(file)) {
            return Crowd.stepsPerSecond(threads, answers, i -> journal.append(Sample.call("q" + i, ANSWER)));
        }
    }
}
