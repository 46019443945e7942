package io.ape4j.task;

import java.util.Locale;

/** What an {@link Example} may be used for. */
public enum Split {
    /** Shown to the proposer, and used as demonstrations. */
    PROPOSE,
    /** Scores candidates during the search. */
    SELECT,
    /** Read once, at the end. */
    TEST;

    /** The lower-case name used in files. */
    public String fileName() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The inverse of {@link #fileName()}. */
    public static Split named(String name) {
        for (final Split split : values()) {
            if (split.fileName().equals(name)) {
                return split;
            }
        }
        throw new IllegalArgumentException("no split \"" + name + "\"; splits are propose, select and test");
    }
}
