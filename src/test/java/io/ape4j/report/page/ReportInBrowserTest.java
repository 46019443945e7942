package io.ape4j.report.page;

import static org.assertj.core.api.Assertions.assertThat;

import io.ape4j.Ape;
import io.ape4j.RunPage;
import io.ape4j.Simulation;
import io.ape4j.model.ApeHome;
import io.ape4j.model.Sample;
import io.ape4j.model.ScriptedModel;
import io.ape4j.run.RunFolder;
import io.ape4j.search.SearchListener;
import io.ape4j.task.Split;
import io.ape4j.task.Task;
import io.ape4j.task.TaskBuilder;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.openqa.selenium.WebElement;

/** The page in a real browser, opened as a file. */
class ReportInBrowserTest {
    private static final String HOSTILE = "</script><script>document.title='owned'</script><img src=x"
            + " onerror=\"document.title='owned'\"><svg onload=\"document.title='owned'\"></svg>\""
            + " onmouseover=\"document.title='owned'\" x=\" ' --> ]]> </style> </textarea> \u202eesrever\u202c"
            + " \u05d0\u05d1 \u2028 ${1+1} {{box}} javascript:document.title='owned'";

    private static Chromium browser;

    @TempDir
    private Path folder;

    @BeforeAll
    static void start() {
        browser = Chromium.start();
    }

    @AfterAll
    static void end() {
        if (browser != null) {
            browser.close();
        }
    }

    private static URI recorded(Path folder) throws IOException {
        final Path page = folder.resolve("report.html");
        Files.writeString(
                page,
                RunPage.read(RunFolder.open(Path.of("runs/recorded")), SearchListener.SILENT)
                        .html(Detail.EXAMPLES));
        return browser(page);
    }

    /** Opens it, and forgets what was on the console before. */
    private static URI browser(Path page) {
        browser.screen(1400, false);
        browser.console();
        browser.requests();
        browser.open(page.toUri());
        return page.toUri();
    }

    @Test
    void theTableIsSortedByTheColumnThatIsClicked() throws IOException {
        final URI page = recorded(folder);

        browser.element("th button[data-key='3']").click();
        final List<String> shortest = browser.texts("tbody tr td:nth-child(6)").subList(0, 12);
        browser.element("th button[data-key='3']").click();
        final List<String> longest = browser.texts("tbody tr td:nth-child(6)").subList(0, 12);

        assertThat(shortest.stream().map(Integer::valueOf))
                .isSorted()
                .startsWith(12)
                .endsWith(62);
        assertThat(longest.get(0)).isEqualTo("62");
        browser.assertQuiet(page);
    }

    @Test
    void theFilterLeavesTheRowsThatHoldItsText() throws IOException {
        final URI page = recorded(folder);

        browser.element("#filter").sendKeys("ADD-demon");

        assertThat(browser.elements("#table tbody tr").stream()
                        .filter(WebElement::isDisplayed)
                        .map(row -> row.getAttribute("data-number")))
                .containsExactly("8", "10");
        assertThat(browser.element("#shown").getText()).isEqualTo("2 of 12");
        browser.assertQuiet(page);
    }

    @Test
    void twoPromptsThatAreTickedAreComparedWordByWord() throws IOException {
        final URI page = recorded(folder);

        browser.element("tr[data-number='1'] input").click();
        browser.element("tr[data-number='5'] input").click();

        assertThat(browser.element("#diff-title").getText()).isEqualTo("From #1 to #5");
        assertThat(browser.texts("#diff-text del")).contains("Convert");
        assertThat(browser.texts("#diff-text ins")).contains("Format");
        assertThat((String) without("ins")).startsWith("Convert the date to ISO format.\n\nWrite the date");
        assertThat((String) without("del")).startsWith("Format the date as YYYY-MM-DD.\n\nWrite the date");
        browser.assertQuiet(page);
    }

    /** What the comparison says if one side of it is taken away. */
    private static Object without(String element) {
        return browser.run("const copy = document.getElementById('diff-text').cloneNode(true);"
                + "copy.querySelectorAll('" + element + "').forEach(one => one.remove()); return copy.textContent");
    }

    @Test
    void aCellOfTheHeatMapShowsTheRealAnswer() throws IOException {
        final URI page = recorded(folder);

        browser.element("#cell-candidate").clear();
        browser.element("#cell-candidate").sendKeys("0");
        browser.element("#cell-show").click();
        final String byNumber = browser.element("#cell").getText();
        browser.run("document.getElementById('map').scrollIntoView();"
                + "document.getElementById('map').dispatchEvent(new MouseEvent('click', {clientX: 5, clientY: 5}))");

        assertThat(byNumber).contains("Candidate #0, example 1", "reference", "answer");
        assertThat(browser.run("return document.getElementById('map').width")).isEqualTo(16 * 22L);
        browser.assertQuiet(page);
    }

