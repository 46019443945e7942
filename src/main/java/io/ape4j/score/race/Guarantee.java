package io.ape4j.score.race;

/** What may be said of those who left a race. */
public enum Guarantee {
    /** They are worse: the best was dropped with a chance of at most the error rate. */
    SURE,
    /** They were among the last when the budget called for fewer. Nothing is certain. */
    BY_RANK
}
