package io.ape4j.report.versus;

import io.ape4j.report.page.Assets;
import io.ape4j.report.page.Differences;
import io.ape4j.report.page.ScoreChart;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Everything that the template shows of two runs. A is what there was, B what may be better.
 *
 * @param changes from A's winner to B's
 * @param chart {@code null} if one of them never named a best
 * @param differences B's winner against A's, on test and on select
 * @param commands for a shell
 * @param withoutExamples whether examples were left out
 */
public record Versus(
        Side a,
        Side b,
        Finding finding,
        List<FactRow> outcomes,
        List<FactRow> settings,
        List<PartDiff> changes,
        @Nullable ScoreChart chart,
        List<Differences> differences,
        List<String> commands,
        boolean withoutExamples,
        Assets assets) {

    /**
     * One of the two.
     *
     * @param prompt its winner's; empty if nothing was scored
     */
    public record Side(String run, String prompt) {}

    /** The content security policy: this page has no script. */
    public String policy() {
        return assets.policyWithoutScript();
    }
}
