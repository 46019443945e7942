package io.ape4j.model.pipeline.pace;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The pace against simulated servers with a hidden limit, in simulated time: deterministic, and thousands of answers. */
class PaceTest {
    private static final int CALLERS = 256;
    private static final Duration LATENCY = Duration.ofMillis(400);

    @ParameterizedTest(name = "{0} at once, Retry-After {1} s, latency varies {2}")
    @CsvSource({
        "1, 0, false",
        "2, 0, false",
        "5, 0, false",
        "10, 0, false",
        "40, 0, false",
        "150, 0, false",
        "10, 1, false",
        "40, 5, false",
        "10, 0, true",
        "40, 0, true",
        "40, 1, true"
    })
    void settlesAtWhatAServerBearsAtOnce(int hidden, int retryAfterSeconds, boolean varies) {
        final SimulatedServer server =
                new SimulatedServer(hidden, Double.MAX_VALUE, 0, Duration.ofSeconds(retryAfterSeconds));

        final SimulatedLoad.Figures figures = load(server, varies).run(6_000);

        print(hidden + " at once" + (varies ? ", latency varies" : ""), retryAfterSeconds, figures);
        assertThat(figures.settledInFlight()).isBetween(0.8 * hidden, 1.2 * hidden);
        assertThat(figures.refusedShare()).isLessThan(0.025);
    }

    @ParameterizedTest(name = "{0} a second, bursts of {1}, Retry-After {2} s, latency varies {3}")
    @CsvSource({
        "0.5, 1, 0, false",
        "2, 5, 0, false",
        "10, 10, 0, false",
        "50, 10, 0, false",
        "50, 100, 0, false",
        "200, 1, 0, false",
        "10, 10, 1, false",
        "50, 10, 1, false",
        "50, 50, 10, false",
        "10, 10, 0, true",
        "50, 10, 1, true"
    })
    void settlesAtWhatAServerBearsASecond(double perSecond, int burst, int retryAfterSeconds, boolean varies) {
        final SimulatedServer server =
                new SimulatedServer(Integer.MAX_VALUE, perSecond, burst, Duration.ofSeconds(retryAfterSeconds));

        final SimulatedLoad.Figures figures = load(server, varies).run(8_000);

        print(perSecond + " a second, burst " + burst + (varies ? ", latency varies" : ""), retryAfterSeconds, figures);
        assertThat(figures.settledPerSecond()).isBetween(0.8 * perSecond, 1.2 * perSecond);
        assertThat(figures.refusedShare()).isLessThan(0.025);
    }

    @Test
    void afterAServerHasGrownSoDoesThePace() {
        final SimulatedServer server = new SimulatedServer(4, Double.MAX_VALUE, 0, Duration.ZERO);
        final SimulatedLoad load = load(server, false);
        load.run(1_000);

        server.bear(64);
        final SimulatedLoad.Figures figures = load.run(4_000);

        assertThat(figures.settledInFlight()).isBetween(0.8 * 64, 1.2 * 64);
    }

    @Test
    void whatIsNotWantedIsNotLearnt() {
        final Pace pace = new Pace(64);
        for (int i = 0; i < 1_000; i++) {
            pace.send(i);
            pace.answered(i, 1, false);
        }

        assertThat(pace.atOnce()).isEqualTo(8);
    }

    @Test
    void retryAfterStopsAllSendingForThatLong() {
        final Pace pace = new Pace(64);
        final long first = pace.send(0);
        pace.send(0);

        pace.refused(10, first, Optional.of(Duration.ofSeconds(7)));

        assertThat(pace.waitNanos(10)).isEqualTo(Duration.ofSeconds(7).toNanos());
        assertThat(pace.waitNanos(10 + Duration.ofSeconds(7).toNanos())).isZero();
    }

    @Test
    void anHourOfRetryAfterIsCutToAMinuteAndAHalf() {
        final Pace pace = new Pace(64);

        pace.refused(0, pace.send(0), Optional.of(Duration.ofHours(1)));

        assertThat(pace.waitNanos(0)).isEqualTo(Duration.ofSeconds(90).toNanos());
    }

    @Test
    void aWaveOfRefusalsShrinksItOnce() {
        final Pace pace = new Pace(64);
        final long[] numbers = new long[8];
        for (int i = 0; i < numbers.length; i++) {
            numbers[i] = pace.send(i);
        }

        for (final long number : numbers) {
            pace.refused(100, number, Optional.empty());
        }

        assertThat(pace.atOnce()).isEqualTo(4);
    }

    @Test
    void afterAnOutageItGoesBackToWhatTheServerBore() {
        final SimulatedServer server = new SimulatedServer(20, Double.MAX_VALUE, 0, Duration.ZERO);
        final SimulatedLoad load = load(server, false);
        load.run(1_000);

        load.outage(Duration.ofSeconds(30));
        load.run(600);
        final SimulatedLoad.Figures figures = load.run(400);

        assertThat(figures.settledInFlight()).isBetween(0.8 * 20, 1.2 * 20);
    }

    @Test
    void clocksThatCountFromBelowZeroDoNotStopIt() {
        final Pace pace = new Pace(4);
        final long start = Long.MIN_VALUE / 2;

        pace.refused(start, pace.send(start), Optional.empty());
        pace.send(start);
        pace.answered(start + 1_000, 1_000, true);

        assertThat(pace.waitNanos(start + 1_000)).isLessThan(10_000);
    }

    private static SimulatedLoad load(SimulatedServer server, boolean varies) {
        return new SimulatedLoad(server, new Pace(CALLERS), CALLERS, LATENCY, varies ? 0.5 : 0);
    }

    private static void print(String hidden, int retryAfterSeconds, SimulatedLoad.Figures figures) {
        System.out.printf(
                "pace: hidden limit %s, Retry-After %d s: settled at %.2f at once, %.2f a second; %.2f %% of %d refused%n",
                hidden,
                retryAfterSeconds,
                figures.settledInFlight(),
                figures.settledPerSecond(),
                100 * figures.refusedShare(),
                figures.requests());
    }
}
