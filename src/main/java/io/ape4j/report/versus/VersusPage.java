package io.ape4j.report.versus;

import gg.jte.html.OwaspHtmlTemplateOutput;
import gg.jte.output.StringOutput;
import io.ape4j.report.page.Assets;
import io.ape4j.report.page.Detail;
import io.ape4j.report.page.Differences;
import io.ape4j.report.page.ScoreChart;
import io.ape4j.report.page.ShownPrompt;
import io.ape4j.report.page.templates.JteversusGenerated;
import io.ape4j.task.Split;
import io.ape4j.task.text.Shown;
import java.util.ArrayList;
import java.util.List;

/**
 * Two runs as one HTML file that works without a network and without a script. The same runs give the same bytes;
 * everything that a model or a user wrote is escaped by the template.
 */
public final class VersusPage {
    private final Told a;
    private final Told b;
    private final Detail detail;

    private VersusPage(Told a, Told b, Detail detail) {
        this.a = a;
        this.b = b;
        this.detail = detail;
    }

    /**
     * The page.
     *
     * @param a what there was
     * @param b what may be better
     */
    public static String html(Told a, Told b, Detail detail) {
        final StringOutput out = new StringOutput();
        JteversusGenerated.render(new OwaspHtmlTemplateOutput(out), null, new VersusPage(a, b, detail).page());
        return out.toString();
    }

    private Versus page() {
        final boolean both = a.result().isScored() && b.result().isScored();
        return new Versus(
                side(a),
                side(b),
                Finding.of(a, b, Shared.of(a.test(), b.test())),
                FactRow.outcomes(a, b),
                FactRow.settings(a, b),
                both
                        ? PartDiff.between(
                                a.result().outcome().winner().prompt().answering(),
                                b.result().outcome().winner().prompt().answering())
                        : List.of(),
                a.hasChart() && b.hasChart() ? ScoreChart.of(List.of(a.snapshot(), b.snapshot())) : null,
                differences(),
                List.of("ape report " + Shown.argument(a.run()), "ape report " + Shown.argument(b.run())),
                detail == Detail.NO_EXAMPLES,
                Assets.own());
    }

    private Versus.Side side(Told told) {
        return new Versus.Side(
                told.run(),
                told.result().isScored()
                        ? ShownPrompt.whole(
                                told.result().outcome().winner().prompt(),
                                told.result().task().about().fields(),
                                detail)
                        : "");
    }

    private List<Differences> differences() {
        final List<Differences> all = new ArrayList<>();
        add(Split.TEST, Shared.of(a.test(), b.test()), all);
        add(Split.SELECT, Shared.of(a.select(), b.select()), all);
        return all;
    }

    private void add(Split split, Shared shared, List<Differences> into) {
        if (!shared.isEmpty() && a.scoredOtherwise(b).isEmpty()) {
            into.add(Differences.of(split.fileName(), shared.examples(), shared.ofB(), shared.ofA(), detail));
        }
    }
}
