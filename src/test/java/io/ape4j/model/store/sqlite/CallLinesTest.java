package io.ape4j.model.store.sqlite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.ape4j.model.Answer;
import io.ape4j.model.ModelIdentity;
import io.ape4j.model.Request;
import io.ape4j.model.Sample;
import io.ape4j.model.TokenLogProbability;
import io.ape4j.model.Usage;
import io.ape4j.model.store.CallStore;
import io.ape4j.model.store.Question;
import io.ape4j.model.store.StoredAnswer;
import io.ape4j.model.store.sqlite.CallLines.Exported;
import io.ape4j.model.store.sqlite.CallLines.Imported;
import io.ape4j.prompt.Message;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Carrying answers to another machine, and hostile files that look as if they did. */
class CallLinesTest {
    @TempDir
    Path folder;

    private Path here;
    private Path there;
    private Path lines;

    @BeforeEach
    void nameFiles() {
        here = folder.resolve("here.db");
        there = folder.resolve("there.db");
        lines = folder.resolve("answers.jsonl");
    }

    @Test
    void anImportedCacheAnswersAsTheExportedOne() throws Exception {
        final ModelIdentity model =
                new ModelIdentity("openai", "https://models.example", "m", Map.of("template", "{{x}}\u0000"), true);
        final Question strange = Question.of(
                model,
                Request.chat(List.of(Message.user("half \ud83d of a pair, \"quoted\"\n\u0000")), 9)
                        .with(Request.TEMPERATURE, 0.10)
                        .with(Request.SEED, Long.MAX_VALUE)
                        .withSample(3));
        final StoredAnswer answer = new StoredAnswer(
                new Answer(
                        "\ud83d\ude00 \u202e",
                        Answer.Finish.LENGTH,
                        new Usage(1, 2, false),
                        List.of(new TokenLogProbability("x", -0.5))),
                new BigDecimal("0.00000012"),
                Duration.ofMillis(17));
        try (CallStore store = SqliteCallStore.open(here)) {
            Databases.fill(store, 600);
            store.put(strange, answer);
        }

        final Exported exported = export();
        final Imported imported = read();

        assertThat(exported).isEqualTo(new Exported(601, 0, 0));
        assertThat(imported).isEqualTo(new Imported(601, 0, 0, List.of()));
        try (CallStore store = SqliteCallStore.open(there)) {
            assertThat(store.find(strange.key())).contains(answer);
            assertThat(store.find(Sample.key("q599"))).contains(Databases.answer("a599"));
        }
        assertThat(read().present()).isEqualTo(601);
    }

    @Test
    void importedAnswersDoNotReplaceOwnOnes() throws Exception {
        exportOne("theirs");
        try (CallStore store = SqliteCallStore.open(there)) {
            store.put(Sample.question("q"), Databases.answer("ours"));
        }

        final Imported imported = read();

        assertThat(imported.present()).isEqualTo(1);
        assertThat(found("q")).isEqualTo("ours");
    }

    @Test
    void aDamagedEntryIsReplacedByAnImportedOne() throws Exception {
        exportOne("theirs");
        try (CallStore store = SqliteCallStore.open(there)) {
            store.put(Sample.question("q"), Databases.answer("ours"));
        }
        Databases.run(there, "UPDATE answers SET checksum = 0");

        assertThat(read().added()).isEqualTo(1);
        assertThat(found("q")).isEqualTo("theirs");
    }

    @Test
    void entriesWithoutQuestionAndDamagedOnesAreLeftOutAndCounted() throws Exception {
        try (CallStore store = SqliteCallStore.open(here)) {
            Databases.fill(store, 5);
        }
        Databases.run(
                here,
                "UPDATE answers SET model = NULL, request = NULL WHERE rowid = 1",
                "UPDATE answers SET checksum = 0 WHERE rowid = 2",
                "UPDATE answers SET request = (SELECT request FROM answers WHERE rowid = 5) WHERE rowid = 3");

        assertThat(export()).isEqualTo(new Exported(2, 1, 2));
        assertThat(Files.readAllLines(lines)).hasSize(2);
    }

