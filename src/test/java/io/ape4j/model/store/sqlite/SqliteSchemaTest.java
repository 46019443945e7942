package io.ape4j.model.store.sqlite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ape4j.model.Sample;
import io.ape4j.model.store.CallStore;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.zip.CRC32C;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Caches of other versions than this one. */
class SqliteSchemaTest {
    private static final String LONG = "words that repeat ".repeat(50);

    @TempDir
    Path folder;

    private Path file;

    @BeforeEach
    void nameFile() {
        file = folder.resolve("answers.db");
    }

    @Test
    void aVersion1FileIsLiftedAndItsAnswersAreFound() throws Exception {
        Databases.makeVersion1(file, version1Row("plain", "short"), version1Row("deflated", LONG));

        try (CallStore store = SqliteCallStore.open(file)) {
            assertThat(store.find(Sample.key("plain"))).contains(Databases.answer("short"));
            assertThat(store.find(Sample.key("deflated"))).contains(Databases.answer(LONG));
            store.put(Sample.question("new"), Databases.answer("of this version"));
        }

        assertThat(Databases.number(file, "PRAGMA user_version")).isEqualTo(2);
        try (CallStore store = SqliteCallStore.open(file)) {
            assertThat(store.find(Sample.key("plain"))).contains(Databases.answer("short"));
            assertThat(store.find(Sample.key("new"))).contains(Databases.answer("of this version"));
        }
    }

    @Test
    void aLiftThatFailsHalfwayLeavesVersion1AsItWas() throws Exception {
        Databases.makeVersion1(file, version1Row("plain", "short"));
        // The last step of the lift can't be made.
        Databases.run(file, "CREATE TABLE answers_by_age (x)");

        assertThatThrownBy(() -> SqliteCallStore.open(file).close()).isInstanceOf(UncheckedIOException.class);

        assertThat(Databases.number(file, "PRAGMA user_version")).isEqualTo(1);
        assertThat(Databases.number(file, "SELECT count(*) FROM sqlite_master WHERE name = 'models'"))
                .isZero();
        Databases.run(file, "DROP TABLE answers_by_age");
        try (CallStore store = SqliteCallStore.open(file)) {
            assertThat(store.find(Sample.key("plain"))).contains(Databases.answer("short"));
        }
    }

    @Test
    void manyThatOpenAVersion1FileAtOnceLiftItOnce() throws Exception {
        Databases.makeVersion1(file, version1Row("plain", "short"));
        final ExecutorService pool = Executors.newFixedThreadPool(8);
        try {
            final List<Future<Boolean>> all = IntStream.range(0, 8)
                    .mapToObj(i -> pool.submit(() -> {
                        try (CallStore store = SqliteCallStore.open(file)) {
                            return store.find(Sample.key("plain")).isPresent();
                        }
                    }))
                    .toList();

            for (final Future<Boolean> one : all) {
                assertThat(one.get()).isTrue();
            }
        } finally {
            pool.shutdownNow();
        }
    }

    @Test
    void aFileOfANewerVersionIsRefusedAndLeftAsItIs() throws Exception {
        SqliteCallStore.open(file).close();
        Databases.run(file, "PRAGMA user_version = 99", "PRAGMA journal_mode = DELETE");
        final byte[] before = Files.readAllBytes(file);

        assertThatThrownBy(() -> SqliteCallStore.open(file).close())
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining(file.toString())
                .hasMessageContaining("version 99")
                .hasMessageContaining("newer ape4j");

        assertThat(Files.readAllBytes(file)).isEqualTo(before);
    }

    @Test
    void somebodyElsesDatabaseIsRefusedAndLeftAsItIs() throws Exception {
        Databases.run(file, "CREATE TABLE notes (text)", "INSERT INTO notes VALUES ('mine')");
        final byte[] before = Files.readAllBytes(file);

        assertThatThrownBy(() -> SqliteCallStore.open(file).close())
                .isInstanceOf(UncheckedIOException.class)
                .hasMessageContaining("no cache of ape4j");

        assertThat(Files.readAllBytes(file)).isEqualTo(before);
    }

    /** Written out here, not with the code under test: what version 1 left on people's disks stays as it is. */
    private static String version1Row(String question, String answer) throws IOException, SQLException {
        final byte[] json = ("{\"answer\":{\"text\":\"" + answer + "\",\"finish\":\"stop\",\"inputTokens\":7,"
                        + "\"outputTokens\":3,\"usageReported\":true},\"cost\":\"0.5\",\"latencyMs\":7}")
                .getBytes(StandardCharsets.UTF_8);
        final boolean packs = json.length >= 128;
        final ByteArrayOutputStream body = new ByteArrayOutputStream();
        if (packs) {
            try (DeflaterOutputStream deflated = new DeflaterOutputStream(body, new Deflater(1, true))) {
                deflated.write(json);
            }
        } else {
            body.write(json);
        }
        final byte[] value = ByteBuffer.allocate(5 + body.size())
                .put((byte) (packs ? 1 : 0))
                .putInt(json.length)
                .put(body.toByteArray())
                .array();
        final HexFormat hex = HexFormat.of();
        final byte[] key = hex.parseHex(Sample.key(question).hex());
        final CRC32C crc = new CRC32C();
        crc.update(key, 0, key.length);
        crc.update(value, 0, value.length);
        return String.format(
                Locale.ROOT, "x'%s', x'%s', %d, 1700000000", hex.formatHex(key), hex.formatHex(value), crc.getValue());
    }
}
