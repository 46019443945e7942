package io.ape4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ape4j.export.Exports;
import io.ape4j.model.Answer;
import io.ape4j.model.ApeHome;
import io.ape4j.model.LanguageModel;
import io.ape4j.model.ModelException;
import io.ape4j.model.ModelIdentity;
import io.ape4j.model.Request;
import io.ape4j.model.TokenLogProbability;
import io.ape4j.model.Usage;
import io.ape4j.model.cache.CacheMode;
import io.ape4j.prompt.Prompt;
import io.ape4j.run.RunFolder;
import io.ape4j.run.budget.Estimate;
import io.ape4j.score.likelihood.Ranking;
import io.ape4j.search.SearchListener;
import io.ape4j.search.SearchParameters;
import io.ape4j.task.MetricSpec;
import io.ape4j.task.Split;
import io.ape4j.task.Task;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Searches by log-probabilities of given answers, through the whole pipeline. */
class LikelihoodSearchTest {
    private static final int LABELS = 2;

    @TempDir
    private Path folder;

    /** Finds that label likely which the simulated model would write. */
    private static final class Scoring implements LanguageModel {
        private final SimulatedModel chat;
        private final boolean scores;
        private final ConcurrentLinkedQueue<Request> scored = new ConcurrentLinkedQueue<>();
        private final AtomicInteger failsAfter = new AtomicInteger(Integer.MAX_VALUE);

        Scoring(Task task, boolean scores) {
            this.chat = new SimulatedModel(task);
            this.scores = scores;
        }

        @Override
        public ModelIdentity identity() {
            return chat.identity();
        }

        @Override
        public boolean scoresContinuations() {
            return scores;
        }

        @Override
        public Answer answer(Request request) {
            if (request.kind() != Request.Kind.SCORE_CONTINUATION) {
                return chat.answer(request);
            }
            if (failsAfter.decrementAndGet() < 0) {
                throw new ModelException.Outage("unplugged", null);
            }
            scored.add(request);
            final String label = String.valueOf(request.continuation());
            final String said =
                    chat.answer(Request.chat(request.messages(), 16)).text();
            final double logProbability = said.equals(label) ? -0.25 : -2;
            return new Answer(
                    "",
                    Answer.Finish.STOP,
                    new Usage(40, 0, true),
                    List.of(new TokenLogProbability(label, logProbability)));
        }

        @Override
        public void close() {}
    }

    private static Task task(String metric) {
        return Simulation.builder(12, 16, 12)
                .labels("positive", "negative")
                .metric(new MetricSpec(metric, List.of(), List.of(), Map.of()))
                .build();
    }

    private Search search(Task task, LanguageModel model, String home) {
        return Ape.search(task)
                .model(model)
                .home(new ApeHome(folder.resolve(home)))
                .run(folder.resolve(home).resolve("runs"), "run")
                .parameters(Simulation.SMALL)
                .exports(Exports.ids());
    }

    private static SearchParameters ranked(Ranking ranking) {
        return Simulation.SMALL.toBuilder().rankBy(ranking).build();
    }

    @Test
    void aTaskOfLabelsIsSearchedWithoutAnyAnswerBeingWritten() {
        final Task task = task("likelihood");
        final Scoring model = new Scoring(task, true);

        final SearchReport report = search(task, model, "a").run();

        assertThat(report.toJson().at("/verdict").asText()).isIn("better", "no significant gain: keep yours");
        assertThat(report.toJson().at("/test/n").asInt()).isEqualTo(12);
        assertThat(model.scored.size() % LABELS).isZero();
        final int proposals = report.toJson().at("/calls/bought").asInt() - model.scored.size();
        assertThat(proposals).as("everything else was asked of the proposer").isBetween(1, 40);
    }

    @Test
    void theSameAtAnyConcurrencyWarmAndReplayed() {
        final Task task = task("likelihood");
        final Scoring model = new Scoring(task, true);
        final SearchReport one = search(task, model, "a").concurrency(1).run();
        final int asked = model.scored.size();

        final SearchReport many = search(task, model, "b").concurrency(32).run();
        final SearchReport warm = search(task, model, "a").run();
        final SearchReport replayed = Simulation.replay(one.folder());

        assertThat(Simulation.exports(many)).isEqualTo(Simulation.exports(one));
        assertThat(Simulation.exports(warm)).isEqualTo(Simulation.exports(one));
        assertThat(Simulation.rendered(replayed)).isEqualTo(Simulation.exports(one));
        assertThat(model.scored).hasSize(2 * asked);
        assertThat(warm.toJson().at("/calls/bought").asInt()).isZero();
        assertThat(replayed.toJson().at("/calls/bought").asInt()).isZero();
    }

