package io.ape4j.run.journal;

import io.ape4j.model.Sample;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Measures how many records of about 2 kB a journal takes per second, by number of threads, each waiting for the disk:
 * {@code java -cp ... io.ape4j.run.JournalThroughput FOLDER}.
 */
final class JournalThroughput {
    private static final int RECORDS = 20_000;
    private static final String ANSWER = "an answer of some length. ".repeat(60);

    private JournalThroughput() {}

    public static void main(String[] arguments) throws IOException, InterruptedException, ExecutionException {
        for (final int threads : new int[] {1, 8, 64, 64}) {
            final Path file = Files.createTempFile(Path.of(arguments[0]), "journal", ".jsonl");
            Files.delete(file);
            measure(file, threads, threads == 1 ? RECORDS / 20 : RECORDS);
            final long start = System.nanoTime();
            try (Journal journal = Journal.openReadOnly(file)) {
                System.out.println("  opened again with " + journal.callCount() + " calls in "
                        + (System.nanoTime() - start) / 1_000_000 + " ms");
            }
            Files.delete(file);
        }
    }

    private static void measure(Path file, int threads, int records) throws InterruptedException, ExecutionException {
        final ExecutorService pool = Executors.newFixedThreadPool(threads);
        try (Journal journal = Journal.open(file)) {
            final long start = System.nanoTime();
            final List<Future<?>> all = new ArrayList<>();
            for (int t = 0; t < threads; t++) {
                final int thread = t;
                all.add(pool.submit(() -> {
                    for (int i = 0; i < records / threads; i++) {
                        journal.append(Sample.call(thread + "/" + i, ANSWER));
                    }
                }));
            }
            for (final Future<?> one : all) {
                one.get();
            }
            final double seconds = (System.nanoTime() - start) / 1e9;
            System.out.println(threads + " threads: " + Math.round(records / seconds) + " records/s, "
                    + Math.round(journal.forces() / seconds) + " forces/s");
        } finally {
            pool.shutdownNow();
        }
    }
}
