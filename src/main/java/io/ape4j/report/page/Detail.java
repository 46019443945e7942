package io.ape4j.report.page;

/** How much of the task's own data a page holds. */
public enum Detail {
    /** Examples and answers too. */
    EXAMPLES,
    /** Scores alone: no example, no answer, no demonstration. For pages that are handed on. */
    NO_EXAMPLES
}