    @Test
    void aRunThatStoppedBetweenTwoLabelsIsResumedWithoutBuyingAnythingTwice() {
        final Task task = task("likelihood");
        final SearchReport whole = search(task, new Scoring(task, true), "whole")
                .cache(CacheMode.OFF)
                .run();
        final Scoring model = new Scoring(task, true);
        model.failsAfter.set(21);
        final SearchReport stopped =
                search(task, model, "b").cache(CacheMode.OFF).concurrency(1).run();
        assertThat(stopped.toJson().at("/verdict").asText()).isEqualTo("unconfirmed");
        model.failsAfter.set(Integer.MAX_VALUE);

        final SearchReport resumed = search(task, model, "b")
                .cache(CacheMode.OFF)
                .resume(RunFolder.open(stopped.folder().path()), Optional.empty());

        assertThat(Simulation.exports(resumed)).isEqualTo(Simulation.exports(whole));
        assertThat(new ArrayList<>(model.scored)).doesNotHaveDuplicates();
    }

    @Test
    void aLikelihoodRanksAndTheTasksMetricHasTheFinalWord() {
        final Task task = task("exact-match");
        for (final Ranking ranking : List.of(Ranking.LIKELIHOOD, Ranking.REFERENCE_LIKELIHOOD)) {
            final Scoring model = new Scoring(task, true);

            final SearchReport report = search(task, model, ranking.configName())
                    .parameters(ranked(ranking))
                    .run();

            assertThat(report.toJson().at("/select/rankedBy").asText()).isEqualTo(ranking.configName());
            final int perTest =
                    report.toJson().at("/winner/prompt").equals(report.toJson().at("/baseline/prompt")) ? 12 : 24;
            assertThat(report.toJson().at("/calls/bought").asInt() - model.scored.size())
                    .as("proposals, and answers written for the confirmation")
                    .isGreaterThanOrEqualTo(perTest);
            assertThat(model.scored)
                    .allSatisfy(request -> assertThat(testInputs(task))
                            .noneMatch(input -> request.messages().get(0).text().contains(input)));
            assertThat(Simulation.rendered(Simulation.replay(report.folder()))).isEqualTo(Simulation.exports(report));
        }
    }

    private static List<String> testInputs(Task task) {
        return task.examples(Split.TEST).stream()
                .map(example -> String.join("", example.fields().values()))
                .toList();
    }

    @Test
    void aModelThatTellsNoLogProbabilitiesIsRefusedBeforeTheFirstCall() {
        final Scoring model = new Scoring(task("likelihood"), false);

        assertThatThrownBy(() -> search(task("likelihood"), model, "a").run())
                .isInstanceOf(ModelException.Rejected.class)
                .hasMessageContaining(
                        "the metric likelihood needs log-probabilities of given answers, which simulated:echo");
        assertThatThrownBy(() -> search(task("exact-match"), model, "a")
                        .parameters(ranked(Ranking.REFERENCE_LIKELIHOOD))
                        .run())
                .isInstanceOf(ModelException.Rejected.class)
                .hasMessageContaining("the metric reference-likelihood needs");
        assertThatThrownBy(() -> search(task("likelihood"), model, "a")
                        .evaluate(Prompt.ofInstruction(task("likelihood").template(), "Judge."), Split.SELECT))
                .isInstanceOf(ModelException.Rejected.class);
        assertThat(model.chat.answers()).isZero();
        assertThat(folder.resolve("a")).doesNotExist();
    }

    @Test
    void theEstimateCountsARequestForEachLabelAndNoOutput() {
        final Estimate written = search(task("exact-match"), new Scoring(task("exact-match"), true), "a")
                .estimate();
        final Estimate scored = search(task("likelihood"), new Scoring(task("likelihood"), true), "a")
                .estimate();
        final Estimate ranked = search(task("exact-match"), new Scoring(task("exact-match"), true), "a")
                .parameters(ranked(Ranking.LIKELIHOOD))
                .estimate();

        assertThat(written.confirmationCalls()).isEqualTo(24);
        assertThat(scored.confirmationCalls()).isEqualTo(24 * LABELS);
        assertThat(ranked.confirmationCalls()).isEqualTo(24);
        assertThat(ranked.fewestCalls()).isEqualTo(scored.fewestCalls()).isGreaterThan(written.fewestCalls());
    }

    @Test
    void aPromptIsEvaluatedByTheLikeliestLabel() {
        final Task task = task("likelihood");
        final Scoring model = new Scoring(task, true);

        final EvaluationReport report = search(task, model, "a")
                .listener(SearchListener.SILENT)
                .evaluate(Prompt.ofInstruction(task.template(), "Classify the sentiment carefully."), Split.SELECT);

        assertThat(model.scored).hasSize(16 * LABELS);
        assertThat(report.evaluation().answers())
                .allSatisfy(answer -> assertThat(answer.answer()).isIn("positive", "negative"));
    }
}
