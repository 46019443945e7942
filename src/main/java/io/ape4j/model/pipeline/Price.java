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

    public Price {
        Objects.requireNonNull(usdPerMillionInputTokens, "usdPerMillionInputTokens");
        Objects.requireNonNull(usdPerMillionOutputTokens, "usdPerMillionOutputTokens");
        if (usdPerMillionInputTokens.signum() < 0 || usdPerMillionOutputTokens.signum() < 0) {
            throw new IllegalArgumentException("a price must be at least 0");
        }
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
