package io.ape4j.model.pipeline.pace;

import java.time.Duration;
import java.util.Optional;

/** A server that refuses what exceeds its limits of requests at once or a second (a token bucket). */
final class SimulatedServer {
    private static final double NANOS_PER_SECOND = 1e9;

    private final double perSecond;
    private final int burst;
    private final Duration retryAfter;
    private int most;
    private int atWork;
    private double tokens;
    private long filledAt;

    SimulatedServer(int most, double perSecond, int burst, Duration retryAfter) {
        this.most = most;
        this.perSecond = perSecond;
        this.burst = burst;
        this.retryAfter = retryAfter;
        this.tokens = burst;
    }

    /** From now on it bears so many at once. */
    void bear(int atOnce) {
        most = atOnce;
    }

    /** What it says with a refusal. */
    Optional<Duration> retryAfter() {
        return retryAfter.isZero() ? Optional.empty() : Optional.of(retryAfter);
    }

    /** Whether it takes a request now. */
    boolean takes(long now) {
        if (perSecond < Double.MAX_VALUE) {
            tokens = Math.min(burst, tokens + (now - filledAt) / NANOS_PER_SECOND * perSecond);
            filledAt = now;
            if (tokens < 1) {
                return false;
            }
        }
        if (atWork >= most) {
            return false;
        }
        tokens--;
        atWork++;
        return true;
    }

    /** A request that it took is answered. */
    void answers() {
        atWork--;
    }
}
