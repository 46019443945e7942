package io.ape4j.cli.option;

import io.ape4j.task.text.Shown;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads ages and sizes as people write them. */
public final class Amounts {
    private static final Pattern AMOUNT = Pattern.compile("([0-9]{1,12}(?:\\.[0-9]{1,6})?) *([a-z]*)");
    private static final BigDecimal LARGEST = BigDecimal.valueOf(Long.MAX_VALUE);
    private static final Map<String, Long> SECONDS =
            Map.of("", 86_400L, "d", 86_400L, "h", 3_600L, "w", 7 * 86_400L, "m", 60L);
    private static final Map<String, Long> BYTES = Map.of(
            "",
            1L,
            "b",
            1L,
            "kb",
            1_000L,
            "mb",
            1_000_000L,
            "gb",
            1_000_000_000L,
            "tb",
            1_000_000_000_000L,
            "kib",
            1L << 10,
            "mib",
            1L << 20,
            "gib",
            1L << 30);

    private Amounts() {}

    /** An age such as {@code 30d}; a number alone means days. */
    public static Duration age(String option, String text) {
        return Duration.ofSeconds(
                amount(option, text, SECONDS, "such as 30d (days), 12h or 4w; a number alone is days"));
    }

    /** A number of bytes such as {@code 500MB}; a number alone means bytes. */
    public static long bytes(String option, String text) {
        return amount(option, text, BYTES, "such as 500MB, 2GB or 512MiB; a number alone is bytes");
    }

    private static long amount(String option, String text, Map<String, Long> units, String advice) {
        final Matcher matcher = AMOUNT.matcher(text.strip().toLowerCase(Locale.ROOT));
        if (!matcher.matches() || !units.containsKey(String.valueOf(matcher.group(2)))) {
            throw new UsageException(option + " is " + Shown.quoted(text) + "; give an amount " + advice);
        }
        final long unit = units.getOrDefault(String.valueOf(matcher.group(2)), 1L);
        return new BigDecimal(String.valueOf(matcher.group(1)))
                .multiply(BigDecimal.valueOf(unit))
                .min(LARGEST)
                .longValue();
    }
}
