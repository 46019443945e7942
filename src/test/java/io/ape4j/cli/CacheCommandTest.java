package io.ape4j.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.ape4j.model.ApeHome;
import io.ape4j.model.Sample;
import io.ape4j.model.store.CallStore;
import io.ape4j.model.store.StoredAnswer;
import io.ape4j.model.store.sqlite.SqliteCallStore;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code ape cache}. */
class CacheCommandTest {
    @TempDir
    private Path directory;

    @Test
    void statsCountTheAnswers() {
        fill("home", 3);

        final JsonNode stats = ape("home", "cache", "stats", "--json").json();
        final CommandLineRun text = ape("home", "cache", "stats");

        assertThat(stats.path("entries").asInt()).isEqualTo(3);
        assertThat(stats.path("models").path(0).path("name").asText()).isEqualTo("echo");
        assertThat(text.code()).isZero();
        assertThat(text.out()).contains("3 answers", "test:echo at http://localhost");
    }

    @Test
    void withoutACacheItSaysWhereItWouldBe() {
        final CommandLineRun run = ape("home", "cache", "stats");

        assertThat(run.code()).isEqualTo(2);
        assertThat(run.err()).contains("no cache", "answers.db");
        assertThat(directory.resolve("home")).doesNotExist();
    }

    @Test
    void verifyExitsWith1IfAnythingIsDamagedAndARepairMendsIt() throws Exception {
        fill("home", 3);
        damageLastAnswer();

        final CommandLineRun found = ape("home", "cache", "verify");
        final JsonNode repaired =
                ape("home", "cache", "verify", "--repair", "--json").json();
        final CommandLineRun after = ape("home", "cache", "verify");

        assertThat(found.code()).isEqualTo(1);
        assertThat(found.out()).contains(Sample.key("q2").hex() + ": ", "3 answers read, 1 damaged", "--repair");
        assertThat(repaired.path("dropped").asInt()).isEqualTo(1);
        assertThat(after.code()).isZero();
        assertThat(after.out()).contains("2 answers read, 0 damaged");
    }

    @Test
    void pruneTellsWhatItRemoved() {
        fill("home", 3);

        final JsonNode kept =
                ape("home", "cache", "prune", "--older-than", "30d", "--json").json();
        final CommandLineRun emptied = ape("home", "cache", "prune", "--max-size", "1KB");

        assertThat(kept.path("removed").asInt()).isZero();
        assertThat(kept.path("kept").asInt()).isEqualTo(3);
        assertThat(emptied.code()).isZero();
        assertThat(emptied.out()).contains("3 answers removed, 0 kept");
    }

    @ParameterizedTest
    @CsvSource({"--older-than,soon", "--older-than,-3d", "--max-size,5 parsecs", "--max-size,''"})
    void anAmountThatIsNoneIsRefusedWithExamples(String option, String amount) {
        fill("home", 1);

        final CommandLineRun run = ape("home", "cache", "prune", option + "=" + amount);

        assertThat(run.code()).isEqualTo(2);
        assertThat(run.err()).contains(option, "such as");
    }

    @Test
    void pruningNothingInParticularIsRefused() {
        final CommandLineRun run = ape("home", "cache", "prune");

        assertThat(run.code()).isEqualTo(2);
        assertThat(run.err()).contains("--older-than", "--max-size");
    }

    @Test
    void anExportIsImportedElsewhereAndBadLinesAreListed() throws Exception {
        fill("home", 3);

        final CommandLineRun exported = ape("home", "cache", "export", "answers.jsonl");
        final Path lines = directory.resolve("answers.jsonl");
        Files.writeString(lines, "{\"v\":1}\n", StandardOpenOption.APPEND);
        final CommandLineRun imported = ape("elsewhere", "cache", "import", "answers.jsonl", "--json");

        assertThat(exported.out()).contains("3 answers exported");
        assertThat(imported.code()).isEqualTo(2);
        assertThat(imported.err()).contains(lines + ":4:1: ");
        assertThat(imported.json().path("added").asInt()).isEqualTo(3);
        assertThat(imported.json().path("refused").asInt()).isEqualTo(1);
        assertThat(ape("elsewhere", "cache", "stats", "--json")
                        .json()
                        .path("entries")
                        .asInt())
                .isEqualTo(3);
    }

    @Test
    void importingAFileThatIsNotThereIsRefused() {
        final CommandLineRun run = ape("home", "cache", "import", "missing.jsonl");

        assertThat(run.code()).isEqualTo(2);
        assertThat(run.err()).contains("missing.jsonl");
        assertThat(directory.resolve("home")).doesNotExist();
    }

    /** The newest answer's bytes lie before the older ones of their page. */
    private void damageLastAnswer() throws Exception {
        final Path file = cache("home");
        final byte[] bytes = Files.readAllBytes(file);
        final byte[] key = HexFormat.of().parseHex(Sample.key("q2").hex());
        for (int at = bytes.length - key.length; at >= 0; at--) {
            if (Arrays.equals(bytes, at, at + key.length, key, 0, key.length) && bytes[at + key.length] == 2) {
                bytes[at + key.length + 8] ^= 1;
                Files.write(file, bytes);
                return;
            }
        }
        throw new AssertionError("no answer in " + file);
    }

    private void fill(String home, int entries) {
        try (CallStore store = SqliteCallStore.open(cache(home))) {
            for (int i = 0; i < entries; i++) {
                store.put(
                        Sample.question("q" + i),
                        new StoredAnswer(Sample.answer("a" + i), BigDecimal.ONE, Duration.ZERO));
            }
        }
    }

    private Path cache(String home) {
        return new ApeHome(directory.resolve(home)).answers();
    }

    private CommandLineRun ape(String home, String... arguments) {
        return CommandLineRun.of(
                directory, Map.of(ApeHome.VARIABLE, directory.resolve(home).toString()), arguments);
    }
}
