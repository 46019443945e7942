package io.ape4j.search.config;

import java.math.BigDecimal;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * What a search may spend, and how fast. These are no part of what decides its result, and may be changed on resume.
 *
 * @param calls model calls of the search; confirmation is counted apart
 * @param tokens read and written
 * @param cost money in US dollars
 * @param time wall clock
 * @param concurrency calls at once; empty for the standard of 8
 */
public record SearchLimits(
        OptionalLong calls,
        OptionalLong tokens,
        Optional<BigDecimal> cost,
        Optional<Duration> time,
        OptionalInt concurrency) {
    /** No limit at all. */
    public static final SearchLimits NONE = new SearchLimits(
            OptionalLong.empty(), OptionalLong.empty(), Optional.empty(), Optional.empty(), OptionalInt.empty());

    public SearchLimits {
        if (calls.orElse(1) < 1 || tokens.orElse(1) < 1 || concurrency.orElse(1) < 1) {
            throw new IllegalArgumentException("limits of calls, tokens and concurrency are at least 1, were " + calls
                    + ", " + tokens + " and " + concurrency);
        }
        if (cost.isPresent() && cost.get().signum() < 0) {
            throw new IllegalArgumentException("the limit of cost is " + cost.get() + "; write at least 0");
        }
        if (time.isPresent() && (time.get().isNegative() || time.get().isZero())) {
            throw new IllegalArgumentException("the limit of time is " + time.get() + "; write more than 0");
        }
    }
}
