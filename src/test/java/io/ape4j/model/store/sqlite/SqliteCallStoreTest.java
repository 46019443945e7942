package io.ape4j.model.store.sqlite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.ape4j.model.Answer;
import io.ape4j.model.CallKey;
import io.ape4j.model.Sample;
import io.ape4j.model.TokenLogProbability;
import io.ape4j.model.Usage;
import io.ape4j.model.store.CallStore;
import io.ape4j.model.store.Question;
import io.ape4j.model.store.StoredAnswer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SqliteCallStoreTest {
    private static final Question QUESTION = Sample.question("q");
    private static final CallKey KEY = QUESTION.key();
    private static final Duration LEASE = Duration.ofSeconds(20);

    @TempDir
    Path folder;

    private Path file;

    @BeforeEach
    void nameFile() {
        file = folder.resolve("home").resolve("calls.sqlite");
    }

    @Test
    void anAnswerIsFoundAgainByAnotherProcess() {
        final StoredAnswer stored = new StoredAnswer(
                new Answer(
                        "long text ".repeat(1_000),
                        Answer.Finish.LENGTH,
                        new Usage(5, 6, false),
                        List.of(new TokenLogProbability("long", -0.1f))),
                new BigDecimal("0.00000012"),
                Duration.ofMillis(17));
        try (CallStore store = SqliteCallStore.open(file)) {
            store.put(QUESTION, stored);
            assertThat(store.find(KEY)).contains(stored);
        }

        try (CallStore store = SqliteCallStore.open(file)) {
            assertThat(store.find(KEY)).contains(stored);
            assertThat(store.find(Sample.key("other"))).isEmpty();
            assertThat(store.damagedEntries()).isZero();
        }
    }

    @Test
    void longAnswersAreCompressed() throws IOException {
        final byte[] packed = AnswerBytes.pack(answer("the same words again ".repeat(1_000)));

        assertThat(packed).hasSizeLessThan(1_000);
        assertThat(AnswerBytes.unpack(packed)).isEqualTo(answer("the same words again ".repeat(1_000)));
    }

    @Test
    void aLaterAnswerReplacesAnEarlier() {
        try (CallStore store = SqliteCallStore.open(file)) {
            store.put(QUESTION, answer("old"));
            store.put(QUESTION, answer("new"));

            assertThat(store.find(KEY)).contains(answer("new"));
        }
    }

    @Test
    void aDamagedEntryIsAMissThatIsCountedAndCanBeReplaced() throws SQLException {
        try (CallStore store = SqliteCallStore.open(file)) {
            store.put(QUESTION, answer("true"));
            run("UPDATE answers SET value = substr(value, 1, length(value) - 3) || x'202020'");

            assertThat(store.find(KEY)).isEmpty();
            assertThat(store.damagedEntries()).isEqualTo(1);

            store.put(QUESTION, answer("again"));
            assertThat(store.find(KEY)).contains(answer("again"));
        }
    }

    @Test
    void anAnswerUnderAnothersKeyIsAMiss() throws SQLException {
        try (CallStore store = SqliteCallStore.open(file)) {
            store.put(QUESTION, answer("true"));
            run("UPDATE answers SET key = x'" + Sample.key("other").hex() + "'");

            assertThat(store.find(Sample.key("other"))).isEmpty();
            assertThat(store.damagedEntries()).isEqualTo(1);
        }
    }

    @Test
    void aClaimIsGivenOnceUntilItIsReleasedOrPaidFor() {
        try (CallStore first = SqliteCallStore.open(file);
                CallStore second = SqliteCallStore.open(file)) {
            assertThat(first.claim(KEY)).isTrue();
            assertThat(second.claim(KEY)).isFalse();
            assertThat(first.claim(KEY)).isFalse();

            first.release(KEY);
            assertThat(second.claim(KEY)).isTrue();

            second.put(QUESTION, answer("x"));
            assertThat(first.claim(KEY)).isTrue();
        }
    }

    @Test
    void aReleaseByAnotherChangesNothing() {
        try (CallStore first = SqliteCallStore.open(file);
                CallStore second = SqliteCallStore.open(file)) {
            first.claim(KEY);
            second.claim(Sample.key("other"));

            second.release(KEY);

            assertThat(second.claim(KEY)).isFalse();
        }
    }

    @Test
    void theClaimOfADeadProcessEndsWithItsLeaseAndWithAClockSetBack() {
        final AtomicLong now = new AtomicLong(1_000_000_000);
        final InstantSource clock = () -> Instant.ofEpochMilli(now.get());
        try (CallStore dead = SqliteCallStore.open(file, clock, LEASE);
                CallStore other = SqliteCallStore.open(file, clock, LEASE)) {
            dead.claim(KEY);
            dead.claim(Sample.key("second"));

            now.addAndGet(LEASE.toMillis() + 1);
            assertThat(other.claim(KEY)).isTrue();

            now.addAndGet(-Duration.ofDays(1).toMillis());
            assertThat(other.claim(Sample.key("second"))).isTrue();
        }
    }

    @Test
    void aLivingProcessRenewsItsClaims() throws InterruptedException {
        final Duration shortLease = Duration.ofMillis(400);
        try (CallStore first = SqliteCallStore.open(file, Instant::now, shortLease);
                CallStore second = SqliteCallStore.open(file, Instant::now, shortLease)) {
            first.claim(KEY);
            final long end = System.nanoTime() + shortLease.multipliedBy(3).toNanos();
            boolean taken = false;
            while (System.nanoTime() < end) {
                taken |= second.claim(KEY);
                Thread.sleep(20);
            }

            assertThat(taken).isFalse();
        }
    }

    @Test
    void closingGivesClaimsBack() {
        final CallStore first = SqliteCallStore.open(file);
        first.claim(KEY);
        first.close();

        try (CallStore second = SqliteCallStore.open(file)) {
            assertThat(second.claim(KEY)).isTrue();
        }
    }

    @Test
    void anInterruptedThreadStillStoresWhatItBought() {
        try (CallStore store = SqliteCallStore.open(file)) {
            Thread.currentThread().interrupt();

            store.put(QUESTION, answer("x"));
            final boolean found = store.find(KEY).isPresent();

            assertThat(Thread.interrupted()).isTrue();
            assertThat(found).isTrue();
        }
    }

    /** RELIABILITY 22. */
    @Test
    void allItsFilesArePrivateToTheUser() throws IOException {
        assumeThat(folder.getFileSystem().supportedFileAttributeViews()).contains("posix");
        try (CallStore store = SqliteCallStore.open(file);
                Stream<Path> files = Files.list(file.getParent())) {
            store.put(QUESTION, answer("x"));

            assertThat(files)
                    .isNotEmpty()
                    .allSatisfy(each -> assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(each)))
                            .isEqualTo("rw-------"));
        }
    }

    @Test
    void aFileThatIsNoDatabaseIsNamed() throws IOException {
        Files.createDirectories(file.getParent());
        Files.writeString(file, "not a database, but long enough to have a header of its own".repeat(100));

        assertThatThrownBy(() -> SqliteCallStore.open(file).close())
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining(file.toString())
                .hasMessageContaining("delete it");
    }

    private void run(String sql) throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
                Statement statement = connection.createStatement()) {
            statement.execute("PRAGMA busy_timeout = 10000");
            statement.execute(sql);
        }
    }

    private static StoredAnswer answer(String text) {
        return new StoredAnswer(Sample.answer(text), BigDecimal.ONE, Duration.ZERO);
    }
}
