package io.ape4j.run.journal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.ape4j.model.Answer;
import io.ape4j.model.Call;
import io.ape4j.model.CallLog.Phase;
import io.ape4j.model.CallLog.Reservation;
import io.ape4j.model.CallLog.Settlement;
import io.ape4j.model.CallLog.Spent;
import io.ape4j.model.ModelRole;
import io.ape4j.model.Sample;
import io.ape4j.model.Usage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JournalTest {
    @TempDir
    Path folder;

    private Path file;

    @BeforeEach
    void nameFile() {
        file = folder.resolve(Journal.FILE_NAME);
    }

    @Test
    void aRecordedCallIsFoundAgain() {
        try (Journal journal = Journal.open(file)) {
            journal.append(Sample.call("q", "a"));

            assertThat(journal.find(Sample.key("q")))
                    .contains(Sample.call("q", "a").from(Call.Source.JOURNALED));
            assertThat(journal.find(Sample.key("other"))).isEmpty();
        }
    }

    @Test
    void everythingIsThereAfterReopening() {
        final Reservation lost = new Reservation(
                "2", Phase.CONFIRMATION, Sample.key("lost"), ModelRole.JUDGE, 50, new BigDecimal("0.05"));
        final Event raised = Event.capRaised(9, Map.of("calls", "200"));
        try (Journal journal = Journal.open(file)) {
            journal.reserve(new Reservation(
                    "1", Phase.SEARCH, Sample.key("q"), ModelRole.EXECUTOR, 40, new BigDecimal("0.04")));
            journal.settle(new Settlement("1", 10, new BigDecimal("0.01")));
            journal.append(Sample.call("q", "a"));
            journal.reserve(lost);
            journal.append(Event.stop(9, Event.Reason.WALL_CLOCK));
            journal.append(raised);
        }

        try (Journal journal = Journal.openReadOnly(file)) {
            assertThat(journal.warning()).isEmpty();
            assertThat(journal.callCount()).isEqualTo(1);
            assertThat(journal.find(Sample.key("q"))).isPresent();
            assertThat(journal.events()).containsExactly(Event.stop(9, Event.Reason.WALL_CLOCK), raised);
            assertThat(journal.settled(Phase.SEARCH)).isEqualTo(new Spent(1, 10, new BigDecimal("0.01")));
            assertThat(journal.unsettled()).containsExactly(lost);
        }
    }

    @Test
    void callsComeInTheOrderInWhichTheyWereRecorded() {
        final List<String> answers = new ArrayList<>();
        try (Journal journal = Journal.open(file)) {
            List.of("c", "a", "b").forEach(text -> journal.append(Sample.call(text, text)));
            journal.append(Event.testRead(3, 0));

            journal.forEachCall(call -> answers.add(call.answer().text()));
        }

        assertThat(answers).containsExactly("c", "a", "b");
    }

    @Test
    void theFirstAnswerToARequestStays() {
        try (Journal journal = Journal.open(file)) {
            journal.append(Sample.call("q", "first"));
            journal.append(Sample.call("q", "second"));
        }

        try (Journal journal = Journal.open(file)) {
            assertThat(journal.find(Sample.key("q")))
                    .map(call -> call.answer().text())
                    .contains("first");
        }
    }

    @Test
    void anAnswerMuchLongerThanTheBuffersIsKept() {
        final String text = "\u00E9\n\uD83D\uDE00".repeat(100_000);
        try (Journal journal = Journal.open(file)) {
            journal.append(Sample.call("q", text));
            journal.append(Event.finished(1));
        }

        try (Journal journal = Journal.openReadOnly(file)) {
            assertThat(journal.find(Sample.key("q")).orElseThrow().answer().text())
                    .isEqualTo(text);
            assertThat(journal.events()).containsExactly(Event.finished(1));
        }
    }

    /** RELIABILITY 2. */
    @Test
    void aLastLineTornAnywhereIsDroppedAndNamed() throws IOException {
        final byte[] whole = threeCalls();
        final int lastLine = lastLineStart(whole);
        for (int end = lastLine + 1; end < whole.length; end += 7) {
            Files.write(file, Arrays.copyOf(whole, end));

            try (Journal journal = Journal.open(file)) {
                assertThat(journal.warning().orElseThrow())
                        .contains(file + ":4")
                        .contains((end - lastLine) + " bytes");
                assertThat(journal.find(Sample.key("q2"))).isPresent();
                assertThat(journal.find(Sample.key("q3"))).isEmpty();
                journal.append(Sample.call("q3", "again"));
            }
            try (Journal journal = Journal.openReadOnly(file)) {
                assertThat(journal.warning()).isEmpty();
                assertThat(journal.find(Sample.key("q3")).orElseThrow().answer().text())
                        .isEqualTo("again");
            }
        }
    }

    @Test
    void aReplayReadsPastATornLineWithoutTouchingTheFile() throws IOException {
        final byte[] whole = threeCalls();
        final byte[] torn = Arrays.copyOf(whole, whole.length - 10);
        Files.write(file, torn);

        try (Journal journal = Journal.openReadOnly(file)) {
            assertThat(journal.warning()).isPresent();
            assertThat(journal.callCount()).isEqualTo(2);
        }
        assertThat(Files.readAllBytes(file)).isEqualTo(torn);
    }

    /** RELIABILITY 2: every byte before the last line is guarded. */
    @Test
    void aFlippedBitIsNamedByFileAndLine() throws IOException {
        final byte[] whole = threeCalls();
        final Random random = new Random(1);
        for (int i = 0; i < lastLineStart(whole); i += 3) {
            final byte[] damaged = whole.clone();
            damaged[i] ^= (byte) (1 << random.nextInt(8));
            Files.write(file, damaged);

            final long line = lineOf(whole, i);
            assertThatThrownBy(() -> Journal.openReadOnly(file).close())
                    .as("byte %s", i)
                    .isInstanceOfSatisfying(
                            DamagedJournalException.class,
                            e -> assertThat(e.line()).isIn(line, line + 1))
                    .hasMessageContaining(file + ":");
        }
    }

    @Test
    void damageThatComesWhileTheJournalIsOpenIsNamedToo() throws IOException {
        final byte[] whole = threeCalls();
        try (Journal journal = Journal.openReadOnly(file)) {
            final byte[] damaged = whole.clone();
            damaged[whole.length - 20] ^= 1;
            Files.write(file, damaged);

            assertThatThrownBy(() -> journal.find(Sample.key("q3")))
                    .isInstanceOf(DamagedJournalException.class)
                    .hasMessageContaining(file + ":4");
        }
    }

    /** RELIABILITY 22. */
    @Test
    void theFileIsPrivateToTheUser() throws IOException {
        assumeThat(file.getFileSystem().supportedFileAttributeViews()).contains("posix");

        Journal.open(file).close();

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
    }

    @Test
    void aReadOnlyJournalRefusesToAppend() {
        Journal.open(file).close();

        try (Journal journal = Journal.openReadOnly(file)) {
            assertThatThrownBy(() -> journal.append(Event.finished(0)))
                    .isInstanceOf(UnsupportedOperationException.class);
        }
    }

    @Test
    void aMissingJournalIsNamed() {
        assertThatThrownBy(() -> Journal.openReadOnly(file))
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining(file.toString());
    }

    @Test
    void anInterruptedThreadStillRecordsWhatItBought() {
        try (Journal journal = Journal.open(file)) {
            Thread.currentThread().interrupt();

            journal.append(Sample.call("q", "a"));
            final boolean found = journal.find(Sample.key("q")).isPresent();

            assertThat(Thread.interrupted()).isTrue();
            assertThat(found).isTrue();
            journal.append(Sample.call("q2", "a"));
            assertThat(journal.find(Sample.key("q2"))).isPresent();
        }
    }

    @Test
    void manyThreadsShareTheForcingOfTheDisk() throws Exception {
        final int threads = 64;
        final int each = 20;
        final ExecutorService pool = Executors.newFixedThreadPool(threads);
        try (Journal journal = Journal.open(file)) {
            final List<Future<?>> all = new ArrayList<>();
            for (int t = 0; t < threads; t++) {
                final int thread = t;
                all.add(pool.submit(() -> {
                    for (int i = 0; i < each; i++) {
                        journal.append(Sample.call(thread + "/" + i, "a"));
                    }
                }));
            }
            for (final Future<?> one : all) {
                one.get();
            }

            assertThat(journal.forces()).isLessThan(threads * each / 4);
            assertThat(journal.callCount()).isEqualTo(threads * each);
            assertThat(journal.find(Sample.key("63/19"))).isPresent();
        } finally {
            pool.shutdownNow();
        }
        try (Journal journal = Journal.openReadOnly(file)) {
            assertThat(journal.callCount()).isEqualTo(threads * each);
        }
    }

    @Test
    void aFullDiskIsAClearErrorAndLosesNothingThatWasAcknowledged() throws IOException {
        final Path full = Path.of("/dev/full");
        assumeThat(Files.exists(full)).isTrue();
        try (FileChannel channel = FileChannel.open(full, StandardOpenOption.WRITE)) {
            final JournalWriter writer = new JournalWriter(full, channel, 0);

            assertThatThrownBy(() -> writer.append("x\n".getBytes(StandardCharsets.UTF_8)))
                    .isInstanceOf(UncheckedIOException.class)
                    .hasMessageContaining("/dev/full")
                    .hasMessageContaining("resume");
            assertThatThrownBy(() -> writer.append("y\n".getBytes(StandardCharsets.UTF_8)))
                    .isInstanceOf(UncheckedIOException.class);
        }
    }

    @Test
    void aFailedExampleIsAnAnswerLikeAnother() {
        final Call failed = Sample.call("long", "");
        final Call call = new Call(
                failed.key(),
                failed.role(),
                failed.request(),
                Answer.of("", Answer.Finish.CONTEXT_EXCEEDED, Usage.NONE),
                BigDecimal.ZERO,
                failed.latency(),
                Call.Source.BOUGHT);
        try (Journal journal = Journal.open(file)) {
            journal.append(call);

            assertThat(journal.find(call.key())).contains(call.from(Call.Source.JOURNALED));
        }
    }

    private byte[] threeCalls() throws IOException {
        try (Journal journal = Journal.open(file)) {
            for (int i = 1; i <= 3; i++) {
                journal.append(Sample.call("q" + i, "a" + i));
            }
        }
        return Files.readAllBytes(file);
    }

    private static int lastLineStart(byte[] bytes) {
        int i = bytes.length - 2;
        while (bytes[i] != '\n') {
            i--;
        }
        return i + 1;
    }

    private static long lineOf(byte[] bytes, int offset) {
        long line = 1;
        for (int i = 0; i < offset; i++) {
            line += bytes[i] == '\n' ? 1 : 0;
        }
        return line;
    }
}
