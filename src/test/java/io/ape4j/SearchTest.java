package io.ape4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ape4j.export.Exports;
import io.ape4j.model.ApeHome;
import io.ape4j.model.ModelException;
import io.ape4j.model.cache.CacheMode;
import io.ape4j.prompt.Prompt;
import io.ape4j.run.Runs;
import io.ape4j.score.lint.Finding;
import io.ape4j.task.Split;
import io.ape4j.task.Task;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The door, beside whole searches. */
class SearchTest {
    @TempDir
    private Path folder;

    private final Task task = Simulation.smallTask();
    private final SimulatedModel model = new SimulatedModel(task, "one", 0);

    @Test
    void withoutAModelNothingBegins() {
        final Search search = Ape.search(task).home(new ApeHome(folder)).run(folder.resolve("runs"), "run");

        assertThatThrownBy(search::run)
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("call model(...) first");
    }

    @Test
    void anUnknownPriceUnderALimitOfMoneyIsRefusedBeforeTheFirstCall() {
        final Search search = Simulation.search(task, model, folder).maxCost(new BigDecimal("0.01"));

        assertThatThrownBy(search::run)
                .isInstanceOf(ModelException.Rejected.class)
                .hasMessageContaining("price");
        assertThat(model.answers()).isZero();
    }

    @Test
    void anEvaluationAsksEveryExampleOnceAndIsSharedThroughTheCache() {
        final Prompt prompt = Prompt.ofInstruction(task.template(), "Classify the sentiment.");
        final int select = task.examples(Split.SELECT).size();

        final EvaluationReport first = Simulation.search(task, model, folder).evaluate(prompt, Split.SELECT);
        final EvaluationReport second = Simulation.search(task, model, folder).evaluate(prompt, Split.SELECT);

        assertThat(model.answers()).isEqualTo(select);
        assertThat(first.evaluation().answers()).hasSize(select);
        assertThat(second.evaluation().answers()).isEqualTo(first.evaluation().answers());
        assertThat(second.evaluation().totals().cached()).isEqualTo(select);
    }

    @Test
    void anEvaluationThatTheLimitsDoNotAdmitIsRefused() {
        final Prompt prompt = Prompt.ofInstruction(task.template(), "Classify.");

        assertThatThrownBy(
                        () -> Simulation.search(task, model, folder).maxCalls(2).evaluate(prompt, Split.SELECT))
                .isInstanceOf(ModelException.BudgetExhausted.class);
        assertThat(model.answers()).isLessThanOrEqualTo(2);
    }

    @Test
    void readingTestIsRememberedByEveryRunThatFollows() {
        final SearchReport first = Simulation.search(task, model, folder).run();
        final SearchReport second =
                Simulation.search(task, model, folder).seed(2).run();
        final Prompt prompt = Prompt.ofInstruction(task.template(), "Classify.");
        final EvaluationReport third = Simulation.search(task, model, folder).evaluate(prompt, Split.TEST);

        assertThat(first.result().earlierReadings()).isZero();
        assertThat(second.result().earlierReadings()).isEqualTo(1);
        assertThat(third.evaluation().earlierReadings()).isEqualTo(2);
        assertThat(second.toJson().at("/test/earlierReadings").asInt()).isEqualTo(1);
        assertThat(Simulation.replay(second.folder()).result().earlierReadings())
                .isEqualTo(1);
    }

    @Test
    void withoutTestExamplesTheRunIsFinishedButUnconfirmed() {
        final Task untested = Simulation.builder(10, 5, 0).build();

        final SearchReport report =
                Simulation.search(untested, model, folder).cache(CacheMode.OFF).run();

        assertThat(report.verdict()).isEqualTo("unconfirmed");
        assertThat(report.result().unconfirmed()).isEqualTo("the task has no test examples");
        assertThat(Runs.isFinished(report.folder())).isTrue();
        assertThat(Simulation.rendered(Simulation.replay(report.folder()))).isEqualTo(Simulation.exports(report));
    }

    @Test
    void lintIsThereForThoseWhoAskAndAsksNoModel() {
        assertThat(Simulation.search(Simulation.builder(10, 5, 0).build(), model, folder)
                        .lint())
                .extracting(Finding::code)
                .contains("few-select", "no-verdict");
        assertThat(model.answers()).isZero();
    }

    @Test
    void theTimeOfAnInvocationCountsFromWhereItIsSaidToBegin() {
        final long before = System.nanoTime() - Duration.ofMinutes(2).toNanos();

        final SearchReport report =
                Simulation.search(task, model, folder).since(before).run();

        assertThat(report.elapsed()).isGreaterThan(Duration.ofMinutes(2));
    }

    @Test
    void aModelThatJudgesNothingIsNotInTheProvenance() {
        final SearchReport report = Simulation.search(task, model, folder).run();

        assertThat(report.files(Exports.named("md")).get("prompt.md"))
                .contains("- executor: ", "- proposer: ")
                .doesNotContain("- judge: ");
    }

    @Test
    void aChangedExportIsNamedByTheReplay() throws Exception {
        final SearchReport report = Simulation.search(task, model, folder).run();
        Files.writeString(report.exports().get(0), "changed");

        assertThatThrownBy(() -> Simulation.replay(report.folder()))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining(report.exports().get(0).toString());
    }

    @Test
    void theResultIsTheObjectThatScriptsRead() {
        final SearchReport report = Simulation.search(task, model, folder).run();

        assertThat(report.toJson().fieldNames())
                .toIterable()
                .contains(
                        "run", "verdict", "winner", "select", "test", "calls", "tokens", "cost", "seconds", "exports");
        assertThat(report.toJson().path("winner").fieldNames())
                .toIterable()
                .containsExactly("instruction", "outputFormat", "demonstrations", "trigger", "rendered");
        assertThat(report.toJson().path("test").fieldNames())
                .toIterable()
                .contains("winner", "baseline", "n", "difference", "interval", "pValue");
        assertThat(report.folder().readResult().orElseThrow().toString())
                .isEqualTo(report.toJson().toString());
    }
}
