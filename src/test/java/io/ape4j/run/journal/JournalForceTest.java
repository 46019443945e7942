package io.ape4j.run.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ape4j.model.Sample;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** RELIABILITY 1: what was acknowledged was forced to disk first, so that even a power cut takes nothing of it. */
class JournalForceTest {
    private static final int THREADS = 16;
    private static final int EACH = 60;

    @TempDir
    Path folder;

    @Test
    void anAppendReturnsOnlyWhenTheDiskWasForced() throws Exception {
        final CountDownLatch forcing = new CountDownLatch(1);
        final CountDownLatch mayEnd = new CountDownLatch(1);
        final ExecutorService thread = Executors.newSingleThreadExecutor();
        try (DiskCache disk = new DiskCache(folder.resolve("journal"), () -> {
                    forcing.countDown();
                    await(mayEnd);
                });
                JournalWriter writer = new JournalWriter(folder.resolve("journal"), disk, 0)) {
            final Future<Long> append = thread.submit(() -> writer.append(line("a")));
            await(forcing);

            assertThat(Files.readString(folder.resolve("journal"))).isEqualTo("a\n");
            assertThatThrownBy(() -> append.get(100, TimeUnit.MILLISECONDS)).isInstanceOf(TimeoutException.class);
            mayEnd.countDown();
            assertThat(append.get(10, TimeUnit.SECONDS)).isZero();
        } finally {
            thread.shutdownNow();
        }
    }

    /** The disk keeps what it was forced to keep, and forgets the rest. */
    @Test
    void whateverAPowerCutLeavesHoldsAllThatWasAcknowledged() throws Exception {
        final Path file = folder.resolve(Journal.FILE_NAME);
        final ConcurrentLinkedQueue<String> acknowledged = new ConcurrentLinkedQueue<>();
        final List<byte[]> cuts = new ArrayList<>();
        final List<List<String>> promised = new ArrayList<>();
        final ExecutorService pool = Executors.newFixedThreadPool(THREADS);
        try (DiskCache disk = new DiskCache(file, () -> {});
                JournalWriter writer = new JournalWriter(file, disk, 0)) {
            writer.append(JournalRecord.header());
            final List<Future<?>> all = new ArrayList<>();
            for (int t = 0; t < THREADS; t++) {
                final int thread = t;
                all.add(pool.submit(() -> {
                    for (int i = 0; i < EACH; i++) {
                        final String text = thread + "/" + i;
                        writer.append(JournalRecord.line(Sample.call(text, "answer")));
                        acknowledged.add(text);
                    }
                }));
            }
            while (!all.stream().allMatch(Future::isDone)) {
                promised.add(List.copyOf(acknowledged));
                cuts.add(disk.kept());
                Thread.sleep(1);
            }
            for (final Future<?> one : all) {
                one.get();
            }
        } finally {
            pool.shutdownNow();
        }

        assertThat(acknowledged).hasSize(THREADS * EACH);
        for (int i = 0; i < cuts.size(); i += Math.max(1, cuts.size() / 20)) {
            final Path left = Files.write(folder.resolve("left" + i), cuts.get(i));
            try (Journal journal = Journal.open(left)) {
                assertThat(promised.get(i))
                        .allSatisfy(text ->
                                assertThat(journal.find(Sample.key(text))).isPresent());
            }
        }
    }

    @Test
    void whatCouldNotBeForcedIsNotAcknowledged() throws Exception {
        final Path file = folder.resolve("journal");
        try (DiskCache disk = new DiskCache(file, () -> {
            throw new IOException("the disk is gone");
        })) {
            final JournalWriter writer = new JournalWriter(file, disk, 0);

            assertThatThrownBy(() -> writer.append(line("a")))
                    .isInstanceOf(UncheckedIOException.class)
                    .hasMessageContaining("the disk is gone")
                    .hasMessageContaining("resume");
        }
    }

    private static byte[] line(String text) {
        return (text + "\n").getBytes(StandardCharsets.UTF_8);
    }

    private static void await(CountDownLatch latch) throws IOException {
        try {
            if (!latch.await(10, TimeUnit.SECONDS)) {
                throw new IOException("nothing happened");
            }
        } catch (InterruptedException e) {
            throw new IOException(e);
        }
    }
}
