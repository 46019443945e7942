package io.ape4j.cli.option;

import io.ape4j.run.Limits;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What may be spent. */
public final class LimitOptions {
    private static final double MILLIS_PER_MINUTE = 60_000;

    @Option(
            names = "--max-calls",
            paramLabel = "N",
            description = "Most model calls; a search counts its confirmation apart.")
    public @Nullable Long maxCalls;

    @Option(names = "--max-tokens", paramLabel = "N", description = "Most tokens read and written.")
    public @Nullable Long maxTokens;

    @Option(names = "--max-cost", paramLabel = "USD", description = "Most US dollars.")
    public @Nullable BigDecimal maxCost;

    @Option(names = "--minutes", paramLabel = "N", description = "Longest search; then what it found is confirmed.")
    public @Nullable Double minutes;

    public void check() {
        positive("--max-calls", maxCalls);
        positive("--max-tokens", maxTokens);
        positive("--minutes", minutes);
        if (maxCost != null && maxCost.signum() < 0) {
            throw new UsageException("--max-cost is " + maxCost + "; give at least 0");
        }
    }

    private static void positive(String option, @Nullable Number value) {
        if (value != null && !(value.doubleValue() > 0)) {
            throw new UsageException(option + " is " + value + "; give more than 0");
        }
    }

    /** These before {@code others}. */
    public Limits over(Limits others) {
        return new Limits(
                maxCalls == null ? others.calls() : maxCalls,
                maxTokens == null ? others.tokens() : maxTokens,
                maxCost == null ? others.cost() : maxCost);
    }

    /** Whether any limit but that of time is given. */
    public boolean isAnyGiven() {
        return maxCalls != null || maxTokens != null || maxCost != null;
    }

    public Optional<Duration> time() {
        return minutes == null
                ? Optional.empty()
                : Optional.of(Duration.ofMillis(Math.max(1, Math.round(minutes * MILLIS_PER_MINUTE))));
    }
}