    @Test
    void anExportIsPrivateToTheUserAndLeavesNothingElseBehind() throws Exception {
        assumeThat(folder.getFileSystem().supportedFileAttributeViews()).contains("posix");
        exportOne("a");

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(lines)))
                .isEqualTo("rw-------");
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files.map(path -> path.getFileName().toString())).noneMatch(name -> name.contains("unfinished"));
        }
    }

    /** No line holds a key, so a key that somebody adds is not even looked at. */
    @Test
    void aKeyThatALineBringsAlongIsIgnored() throws Exception {
        exportOne("the answer to q");
        final String line = Files.readString(lines);
        Files.writeString(
                lines,
                "{\"key\":\"" + Sample.key("victim").hex() + "\","
                        + line.strip().substring(1) + "\n");

        assertThat(read().added()).isEqualTo(1);
        try (CallStore store = SqliteCallStore.open(there)) {
            assertThat(store.find(Sample.key("victim"))).isEmpty();
            assertThat(store.find(Sample.key("q"))).isPresent();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{",
                "[]",
                "null",
                "{}",
                "\"text\"",
                "{\"v\":2}",
                "{\"v\":1,\"model\":null}",
                "{\"v\":1} {\"v\":1}",
                "{\"v\":1,\"model\":{\"provider\":7}}",
                "{\"v\":1,\"cost\":\"1E+999999999\"}",
                "{\"v\":1,\"cost\":\"-1\"}",
                "{\"v\":99999999999999999999}",
                "not JSON at all",
                "\u0000",
            })
    void aHostileLineIsNamedWithItsPlaceAndTheOthersAreTaken(String hostile) throws Exception {
        exportOne("good");
        final String good = Files.readString(lines);
        Files.writeString(lines, hostile + "\n" + good);

        final Imported imported = read();

        assertThat(imported.added()).isEqualTo(1);
        assertThat(imported.refused()).isEqualTo(1);
        assertThat(imported.problems())
                .singleElement()
                .satisfies(problem -> assertThat(problem.toString()).startsWith(lines + ":1:"));
    }

    @Test
    void aLineThatSomebodyChangedIsRefused() throws Exception {
        exportOne("positive");
        Files.writeString(lines, Files.readString(lines).replace("positive", "negative"));

        final Imported imported = read();

        assertThat(imported.added()).isZero();
        assertThat(imported.problems())
                .singleElement()
                .satisfies(problem -> assertThat(problem.toString()).contains("checksum"));
    }

    @Test
    void deepNestingAndEndlessNumbersAreRefusedInBoundedTimeAndMemory() throws Exception {
        final String deep = "{\"v\":1,\"model\":" + "[".repeat(200_000);
        final String number = "{\"v\":1" + "0".repeat(3_000_000) + "}";
        Files.writeString(lines, deep + "\n" + number + "\n");

        assertThat(read().refused()).isEqualTo(2);
    }

    @Test
    void noChangedByteLeadsToAnotherAnswerOrToACrash() throws Exception {
        exportOne("the answer");
        final byte[] line = Files.readAllBytes(lines);
        final Random random = new Random(8);

        long refused = 0;
        try (CacheUpkeep cache = CacheUpkeep.open(there)) {
            for (int i = 0; i < 2_000; i++) {
                final byte[] changed = line.clone();
                changed[random.nextInt(changed.length - 1)] = (byte) random.nextInt(256);
                Files.write(lines, changed);
                refused += new CallLines(cache).read(lines).refused() > 0 ? 1 : 0;
            }
            assertThat(cache.stats().entries()).isLessThanOrEqualTo(1);
        }

        assertThat(refused).isGreaterThan(1_900);
        assertThat(found("q")).isIn("the answer", "none");
    }

    @Test
    void aFileOfBadLinesListsTheFirstHundredAndCountsAll() throws Exception {
        Files.writeString(lines, "{}\n".repeat(5_000));

        final Imported imported = read();

        assertThat(imported.refused()).isEqualTo(5_000);
        assertThat(imported.problems()).hasSize(100);
    }

    private void exportOne(String answer) {
        try (CallStore store = SqliteCallStore.open(here)) {
            store.put(Sample.question("q"), Databases.answer(answer));
        }
        export();
    }

    private Exported export() {
        try (CacheUpkeep cache = CacheUpkeep.open(here)) {
            return new CallLines(cache).write(lines);
        }
    }

    private Imported read() {
        try (CacheUpkeep cache = CacheUpkeep.open(there)) {
            return new CallLines(cache).read(lines);
        }
    }

    private String found(String question) {
        try (CallStore store = SqliteCallStore.open(there)) {
            return store.find(Sample.key(question))
                    .map(stored -> stored.answer().text())
                    .orElse("none");
        }
    }
}
