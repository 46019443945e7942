package io.ape4j.report.page;

import io.ape4j.model.pipeline.SearchLedger.Totals;
import io.ape4j.run.RunResult;
import java.util.ArrayList;
import java.util.List;

/**
 * What a run took, by role. Distinct requests only: where the answers came from differs between a run and its replay.
 *
 * @param lines one for each role, then the confirmation and the sum
 * @param attempts what was spent in all, retries and unused answers included
 */
public record Ledger(List<Line> lines, String attempts) {
    /** Who asked, and what it took. */
    public record Line(String what, String calls, String tokens, String cost) {}

    static Ledger of(RunResult result) {
        final List<Line> lines = new ArrayList<>();
        result.search().forEach((role, totals) -> lines.add(line(role.fileName(), totals)));
        if (result.confirming().calls() > 0) {
            lines.add(line("confirmation", result.confirming()));
        }
        lines.add(line("in all", result.searchTotal().plus(result.confirming())));
        return new Ledger(
                lines,
                Figures.count(result.spent().calls()) + " attempts at models, "
                        + Figures.count(result.spent().tokens()) + " tokens, cost "
                        + Figures.dollars(result.spent().cost()) + ", retries and unused answers included. Estimated"
                        + " before the first call: "
                        + Figures.count(result.estimate().likelyTokens()) + " tokens.");
    }

    private static Line line(String what, Totals totals) {
        return new Line(
                what, Figures.count(totals.calls()), Figures.count(totals.tokens()), Figures.dollars(totals.cost()));
    }
}
