package io.ape4j.model.pipeline;

import io.ape4j.model.Usage;
import java.math.BigDecimal;
import java.util.Objects;

/**
 * What a model costs.
 *
 * @param usdPerMillionInputTokens at least 0
 * @param usdPerMillionOutputTokens at least 0
 */
public record Price(BigDecimal usdPerMillionInputTokens, BigDecimal usdPerMillionOutputTokens) {
    /** Of local models. */
    public static final Price FREE = new Price(BigDecimal.ZERO, BigDecimal.ZERO);

    private static final int MILLION_DIGITS = 6;
    private static final int MOST_DIGITS = 12;
    private static final int MOST_DECIMALS = 100;

    public Price {
        Objects.requireNonNull(usdPerMillionInputTokens, "usdPerMillionInputTokens");
        Objects.requireNonNull(usdPerMillionOutputTokens, "usdPerMillionOutputTokens");
        if (usdPerMillionInputTokens.signum() < 0 || usdPerMillionOutputTokens.signum() < 0) {
            throw new IllegalArgumentException("a price must be at least 0");
        }
        if (isOutOfProportion(usdPerMillionInputTokens) || isOutOfProportion(usdPerMillionOutputTokens)) {
            throw new IllegalArgumentException("a price must be less than 10 to the power of " + MOST_DIGITS
                    + ", with at most " + MOST_DECIMALS + " decimals");
        }
    }

    /** A few letters, such as 1e999999999, could stand for a number as long as the memory. */
    private static boolean isOutOfProportion(BigDecimal price) {
        return price.precision() - (long) price.scale() > MOST_DIGITS || price.scale() > MOST_DECIMALS;
    }

    /** What these tokens cost, exactly, in US dollars. */
    public BigDecimal cost(Usage usage) {
        final BigDecimal cost = usdPerMillionInputTokens
                .multiply(BigDecimal.valueOf(usage.inputTokens()))
                .add(usdPerMillionOutputTokens.multiply(BigDecimal.valueOf(usage.outputTokens())))
                .movePointLeft(MILLION_DIGITS)
                .stripTrailingZeros();
        return cost.signum() == 0 ? BigDecimal.ZERO : cost;
    }
}
