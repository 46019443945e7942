package io.ape4j.search;

import java.util.Locale;

/** How parents and survivors are selected. */
public enum SelectorKind {
    /** The best of a few drawn at random. */
    TOURNAMENT,
    /** The best ones. */
    TRUNCATION,
    /** In proportion to fitness, with evenly spaced pointers (Baker 1987). */
    STOCHASTIC_UNIVERSAL,
    /** The best one for sure, the others by tournament. */
    ELITE;

    /** The name used in files, e.g. {@code stochastic-universal}. */
    public String fileName() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** The inverse of {@link #fileName()}. */
    public static SelectorKind ofFileName(String name) {
        for (final SelectorKind kind : values()) {
            if (kind.fileName().equals(name)) {
                return kind;
            }
        }
        throw new IllegalArgumentException(
                "no selector \"" + name + "\"; write tournament, truncation, stochastic-universal or elite");
    }
}
