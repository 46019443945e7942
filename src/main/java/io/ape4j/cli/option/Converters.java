package io.ape4j.cli.option;

import io.ape4j.model.cache.CacheMode;
import io.ape4j.task.text.Nearest;
import io.ape4j.task.text.Shown;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Function;
import picocli.CommandLine;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads values of options; one that can't be read is told in the words of a user, not in those of Java. */
public final class Converters {
    private static final String WHOLE = "give a whole number, such as 200";
    private static final String DECIMAL = "give a number, such as 0.5";

    private Converters() {}

    /** Makes a command line, and all below it, use them. */
    public static void register(CommandLine line) {
        line.registerConverter(Long.class, number(Long::valueOf, WHOLE))
                .registerConverter(Integer.class, number(Integer::valueOf, WHOLE))
                .registerConverter(int.class, number(Integer::valueOf, WHOLE))
                .registerConverter(Double.class, number(Double::valueOf, DECIMAL))
                .registerConverter(double.class, number(Double::valueOf, DECIMAL))
                .registerConverter(BigDecimal.class, number(BigDecimal::new, DECIMAL))
                .registerConverter(CacheMode.class, Converters::cacheMode);
    }

    private static <T> ITypeConverter<T> number(Function<String, T> reader, String advice) {
        return text -> {
            try {
                return reader.apply(text);
            } catch (NumberFormatException e) {
                throw new TypeConversionException(Shown.quoted(text) + "; " + advice);
            }
        };
    }

    private static CacheMode cacheMode(String text) {
        final List<String> known = new ArrayList<>();
        for (final CacheMode mode : CacheMode.values()) {
            if (mode.name().equalsIgnoreCase(text)) {
                return mode;
            }
            known.add(mode.name().toLowerCase(Locale.ROOT));
        }
        throw new TypeConversionException(Shown.quoted(text) + "; " + Nearest.advice(text, known));
    }
}
