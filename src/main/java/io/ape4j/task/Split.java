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
}