    @Test
    void whatModelsAndUsersWroteIsInert() throws IOException {
        final Task task = hostileTask();
        final ScriptedModel model = new ScriptedModel(request -> Sample.answer(
                ScriptedModel.text(request).hashCode() % 2 == 0
                        ? HOSTILE + " \u0000 \ud800"
                        : HOSTILE + "x".repeat(60_000)));
        final Path run = Ape.search(task)
                .model(model)
                .home(new ApeHome(folder.resolve("home")))
                .run(folder.resolve("runs"), "hostile")
                .parameters(Simulation.SMALL)
                .run()
                .folder()
                .path();

        final URI page = browser(run.resolve("report.html"));
        browser.element("tbody tr:nth-child(1) input").click();
        browser.element("tbody tr:nth-child(2) input").click();
        browser.element("#cell-candidate").clear();
        browser.element("#cell-candidate").sendKeys("0");
        browser.element("#cell-show").click();

        assertThat(browser.run("return document.title")).isEqualTo("hostile: report of a prompt search");
        assertThat(browser.elements("img, iframe, object, [onerror], [onload], [onmouseover], main script"))
                .isEmpty();
        assertThat(browser.run("return document.scripts.length")).isEqualTo(2L);
        assertThat(browser.run("return document.getElementById('cell').textContent.includes("
                        + "\"</script><script>document.title='owned'</script>\")"))
                .isEqualTo(true);
        assertThat(browser.run("return document.documentElement.scrollWidth <= window.innerWidth"))
                .isEqualTo(true);
        browser.assertQuiet(page);
    }

    @Test
    void twoRunsSideBySideFitEveryScreenAndWhatTheyHoldIsInert() throws IOException {
        final Path page = folder.resolve("versus.html");
        Files.writeString(page, hostileRun("one").against(hostileRun("two"), Detail.EXAMPLES));

        final URI opened = browser(page);

        assertThat(browser.run("return document.title")).isEqualTo("one and two: two prompt searches");
        assertThat(browser.element("h1").getText()).startsWith("Neither winner is shown to be better");
        assertThat(browser.elements("img, iframe, object, script, [onerror], [onload], [onmouseover]"))
                .isEmpty();
        for (final int width : new int[] {360, 800, 1400}) {
            browser.screen(width, width == 800);
            browser.picture(Path.of("target/pictures/versus-" + width + ".png"), 4000);
            assertThat(browser.run("return document.documentElement.scrollWidth"))
                    .isEqualTo((long) width);
        }
        browser.assertQuiet(opened);
    }

    private RunPage hostileRun(String name) {
        final ScriptedModel model = new ScriptedModel(request -> Sample.answer(HOSTILE));
        return RunPage.read(
                Ape.search(hostileTask())
                        .model(model)
                        .home(new ApeHome(folder.resolve("home-" + name)))
                        .run(folder.resolve("runs"), name)
                        .parameters(Simulation.SMALL)
                        .run()
                        .folder(),
                SearchListener.SILENT);
    }

    private static Task hostileTask() {
        final TaskBuilder task =
                TaskBuilder.named("hostile").description(HOSTILE).maxTokens(16);
        for (int i = 0; i < 20; i++) {
            final Split split = i < 8 ? Split.PROPOSE : i < 14 ? Split.SELECT : Split.TEST;
            task.example(
                    Map.of(TaskBuilder.SINGLE_FIELD, HOSTILE + i), List.of(i % 2 == 0 ? HOSTILE : "no" + i), split);
        }
        return task.build();
    }

    @Test
    void aLargeRunOpensInSecondsAndIsSortedAndFiltered() throws IOException {
        final Path large = folder.resolve("large.html");
        Files.writeString(large, new LargeRun(2000, 500, 200).html());

        final long start = System.nanoTime();
        final URI page = browser(large);
        browser.element("th button[data-key='0']").click();
        browser.element("#filter").sendKeys("#1234");
        final double seconds = (System.nanoTime() - start) / 1e9;

        assertThat(browser.element("#shown").getText()).endsWith(" of 2000");
        assertThat(browser.run("return document.getElementById('map').height")).isEqualTo(2000 * 3L);
        assertThat(seconds).isLessThan(20);
        browser.assertQuiet(page);
    }

    @ParameterizedTest
    @CsvSource({"360, false", "360, true", "800, false", "800, true", "1400, false", "1400, true"})
    void noScreenIsTooNarrowForIt(int width, boolean dark) throws IOException {
        recorded(folder);
        browser.screen(width, dark);

        browser.picture(Path.of("target/pictures/report-" + width + (dark ? "-dark" : "-light") + ".png"), 8000);

        assertThat(browser.run("return document.documentElement.scrollWidth")).isEqualTo((long) width);
        assertThat(browser.run("return getComputedStyle(document.body).backgroundColor"))
                .isEqualTo(dark ? "rgb(20, 24, 29)" : "rgb(251, 251, 249)");
    }
}
