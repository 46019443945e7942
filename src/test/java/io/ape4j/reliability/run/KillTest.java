package io.ape4j.reliability.run;

import static org.assertj.core.api.Assertions.assertThat;

import io.ape4j.cli.CommandLineRun;
import io.ape4j.model.hosted.StubReply;
import io.ape4j.model.hosted.StubServer;
import io.ape4j.reliability.run.SmallSearch.Undisturbed;
import io.ape4j.search.Strategy;
import io.ape4j.search.strategy.Strategies;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** RELIABILITY 1: {@code kill -9} of the real program after every answer of a search, for two strategies (in the long form all). */
@DisabledOnOs(OS.WINDOWS)
class KillTest {
    private static final int LATEST_KILL_MILLIS = 40;

    @TempDir
    private Path directory;

    /** All of them in the long form. */
    static List<String> strategies() {
        return Boolean.getBoolean("ape4j.long")
                ? Strategies.all().stream().map(Strategy::strategyName).toList()
                : List.of("ape", "evolution");
    }

    @ParameterizedTest
    @MethodSource("strategies")
    void killedAfterEveryAnswerItEndsInTheSameExportsAndBuysNoJournaledAnswerAgain(String strategy) throws Exception {
        final Undisturbed whole = Undisturbed.of(directory, strategy);
        assertThat(whole.answers()).isBetween(15, 25);

        InPairs.forEach(IntStream.range(0, whole.answers()), n -> killedAsRequestArrives(strategy, 4, 1, n, whole));

        killedAfterTheLastAnswer(strategy, 4, whole, 0);
        if (Boolean.getBoolean("ape4j.long")) {
            longForm(strategy);
        }
    }

    /** A run that never gets further than three answers. */
    @Test
    void killedAgainAndAgainItEndsInTheSameExportsAndBuysNoJournaledAnswerAgain() throws Exception {
        final Undisturbed whole = Undisturbed.of(directory, "evolution");
        final SmallSearch search = SmallSearch.write(directory.resolve("often"), "evolution");
        final List<ApeProcess> started = new ArrayList<>();
        final AtomicInteger left = new AtomicInteger();
        final AtomicInteger kills = new AtomicInteger();
        final List<CompletableFuture<ApeProcess>> children = new ArrayList<>();
        try (StubServer server = SmallSearch.server(number -> {
            if (left.getAndDecrement() > 0) {
                return null;
            }
            kills.incrementAndGet();
            children.get(children.size() - 1).join().kill();
            return new StubReply.Reset();
        })) {
            int code = -1;
            while (code != 0 && code != 3) {
                left.set(3);
                children.add(new CompletableFuture<>());
                final List<String> arguments =
                        started.isEmpty() ? SmallSearch.start() : List.of("resume", SmallSearch.NAME);
                final ApeProcess child = ApeProcess.start(search.directory(), search.environment(server), arguments);
                started.add(child);
                children.get(children.size() - 1).complete(child);
                code = child.waitFor();
            }

            assertThat(kills.get()).isGreaterThan(4);
            assertThat(search.exports()).isEqualTo(whole.exports());
            assertThat(server.requests()).isEqualTo(whole.answers() + kills.get());
            assertThat(SmallSearch.askedTwice(server)).isEqualTo(kills.get());
        } finally {
            started.forEach(ApeProcess::close);
        }
    }

    /** Every answer of a longer search, with several requests under way, and at odd moments. */
    private void longForm(String strategy) throws Exception {
        final int size = 12;
        final Undisturbed whole = Undisturbed.of(SmallSearch.write(directory.resolve("longer"), strategy, size));

        InPairs.forEach(IntStream.range(0, whole.answers()), n -> {
            killedAsRequestArrives(strategy, size, 1, n, whole);
            killedAsRequestArrives(strategy, size, 4, n, whole);
            killedAfterTheLastAnswer(strategy, size, whole, n);
        });
    }

    private void killedAsRequestArrives(String strategy, int size, int concurrency, int n, Undisturbed whole)
            throws IOException {
        final SmallSearch search = SmallSearch.write(
                directory.resolve(strategy + "-" + size + "-" + concurrency + "-" + n), strategy, size);
        final CompletableFuture<ApeProcess> child = new CompletableFuture<>();
        final CompletableFuture<Void> killed = new CompletableFuture<>();
        try (StubServer server = SmallSearch.server(number -> {
            if (number == n) {
                child.join().kill();
                killed.complete(null);
            }
            // Nobody hears what comes after the kill and was sent before it.
            return number == n ? new StubReply.Reset() : null;
        })) {
            start(search, server, child, concurrency);
            killed.join();
            final long journaled = search.journaled();
            final int before = settled(server, concurrency);

            resume(search, server, whole, "killed as request " + n + " arrived");

            if (concurrency == 1) {
                assertThat(journaled).as("in the journal before it was used").isEqualTo(n);
                assertThat(SmallSearch.askedTwice(server)).as("was in flight").isEqualTo(1);
            }
            assertThat(server.requests() - before).as("asked since").isEqualTo((int) (whole.answers() - journaled));
        }
    }

    /** Whatever it is at then: recording, comparing, exporting, or done. */
    private void killedAfterTheLastAnswer(String strategy, int size, Undisturbed whole, int seed) throws IOException {
        final SmallSearch search =
                SmallSearch.write(directory.resolve(strategy + "-" + size + "-end-" + seed), strategy, size);
        final CompletableFuture<ApeProcess> child = new CompletableFuture<>();
        final CompletableFuture<Void> killed = new CompletableFuture<>();
        try (StubServer server = SmallSearch.server(number -> {
            if (number == whole.answers() - 1) {
                final Thread killer = new Thread(() -> {
                    Signals.pause((seed * 7L + 11) % LATEST_KILL_MILLIS);
                    child.join().kill();
                    killed.complete(null);
                });
                killer.start();
            }
            return null;
        })) {
            start(search, server, child, 1);
            killed.join();

            resume(search, server, whole, "killed at the end");

            assertThat(SmallSearch.askedTwice(server)).isLessThanOrEqualTo(1);
        }
    }

    private static void start(
            SmallSearch search, StubServer server, CompletableFuture<ApeProcess> child, int concurrency)
            throws IOException {
        final List<String> arguments = new ArrayList<>(SmallSearch.start());
        arguments.addAll(List.of("--concurrency", Integer.toString(concurrency)));
        final ApeProcess process = ApeProcess.start(search.directory(), search.environment(server), arguments);
        child.complete(process);
        process.waitFor();
    }

    private static void resume(SmallSearch search, StubServer server, Undisturbed whole, String when)
            throws IOException {
        final CommandLineRun resumed = search.resume(server);

        assertThat(resumed.code()).as(when + "\n" + resumed.err()).isIn(0, 3);
        assertThat(search.exports()).as(when).isEqualTo(whole.exports());
    }

    /** Where several were under way, some of a dead process may still come in. */
    private static int settled(StubServer server, int concurrency) {
        if (concurrency > 1) {
            Signals.pause(50);
        }
        return server.requests();
    }
}
