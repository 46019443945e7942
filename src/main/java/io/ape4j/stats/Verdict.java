package io.ape4j.stats;

/** The final word on a winner against its baseline. */
public enum Verdict {
    /** Significantly better at .05, two-sided. */
    BETTER("better"),
    /** The test tells no difference. */
    NO_GAIN("no significant gain: keep yours"),
    /** Significantly worse. */
    WORSE("worse: keep yours");

    private final String text;

    Verdict(String text) {
        this.text = text;
    }

    /** As it is shown and written to files. */
    public String text() {
        return text;
    }
}
