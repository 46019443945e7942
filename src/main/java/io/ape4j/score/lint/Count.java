package io.ape4j.score.lint;

import java.util.Locale;

/** Numbers in sentences. */
final class Count {
    private Count() {}

    /** {@code 1 input}, {@code 2 inputs}. */
    static String of(int count, String noun) {
        return count + " " + noun + (count == 1 ? "" : "s");
    }

    /** A score with two decimals. */
    static String score(double value) {
        return String.format(Locale.ROOT, "%.2f", value);
    }
}
