package io.ape4j.score.metric;

import io.ape4j.score.text.Numbers;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Optional;

/**
 * Reads the number of a text.
 *
 * @param position which of several counts: {@code last}, {@code first}, or {@code only}, where several are none
 * @param fractions whether 3/4 and 1 1/2 are one number each
 */
record NumberReader(String position, boolean fractions) {
    /**
     * A number that was read.
     *
     * @param end index after it
     * @param value absent if it is too long to compute with, or divided by 0
     */
    private record Reading(int end, Optional<BigDecimal> value) {}

    Optional<BigDecimal> read(String text) {
        Optional<BigDecimal> found = Optional.empty();
        int count = 0;
        Optional<Numbers.Found> next = Numbers.next(text, 0);
        while (next.isPresent()) {
            final Reading reading = reading(text, next.get());
            found = reading.value();
            count++;
            if (position.equals("first")) {
                return found;
            }
            next = Numbers.next(text, reading.end());
        }
        return position.equals("only") && count > 1 ? Optional.empty() : found;
    }

    private Reading reading(String text, Numbers.Found number) {
        if (!fractions || !isWhole(number)) {
            return new Reading(number.end(), number.value());
        }
        final Optional<Reading> fraction = fraction(text, number);
        return fraction.or(() -> mixed(text, number)).orElseGet(() -> new Reading(number.end(), number.value()));
    }

    private static Optional<Reading> fraction(String text, Numbers.Found above) {
        final boolean inChain = above.start() > 0 && text.charAt(above.start() - 1) == '/';
        if (inChain || !text.startsWith("/", above.end())) {
            return Optional.empty();
        }
        return Numbers.next(text, above.end() + 1)
                .filter(below ->
                        below.start() == above.end() + 1 && isWhole(below) && !text.startsWith("/", below.end()))
                .map(below -> new Reading(below.end(), quotient(above, below)));
    }

    private static Optional<BigDecimal> quotient(Numbers.Found above, Numbers.Found below) {
        return above.value()
                .flatMap(a -> below.value().filter(b -> b.signum() != 0).map(b -> a.divide(b, MathContext.DECIMAL128)));
    }

    private static Optional<Reading> mixed(String text, Numbers.Found whole) {
        if (!text.startsWith(" ", whole.end())) {
            return Optional.empty();
        }
        return Numbers.next(text, whole.end() + 1)
                .filter(above -> above.start() == whole.end() + 1
                        && isWhole(above)
                        && !above.plain().startsWith("-"))
                .flatMap(above -> fraction(text, above))
                .map(part -> new Reading(part.end(), sum(whole, part.value())));
    }

    private static Optional<BigDecimal> sum(Numbers.Found whole, Optional<BigDecimal> part) {
        final boolean negative = whole.plain().startsWith("-");
        return whole.value().flatMap(value -> part.map(negative ? value::subtract : value::add));
    }

    private static boolean isWhole(Numbers.Found number) {
        return number.plain().indexOf('.') < 0 && number.plain().indexOf('e') < 0;
    }
}
