package io.ape4j.cli.session;

import io.ape4j.SearchReport;
import io.ape4j.run.RunResult;
import io.ape4j.run.journal.Event;
import io.ape4j.stats.Verdict;

/** What the program tells the shell. */
public final class ExitCode {
    public static final int DONE = 0;
    public static final int FAILURE = 1;
    /** Wrong options, or a file that must be corrected: no call was made. */
    public static final int USAGE = 2;
    /** The budget was spent; what was found is confirmed and exported. */
    public static final int BUDGET_SPENT = 3;
    /** Nothing better was found, or a prompt is worse, and the caller asked to be told so. */
    public static final int NO_GAIN = 4;
    /** Stopped by a signal; resumable. */
    public static final int INTERRUPTED = 130;

    private ExitCode() {}

    /** How a replay ended that came to the same end as its run: whatever that was, the replay is done. */
    public static int ofReplay(SearchReport report, boolean failWithoutGain) {
        return failWithoutGain && !report.verdict().equals(Verdict.BETTER.text()) ? NO_GAIN : DONE;
    }

    /** How a search or a resume ended. */
    public static int of(SearchReport report, boolean failWithoutGain) {
        final RunResult result = report.result();
        if (result.stopped().isPresent()) {
            return result.stopped().get() == Event.Reason.INTERRUPTED ? INTERRUPTED : FAILURE;
        }
        if (failWithoutGain && !report.verdict().equals(Verdict.BETTER.text())) {
            return NO_GAIN;
        }
        return result.outcome().ending().isLimit() ? BUDGET_SPENT : DONE;
    }
}
