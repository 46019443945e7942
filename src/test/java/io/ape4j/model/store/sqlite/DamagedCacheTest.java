package io.ape4j.model.store.sqlite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ape4j.model.Sample;
import io.ape4j.model.store.CallStore;
import io.ape4j.model.store.StoredAnswer;
import io.ape4j.model.store.sqlite.CacheUpkeep.Verification;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A damaged entry is a miss and is reported, never an answer; a repair keeps all that is whole. */
class DamagedCacheTest {
    private static final int PAGE_BYTES = 16_384;

    @TempDir
    Path folder;

    private Path file;

    @BeforeEach
    void nameFile() {
        file = folder.resolve("answers.db");
    }

    @Test
    void anAnswerWithAnyFlippedBitIsAMissThatIsCounted() throws SQLException {
        try (CallStore store = SqliteCallStore.open(file);
                Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file)) {
            store.put(Sample.question("q"), Databases.answer("the true answer"));
            final byte[] value = value();

            int flips = 0;
            for (int bit = 0; bit < value.length * 8; bit++) {
                final byte[] flipped = value.clone();
                flipped[bit / 8] ^= (byte) (1 << bit % 8);
                setValue(connection, flipped);
                assertThat(store.find(Sample.key("q"))).isEmpty();
                flips++;
            }

            assertThat(store.damagedEntries()).isEqualTo(flips).isGreaterThan(200);
        }
    }

    @Test
    void anAnswerThatIsCutAnywhereIsAMissThatIsCounted() throws SQLException {
        try (CallStore store = SqliteCallStore.open(file);
                Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file)) {
            store.put(Sample.question("q"), Databases.answer("the true answer"));
            final byte[] value = value();

            for (int length = 0; length < value.length; length++) {
                setValue(connection, Arrays.copyOf(value, length));
                assertThat(store.find(Sample.key("q"))).isEmpty();
            }

            assertThat(store.damagedEntries()).isEqualTo(value.length);
        }
    }

    @Test
    void anAnswerWithAnotherChecksumIsAMissAndCanBeReplaced() throws SQLException {
        try (CallStore store = SqliteCallStore.open(file)) {
            store.put(Sample.question("q"), Databases.answer("true"));
            Databases.run(file, "UPDATE answers SET checksum = checksum + 1");

            assertThat(store.find(Sample.key("q"))).isEmpty();
            assertThat(store.damagedEntries()).isEqualTo(1);

            store.put(Sample.question("q"), Databases.answer("again"));
            assertThat(store.find(Sample.key("q"))).contains(Databases.answer("again"));
        }
    }

    @Test
    void garbageInAnyPageOfTheFileIsNeverAnAnswer() throws Exception {
        final int entries = 600;
        try (CallStore store = SqliteCallStore.open(file)) {
            Databases.fill(store, entries);
        }
        final byte[] whole = Files.readAllBytes(file);
        final Random random = new Random(4);

        int misses = 0;
        int refused = 0;
        for (int page = 0; page < whole.length / PAGE_BYTES; page++) {
            final byte[] damaged = whole.clone();
            final byte[] garbage = new byte[PAGE_BYTES];
            random.nextBytes(garbage);
            System.arraycopy(garbage, 0, damaged, page * PAGE_BYTES, PAGE_BYTES);
            write(damaged);
            try (CallStore store = SqliteCallStore.open(file)) {
                for (int i = 0; i < entries; i++) {
                    final Optional<StoredAnswer> found = store.find(Sample.key("q" + i));
                    misses += found.isEmpty() ? 1 : 0;
                    assertThat(found.orElse(Databases.answer("a" + i))).isEqualTo(Databases.answer("a" + i));
                }
            } catch (UncheckedIOException e) {
                refused++;
                assertThat(e).hasMessageContaining(file.toString()).hasMessageContaining("damaged");
            }
        }

        assertThat(misses).isPositive();
        assertThat(refused).isPositive();
    }

    @Test
    void verifyNamesEachDamagedEntryAndARepairDropsThese() throws SQLException {
        try (CallStore store = SqliteCallStore.open(file)) {
            Databases.fill(store, 20);
        }
        Databases.run(file, "UPDATE answers SET value = substr(value, 1, 9) WHERE rowid IN (3, 7)");

        final Verification found = verify(false);
        final Verification repaired = verify(true);
        final Verification after = verify(false);

        assertThat(found.read()).isEqualTo(20);
        assertThat(found.named())
                .extracting(CacheUpkeep.Damage::entry)
                .containsExactly(Sample.key("q2").hex(), Sample.key("q6").hex());
        assertThat(found.dropped()).isZero();
        assertThat(repaired.dropped()).isEqualTo(2);
        assertThat(after.isWhole()).isTrue();
        assertThat(after.read()).isEqualTo(18);
    }

    @Test
    void aRepairKeepsAnAnswerWhoseQuestionAloneIsDamaged() throws SQLException {
        try (CallStore store = SqliteCallStore.open(file)) {
            Databases.fill(store, 5);
        }
        Databases.run(file, "UPDATE models SET identity = replace(CAST(identity AS TEXT), 'echo', 'ecHo')");

        final Verification repaired = verify(true);

        assertThat(repaired.damaged()).isEqualTo(5);
        assertThat(repaired.dropped()).isZero();
        assertThat(repaired.forgotten()).isEqualTo(5);
        assertThat(verify(false).isWhole()).isTrue();
        try (CallStore store = SqliteCallStore.open(file)) {
            assertThat(store.find(Sample.key("q4"))).contains(Databases.answer("a4"));
        }
    }

    @Test
    void aRepairOfAFileWithAGarbagePageKeepsWhatCanBeRead() throws Exception {
        final int entries = 2_000;
        fillAndSpoilAPage(entries);

        final Verification found = verify(false);
        final Verification repaired = verify(true);
        final Verification after = verify(false);

        assertThat(found.fileDamage()).isPresent();
        assertThat(found.damaged()).isBetween(1L, 400L);
        assertThat(repaired.dropped()).isEqualTo(found.damaged());
        assertThat(after.isWhole()).isTrue();
        assertThat(after.read()).isEqualTo(entries - found.damaged());
        try (CallStore store = SqliteCallStore.open(file)) {
            assertThat(store.find(Sample.key("q0"))).contains(Databases.answer("a0"));
            assertThat(store.find(Sample.key("q1999"))).contains(Databases.answer("a1999"));
        }
    }

    @Test
    void aFileThatASearchIsUsingIsNotWrittenAnew() throws Exception {
        fillAndSpoilAPage(2_000);
        try (CallStore running = SqliteCallStore.open(file)) {
            running.claim(Sample.key("being bought"));

            assertThatThrownBy(() -> verify(true))
                    .isInstanceOf(IllegalStateException.class)
                    .hasMessageContaining(file + " has to be written anew, but a search is using it: it is buying 1")
                    .hasMessageContaining("Repair it when that has ended");
            assertThat(running.find(Sample.key("q0"))).contains(Databases.answer("a0"));
        }
    }

    private void fillAndSpoilAPage(int entries) throws Exception {
        try (CallStore store = SqliteCallStore.open(file)) {
            Databases.fill(store, entries);
        }
        final long leaf = Databases.number(
                file, "SELECT pageno FROM dbstat WHERE name = 'answers' AND pagetype = 'leaf' LIMIT 1 OFFSET 3");
        final byte[] bytes = Files.readAllBytes(file);
        final byte[] garbage = new byte[PAGE_BYTES];
        new Random(5).nextBytes(garbage);
        System.arraycopy(garbage, 0, bytes, (int) (leaf - 1) * PAGE_BYTES, PAGE_BYTES);
        write(bytes);
    }

    private Verification verify(boolean repair) {
        try (CacheUpkeep cache = CacheUpkeep.open(file)) {
            return cache.verify(repair);
        }
    }

    private void write(byte[] bytes) throws Exception {
        Files.deleteIfExists(file.resolveSibling("answers.db-wal"));
        Files.deleteIfExists(file.resolveSibling("answers.db-shm"));
        Files.write(file, bytes);
    }

    private byte[] value() throws SQLException {
        try (Connection connection = DriverManager.getConnection("jdbc:sqlite:" + file);
                PreparedStatement select = connection.prepareStatement("SELECT value FROM answers");
                ResultSet row = select.executeQuery()) {
            return row.getBytes(1);
        }
    }

    private static void setValue(Connection connection, byte[] value) throws SQLException {
        try (PreparedStatement update = connection.prepareStatement("UPDATE answers SET value = ?")) {
            update.setBytes(1, value);
            update.executeUpdate();
        }
    }
}
