package io.ape4j.model.store.sqlite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ape4j.model.ModelIdentity;
import io.ape4j.model.Sample;
import io.ape4j.model.store.CallStore;
import io.ape4j.model.store.Question;
import io.ape4j.model.store.sqlite.CacheUpkeep.ModelShare;
import io.ape4j.model.store.sqlite.CacheUpkeep.Pruned;
import io.ape4j.model.store.sqlite.CacheUpkeep.Stats;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.SplittableRandom;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Looking at a cache and making it smaller. */
class CacheUpkeepTest {
    private static final Instant NOW = Instant.parse("2026-03-01T00:00:00Z");
    private static final Duration LEASE = Duration.ofSeconds(20);

    @TempDir
    Path folder;

    private Path file;

    @BeforeEach
    void nameFile() {
        file = folder.resolve("answers.db");
    }

    @Test
    void statsCountAnswersByModelAndSayHowOldTheyAre() {
        final ModelIdentity other = new ModelIdentity("test", "", "other", Map.of(), true);
        try (CallStore store = at(NOW.minus(Duration.ofDays(9)))) {
            Databases.fill(store, 3);
        }
        try (CallStore store = at(NOW)) {
            store.put(Question.of(other, Sample.request("q")), Databases.answer("x"));
            store.claim(Sample.key("being bought"));

            final Stats stats = upkeep(CacheUpkeep::stats);

            assertThat(stats.entries()).isEqualTo(4);
            assertThat(stats.claims()).isEqualTo(1);
            assertThat(stats.oldest()).contains(NOW.minus(Duration.ofDays(9)));
            assertThat(stats.newest()).contains(NOW);
            assertThat(stats.models())
                    .containsExactly(
                            new ModelShare(Optional.of(Sample.MODEL), 3), new ModelShare(Optional.of(other), 1));
        }
    }

    @Test
    void pruningByAgeRemovesWhatWasBoughtBeforeAndNothingElse() {
        try (CallStore store = at(NOW.minus(Duration.ofDays(31)))) {
            Databases.fill(store, 10);
        }
        try (CallStore store = at(NOW.minus(Duration.ofDays(29)))) {
            store.put(Sample.question("young"), Databases.answer("kept"));
            store.put(Sample.question("q0"), Databases.answer("bought again"));
        }

        final Pruned pruned = prune(Optional.of(Duration.ofDays(30)), OptionalLong.empty());

        assertThat(pruned.removed()).isEqualTo(9);
        assertThat(pruned.kept()).isEqualTo(2);
        try (CallStore store = SqliteCallStore.open(file)) {
            assertThat(store.find(Sample.key("young"))).isPresent();
            assertThat(store.find(Sample.key("q0"))).contains(Databases.answer("bought again"));
            assertThat(store.find(Sample.key("q1"))).isEmpty();
        }
    }

    @Test
    void pruningBySizeRemovesTheOldestAndShrinksTheFile() throws Exception {
        for (int day = 10; day > 0; day--) {
            try (CallStore store = at(NOW.minus(Duration.ofDays(day)))) {
                for (int i = 0; i < 150; i++) {
                    store.put(Sample.question(day + "/" + i), Databases.answer(noise(day * 1_000 + i, 400)));
                }
            }
        }
        final long before = Files.size(file);
        final long most = before / 2;

        final Pruned pruned = prune(Optional.empty(), OptionalLong.of(most));

        assertThat(pruned.bytesAfter()).isBetween(most / 2, most);
        assertThat(Files.size(file)).isLessThanOrEqualTo(most);
        try (CallStore store = SqliteCallStore.open(file)) {
            assertThat(store.find(Sample.key("10/0"))).isEmpty();
            assertThat(store.find(Sample.key("1/149"))).isPresent();
        }
    }

    @Test
    void aFileThatVersion1MadeShrinksToo() throws Exception {
        Databases.makeVersion1(file);
        try (CallStore store = at(NOW.minus(Duration.ofDays(2)))) {
            for (int i = 0; i < 300; i++) {
                store.put(Sample.question("q" + i), Databases.answer(noise(i, 2_000)));
            }
        }
        final long before = Files.size(file);

        prune(Optional.of(Duration.ofDays(1)), OptionalLong.empty());

        assertThat(Files.size(file)).isLessThan(before / 2);
    }

    @Test
    void pruningKeepsWhatARunningSearchHasClaimed() {
        try (CallStore store = at(NOW.minus(Duration.ofDays(5)))) {
            Databases.fill(store, 4);
        }
        try (CallStore running = at(NOW)) {
            running.claim(Sample.key("q2"));
            running.claim(Sample.key("being bought"));

            final Pruned pruned = prune(Optional.of(Duration.ofDays(1)), OptionalLong.empty());

            assertThat(pruned.kept()).isEqualTo(1);
            assertThat(running.find(Sample.key("q2"))).contains(Databases.answer("a2"));
            assertThat(running.claim(Sample.key("being bought"))).isFalse();
        }
    }

    @Test
    void aSearchGoesOnWhileItsCacheIsPruned() {
        try (CallStore running = SqliteCallStore.open(file)) {
            Databases.fill(running, 50);

            upkeep(cache -> cache.prune(Optional.empty(), OptionalLong.of(0)));

            assertThat(running.find(Sample.key("q1"))).isEmpty();
            Databases.fill(running, 50);
            assertThat(running.find(Sample.key("q1"))).contains(Databases.answer("a1"));
            assertThat(running.damagedEntries()).isZero();
        }
    }

    @Test
    void aCacheThatIsNoDatabaseIsRefusedWithTheWayOut() throws Exception {
        Files.writeString(file, "no database, though long enough for a header ".repeat(100));

        assertThatThrownBy(() -> upkeep(CacheUpkeep::stats))
                .hasMessageContaining(file.toString())
                .hasMessageContaining("delete it");
    }

    /** An interface of one method that closes what it opened. */
    @FunctionalInterface
    private interface Work<T> {
        T on(CacheUpkeep cache);
    }

    private <T> T upkeep(Work<T> work) {
        try (CacheUpkeep cache = CacheUpkeep.open(file, clock(NOW))) {
            return work.on(cache);
        }
    }

    private Pruned prune(Optional<Duration> olderThan, OptionalLong mostBytes) {
        return upkeep(cache -> cache.prune(olderThan, mostBytes));
    }

    private CallStore at(Instant instant) {
        return SqliteCallStore.open(file, clock(instant), LEASE);
    }

    private static InstantSource clock(Instant instant) {
        return InstantSource.fixed(instant);
    }

    /** A text that can't be packed well. */
    private static String noise(int seed, int length) {
        final StringBuilder text = new StringBuilder();
        new SplittableRandom(seed).ints(length, 'a', 'z' + 1).forEach(text::appendCodePoint);
        return text.toString();
    }
}
