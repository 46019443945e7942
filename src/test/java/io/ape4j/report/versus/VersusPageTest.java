package io.ape4j.report.versus;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ape4j.Ape;
import io.ape4j.RunPage;
import io.ape4j.Search;
import io.ape4j.SimulatedModel;
import io.ape4j.Simulation;
import io.ape4j.model.ApeHome;
import io.ape4j.model.LanguageModel;
import io.ape4j.model.ModelException;
import io.ape4j.model.ModelIdentity;
import io.ape4j.model.ModelRole;
import io.ape4j.model.Request;
import io.ape4j.model.Sample;
import io.ape4j.model.ScriptedModel;
import io.ape4j.report.page.Detail;
import io.ape4j.run.RunManifest;
import io.ape4j.run.RunResult;
import io.ape4j.search.SearchListener;
import io.ape4j.task.Example;
import io.ape4j.task.Task;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the page of two runs says; how a browser shows it is tried in ReportInBrowserTest. */
class VersusPageTest {
    private static final Task TASK = Simulation.task();

    @TempDir
    private Path folder;

    @Test
    void theWinnersAreComparedOnTheTestExamplesOfBothRuns() {
        final RunPage a = run("first", TASK, ignorant(Sample.MODEL));
        final RunPage b = run("second", TASK, knowing(Sample.MODEL));

        final String page = a.against(b, Detail.EXAMPLES);

        assertThat(page)
                .contains("<h1 class=\"verdict better\">B's winner is better than A's: B is right on 100.0 % of"
                        + " 12 test examples, A on 50.0 %.</h1>")
                .contains("B alone is right on 6, A alone on 0; on the other 6 both are right")
                .contains("Where B does better (6 of 6)")
                .contains("A is the run <bdi>first</bdi> · B is the run <bdi>second</bdi>")
                .doesNotContain("Different models", "Where A does better (");
    }

    @Test
    void theOtherWayRoundItIsTheFirstThatIsBetter() {
        final RunPage a = run("first", TASK, knowing(Sample.MODEL));
        final RunPage b = run("second", TASK, ignorant(Sample.MODEL));

        assertThat(a.against(b, Detail.EXAMPLES))
                .contains("<h1 class=\"verdict worse\">A's winner is better than B's: B is right on 50.0 %");
    }

    @Test
    void equalWinnersAreNotSoldAsDifferent() {
        final RunPage a = run("first", TASK, knowing(Sample.MODEL));
        final RunPage b = run("second", TASK, knowing(Sample.MODEL));

        assertThat(a.against(b, Detail.EXAMPLES))
                .contains("<h1 class=\"verdict same\">Neither winner is shown to be better: B is right on 100.0 %");
    }

    @Test
    void thePageSaysWhereSettingsAndModelsDiffer() {
        final RunPage a = run("first", TASK, knowing(Sample.MODEL));
        final ModelIdentity other = new ModelIdentity("scripted", "", "larger", Map.of(), true);
        final RunPage b = page(search("second", TASK, knowing(other)).seed(7));

        final String page = a.against(b, Detail.EXAMPLES);

        assertThat(page)
                .contains("Different models answered: the difference is that of prompts and models together.")
                .contains("<tr class=\"differs\"><td>seed</td><td><bdi>1</bdi></td><td><bdi>7</bdi></td></tr>")
                .contains("<tr class=\"\"><td>task</td><td><bdi>mood</bdi></td><td><bdi>mood</bdi></td></tr>");
    }

    @Test
    void onlySharedTestExamplesAreComparedAndThePageSaysSo() {
        final RunPage a = run("first", Simulation.builder(12, 16, 12).build(), knowing(Sample.MODEL));
        final RunPage b = run("second", Simulation.builder(12, 16, 10).build(), knowing(Sample.MODEL));

        assertThat(a.against(b, Detail.EXAMPLES))
                .contains("Only the test examples that both runs have are compared: 10 of 12 (A) and 10 (B).");
    }

    @Test
    void runsWithNoTestExampleInCommonAreNotCompared() {
        final RunPage a = run("first", Simulation.builder(4, 4, 8).build(), knowing(Sample.MODEL));
        final RunPage b = run("second", Simulation.builder(12, 16, 12).build(), knowing(Sample.MODEL));

        assertThat(a.against(b, Detail.EXAMPLES))
                .contains("<h1 class=\"verdict open\">No comparison: they have no test example in common.</h1>");
    }

    @Test
    void anUnconfirmedRunIsComparedWithNothing() {
        final RunPage a = run("first", TASK, knowing(Sample.MODEL));
        final SimulatedModel failing = new SimulatedModel(TASK, "one", 0)
                .failAfter(25, () -> new ModelException.Interrupted("stopped by the test"));
        final RunPage b = page(search("second", TASK, failing));

        assertThat(a.against(b, Detail.EXAMPLES))
                .contains("<h1 class=\"verdict open\">No comparison: the run second is unconfirmed (")
                .doesNotContain("on test</h2>");
    }

