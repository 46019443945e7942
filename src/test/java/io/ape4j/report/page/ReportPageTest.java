package io.ape4j.report.page;

import static org.assertj.core.api.Assertions.assertThat;

import io.ape4j.RunPage;
import io.ape4j.SearchReport;
import io.ape4j.SimulatedModel;
import io.ape4j.Simulation;
import io.ape4j.model.ModelException;
import io.ape4j.run.RunFolder;
import io.ape4j.search.SearchListener;
import io.ape4j.task.Example;
import io.ape4j.task.Split;
import io.ape4j.task.Task;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the page of a run holds; how it behaves is tried in {@link ReportInBrowserTest}. */
class ReportPageTest {
    private static final int MOST_BYTES = 20_000_000;

    @TempDir
    private Path folder;

    private final Task task = Simulation.task();
    private final SimulatedModel model = new SimulatedModel(task, "one", 0);

    @Test
    void aSearchLeavesAPageThatItsReplayMakesAgainToTheByte() throws IOException {
        final SearchReport report = Simulation.search(task, model, folder).run();
        final Path page = report.folder().path().resolve("report.html");

        final String replayed =
                RunPage.read(report.folder(), SearchListener.SILENT).html(Detail.EXAMPLES);

        assertThat(Files.readString(page)).isEqualTo(replayed).contains("winner", "baseline", "How to reproduce it");
    }

    @Test
    void aResumedRunLeavesThePageOfOneThatWasNeverDisturbed() throws IOException {
        final SearchReport undisturbed =
                Simulation.search(task, model, folder.resolve("a")).run();
        final SimulatedModel failing = new SimulatedModel(task, "one", 0)
                .failAfter(25, () -> new ModelException.Interrupted("stopped by the test"));
        final SearchReport stopped =
                Simulation.search(task, failing, folder.resolve("b")).run();
        final String open = page(stopped);

        final SearchReport resumed =
                Simulation.search(task, model, folder.resolve("b")).resume(stopped.folder(), Optional.empty());

        assertThat(open).contains("Unconfirmed", "ape resume run");
        assertThat(candidatesOf(page(resumed))).isEqualTo(candidatesOf(page(undisturbed)));
    }

    private static String candidatesOf(String page) {
        return page.substring(page.indexOf("<h2 id=\"scores\">"), page.indexOf("<h2 id=\"ledger\">"));
    }

    @Test
    void anUnconfirmedPageHoldsNoTestExample() throws IOException {
        final SimulatedModel failing =
                new SimulatedModel(task, "one", 0).failAfter(25, () -> new ModelException.Interrupted("stopped"));

        final String page = page(Simulation.search(task, failing, folder).run());

        assertThat(page).contains("Unconfirmed: ").doesNotContain("baseline on test");
        for (final Example example : task.examples(Split.TEST)) {
            assertThat(page).doesNotContain(example.id());
        }
    }

    @Test
    void withoutExamplesThePageHoldsNoInputNoReferenceAndNoDemonstration() {
        final SearchReport report = Simulation.search(task, model, folder).run();

        final String page = RunPage.read(report.folder(), SearchListener.SILENT).html(Detail.NO_EXAMPLES);

        assertThat(page).contains("left out of this page", "the winner does better on");
        for (final Example example : task.examples()) {
            assertThat(page)
                    .doesNotContain(example.id())
                    .doesNotContain(example.fields().get("input"));
        }
    }

    @Test
    void theRecordedRunSaysItsVerdictInOneSentence() {
        final String page = RunPage.read(RunFolder.open(Path.of("runs/recorded")), SearchListener.SILENT)
                .html(Detail.EXAMPLES);

        assertThat(page)
                .contains("<h1 class=\"verdict better\">Better: the winner is right on 95.0 % of 40 test examples, the"
                        + " baseline on 47.5 %.</h1>")
                .contains("ape replay recorded");
    }

    @Test
    void twoThousandCandidatesOnFiveHundredExamplesFitWithHugeAnswersToo() {
        final String small = new LargeRun(2000, 500, 10).html();
        final String huge = new LargeRun(2000, 500, 50_000).html();

        assertThat(small.getBytes(StandardCharsets.UTF_8)).hasSizeLessThan(MOST_BYTES);
        assertThat(huge.getBytes(StandardCharsets.UTF_8)).hasSizeLessThan(MOST_BYTES);
        assertThat(huge).contains("ape runs show large --candidate ");
    }

    @Test
    void thePolicyLetsNothingRunButTheScriptOfThePage() {
        final String page = new LargeRun(3, 3, 10).html();

        assertThat(page)
                .containsPattern("content=\"default-src &#39;none&#39;; script-src &#39;sha256-.+=&#39;; style-src"
                        + " &#39;sha256-.+=&#39;; base-uri &#39;none&#39;; form-action &#39;none&#39;\"")
                .doesNotContain("unsafe-inline", "http://", "https://");
    }

    private static String page(SearchReport report) throws IOException {
        return Files.readString(report.folder().path().resolve("report.html"));
    }
}
