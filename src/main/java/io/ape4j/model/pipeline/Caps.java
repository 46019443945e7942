package io.ape4j.model.pipeline;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Limits that a user sets; each may be absent.
 *
 * @param calls at least 0
 * @param tokens input and output tokens together, at least 0
 * @param cost in US dollars, at least 0
 * @param wallClock of one invocation; only the {@link SpendingLedger} looks at clocks
 */
public record Caps(OptionalLong calls, OptionalLong tokens, Optional<BigDecimal> cost, Optional<Duration> wallClock) {
    /** No limit at all. */
    public static final Caps NONE =
            new Caps(OptionalLong.empty(), OptionalLong.empty(), Optional.empty(), Optional.empty());

    public Caps {
        Objects.requireNonNull(calls, "calls");
        Objects.requireNonNull(tokens, "tokens");
        Objects.requireNonNull(cost, "cost");
        Objects.requireNonNull(wallClock, "wallClock");
        if (calls.orElse(0) < 0
                || tokens.orElse(0) < 0
                || cost.orElse(BigDecimal.ZERO).signum() < 0
                || wallClock.orElse(Duration.ZERO).isNegative()) {
            throw new IllegalArgumentException("a cap must be at least 0");
        }
    }

    public Caps withCalls(long limit) {
        return new Caps(OptionalLong.of(limit), tokens, cost, wallClock);
    }

    public Caps withTokens(long limit) {
        return new Caps(calls, OptionalLong.of(limit), cost, wallClock);
    }

    public Caps withCost(BigDecimal usd) {
        return new Caps(calls, tokens, Optional.of(usd), wallClock);
    }

    public Caps withWallClock(Duration limit) {
        return new Caps(calls, tokens, cost, Optional.of(limit));
    }

    /** The first of calls, tokens and cost that these totals exceed, in words for a user. */
    Optional<String> exceededBy(long totalCalls, long totalTokens, BigDecimal totalCost) {
        if (calls.isPresent() && totalCalls > calls.getAsLong()) {
            return Optional.of("the limit of " + calls.getAsLong() + " calls");
        }
        if (tokens.isPresent() && totalTokens > tokens.getAsLong()) {
            return Optional.of("the limit of " + tokens.getAsLong() + " tokens");
        }
        return cost.filter(limit -> totalCost.compareTo(limit) > 0)
                .map(limit -> "the limit of $" + limit.toPlainString());
    }
}