    @Test
    void whatDifferentJudgesGradedIsNotCompared() {
        final RunPage a = judged(run("first", TASK, ignorant(Sample.MODEL)), Sample.MODEL);
        final RunPage b = judged(
                run("second", TASK, knowing(Sample.MODEL)),
                new ModelIdentity("scripted", "", "lenient", Map.of(), true));

        assertThat(a.against(b, Detail.EXAMPLES))
                .contains("<h1 class=\"verdict open\">No comparison: they were graded by different judges.</h1>")
                .doesNotContain("on test</h2>");
        assertThat(a.against(judged(b, Sample.MODEL), Detail.EXAMPLES)).contains("B's winner is better than A's");
    }

    /** The same run as if that judge had graded it. */
    private static RunPage judged(RunPage page, ModelIdentity judge) {
        final RunManifest was = page.manifest();
        final Map<ModelRole, ModelIdentity> models = new EnumMap<>(was.models());
        models.put(ModelRole.JUDGE, judge);
        final RunManifest manifest = new RunManifest(
                was.loopVersion(), was.strategy(), was.seed(), was.parameters(), was.limits(), "judge/1 x", models);
        final RunResult result = page.ended();
        return new RunPage(
                page.folder(),
                page.task(),
                manifest,
                page.snapshot(),
                Optional.of(new RunResult(
                        result.task(),
                        manifest,
                        result.estimate(),
                        result.outcome(),
                        result.confirmation(),
                        result.unconfirmed(),
                        result.stopped(),
                        result.search(),
                        result.confirming(),
                        result.spent(),
                        result.counts(),
                        result.earlierReadings())));
    }

    @Test
    void whoHadReadTheTestExamplesBeforeIsTold() {
        final RunPage a = run("first", TASK, knowing(Sample.MODEL));
        final RunPage b =
                page(search("second", TASK, knowing(Sample.MODEL)).home(new ApeHome(folder.resolve("home-first"))));

        assertThat(a.against(b, Detail.EXAMPLES))
                .contains("Before B read the test examples, 1 earlier runs or evaluations had looked at them")
                .doesNotContain("Before A read");
    }

    @Test
    void withoutExamplesItHoldsNoInputAndNoDemonstration() {
        final RunPage a = run("first", TASK, ignorant(Sample.MODEL));
        final RunPage b = run("second", TASK, knowing(Sample.MODEL));

        final String page = a.against(b, Detail.NO_EXAMPLES);

        assertThat(page).contains("left out of this page", "B's does better on 6");
        for (final Example example : TASK.examples()) {
            assertThat(page)
                    .doesNotContain(example.id())
                    .doesNotContain(example.fields().get("input"));
        }
    }

    @Test
    void theSameRunsGiveTheSameBytes() {
        final RunPage a = run("first", TASK, ignorant(Sample.MODEL));
        final RunPage b = run("second", TASK, knowing(Sample.MODEL));

        final String again = RunPage.read(a.folder(), SearchListener.SILENT)
                .against(RunPage.read(b.folder(), SearchListener.SILENT), Detail.EXAMPLES);

        assertThat(again).isEqualTo(a.against(b, Detail.EXAMPLES));
    }

    @Test
    void aRunThatHasNotEndedIsRefused() {
        final RunPage ended = run("first", TASK, knowing(Sample.MODEL));
        final RunPage open =
                new RunPage(ended.folder(), ended.task(), ended.manifest(), ended.snapshot(), Optional.empty());

        assertThatThrownBy(() -> ended.against(open, Detail.EXAMPLES))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("ape resume");
    }

    private RunPage run(String name, Task task, LanguageModel model) {
        return page(search(name, task, model));
    }

    private Search search(String name, Task task, LanguageModel model) {
        return Ape.search(task)
                .model(model)
                .home(new ApeHome(folder.resolve("home-" + name)))
                .run(folder.resolve("runs"), name)
                .parameters(Simulation.SMALL);
    }

    private static RunPage page(Search search) {
        return RunPage.read(search.run().folder(), SearchListener.SILENT);
    }

    /** Right whatever the prompt is. */
    private static LanguageModel knowing(ModelIdentity identity) {
        return new ScriptedModel(identity, request -> Sample.answer(reference(request)));
    }

    /** Right on every other example. */
    private static LanguageModel ignorant(ModelIdentity identity) {
        return new ScriptedModel(identity, request -> Sample.answer("negative"));
    }

    private static String reference(Request request) {
        final String text = ScriptedModel.text(request);
        return TASK.examples().stream()
                .max(Comparator.comparingInt(example ->
                        text.lastIndexOf(String.join(" ", example.fields().values()))))
                .orElseThrow()
                .reference();
    }
}
