package io.ape4j.search;

/** Why a search ended. */
public enum Ending {
    /** Its own end: every generation has passed, several brought no gain, or a prompt is perfect. */
    NOTHING_IMPROVED("nothing improved"),
    /** The search ledger has no room for another request. */
    BUDGET_SPENT("budget spent"),
    /** The spending ledger had no room for another attempt. */
    SPENDING_LIMIT("spending limit reached"),
    /** The time limit passed. */
    TIME_LIMIT("time limit reached");

    private final String words;

    Ending(String words) {
        this.words = words;
    }

    /** For people; the same in a live run and its replay. */
    public String words() {
        return words;
    }

    /** Whether a limit ended it, so that it might have found more. */
    public boolean isLimit() {
        return this != NOTHING_IMPROVED;
    }
}
