package io.ape4j.model.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import io.ape4j.model.LanguageModel;
import io.ape4j.model.ModelRole;
import io.ape4j.model.Request;
import io.ape4j.model.ScriptedModel;
import io.ape4j.model.hosted.HostedOptions;
import io.ape4j.model.hosted.StubProtocol;
import io.ape4j.model.hosted.StubReply;
import io.ape4j.model.hosted.StubServer;
import io.ape4j.prompt.Message;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/**
 * A real server on loopback with a limit that it does not tell, and 48 callers that always want more. PaceTest does the
 * same with many more limits in simulated time.
 */
class HiddenLimitTest {
    private static final int CALLERS = 48;
    private static final int LATENCY_MILLIS = 100;
    private static final Duration SETTLING = Duration.ofMillis(Boolean.getBoolean("ape4j.long") ? 6_000 : 2_500);
    private static final Duration MEASURED = Duration.ofMillis(Boolean.getBoolean("ape4j.long") ? 20_000 : 1_500);
    private static final Retrying.Policy PATIENT = new Retrying.Policy(
            50, Duration.ofMinutes(1), Duration.ofMillis(50), Duration.ofMillis(500), Duration.ofSeconds(5));

    private final AtomicInteger atWork = new AtomicInteger();
    private final AtomicInteger answered = new AtomicInteger();
    private final AtomicInteger refused = new AtomicInteger();
    private double tokens = 10;
    /** Requests at work at the server, on average; on a busy machine fewer than are let through. */
    private double inFlight;
    /** Requests that are let through at once, on average. */
    private double limit;

    private long filledAt = System.nanoTime();

    @Test
    void settlesWithinAFifthOfWhatTheServerBearsAtOnceWithoutAStorm() throws Exception {
        final int bears = 10;
        try (StubServer server = StubServer.scripted(request -> {
            if (atWork.incrementAndGet() > bears) {
                atWork.decrementAndGet();
                return refusal("");
            }
            return work();
        })) {
            final double perSecond = load(server);

            print("10 at once (at most 100 a second)", perSecond);
            assertThat(limit).isBetween(0.8 * bears, 1.2 * bears);
            assertThat(inFlight).isLessThan(1.2 * bears);
            assertThat(refusedShare()).isLessThan(0.08);
        }
    }

    @Test
    void settlesWithinAFifthOfWhatTheServerBearsASecondWithoutAStorm() throws Exception {
        final double bears = 80;
        try (StubServer server = StubServer.scripted(request -> {
            atWork.incrementAndGet();
            return takesOf(bears) ? work() : busy();
        })) {
            final double perSecond = load(server);

            print("80 a second", perSecond);
            assertThat(perSecond).isBetween(0.8 * bears, 1.2 * bears);
            assertThat(refusedShare()).isLessThan(0.08);
        }
    }

    private synchronized boolean takesOf(double perSecond) {
        final long now = System.nanoTime();
        tokens = Math.min(10, tokens + (now - filledAt) / 1e9 * perSecond);
        filledAt = now;
        if (tokens < 1) {
            return false;
        }
        tokens--;
        return true;
    }

    private StubReply work() {
        ScriptedModel.pause(LATENCY_MILLIS);
        atWork.decrementAndGet();
        answered.incrementAndGet();
        return StubReply.text("ok");
    }

    private StubReply busy() {
        atWork.decrementAndGet();
        return refusal("0.05");
    }

    private StubReply refusal(String retryAfter) {
        refused.incrementAndGet();
        return retryAfter.isEmpty()
                ? StubReply.error(429, "rate_limit_exceeded", "slow down")
                : new StubReply.Failure(429, Map.of("Retry-After", retryAfter), "rate_limit_exceeded", "slow down");
    }

    private double refusedShare() {
        return (double) refused.get() / (refused.get() + answered.get());
    }

    /** Answers a second once it has settled. */
    private double load(StubServer server) throws InterruptedException {
        final AtomicBoolean goesOn = new AtomicBoolean(true);
        final ExecutorService callers = Executors.newFixedThreadPool(CALLERS);
        try (LanguageModel model = server.open(StubProtocol.OPENAI, HostedOptions.DEFAULT);
                Limited limited = new Limited(model, CALLERS)) {
            final Retrying retrying = new Retrying(
                    limited,
                    ModelRole.EXECUTOR,
                    Prices.listed(),
                    PATIENT,
                    new Retrying.Seams(
                            System::nanoTime,
                            Retrying.Pause.SLEEP,
                            () -> ThreadLocalRandom.current().nextDouble()));
            for (int i = 0; i < CALLERS; i++) {
                final Request request = Request.chat(List.of(Message.user("q" + i)), 4);
                callers.execute(() -> {
                    while (goesOn.get()) {
                        retrying.call(request);
                    }
                });
            }
            Thread.sleep(SETTLING.toMillis());
            final int before = answered.get();
            final long start = System.nanoTime();
            final List<Integer> samples = new ArrayList<>();
            final List<Integer> limits = new ArrayList<>();
            while (System.nanoTime() - start < MEASURED.toNanos()) {
                samples.add(atWork.get());
                limits.add(limited.limit());
                Thread.sleep(10);
            }
            inFlight = samples.stream().mapToInt(Integer::intValue).average().orElseThrow();
            limit = limits.stream().mapToInt(Integer::intValue).average().orElseThrow();
            final double perSecond = (answered.get() - before) * 1e9 / (System.nanoTime() - start);
            goesOn.set(false);
            callers.shutdown();
            assertThat(callers.awaitTermination(20, TimeUnit.SECONDS)).isTrue();
            return perSecond;
        }
    }

    private void print(String hidden, double perSecond) {
        System.out.printf(
                "pace: real server with a hidden limit of %s: limit settled at %.1f, %.1f at work at once, %.1f answers a second;"
                        + " %d of %d requests"
                        + " refused (%.1f %%)%n",
                hidden,
                limit,
                inFlight,
                perSecond,
                refused.get(),
                refused.get() + answered.get(),
                100 * refusedShare());
    }
}
