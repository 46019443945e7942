package io.ape4j.score.likelihood;

import static io.ape4j.score.Scoring.example;
import static io.ape4j.score.Scoring.spec;
import static io.ape4j.score.Scoring.task;
import static io.ape4j.score.likelihood.Scored.tokens;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ape4j.model.Answer;
import io.ape4j.model.ModelRole;
import io.ape4j.model.Request;
import io.ape4j.model.Usage;
import io.ape4j.model.asking.Asking;
import io.ape4j.prompt.Prompt;
import io.ape4j.score.Metric;
import io.ape4j.score.Metrics;
import io.ape4j.score.ScoredAnswer;
import io.ape4j.score.Scorer;
import io.ape4j.score.Scoring;
import io.ape4j.task.MetricSpec;
import io.ape4j.task.Task;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class LabelLikelihoodTest {
    private static final List<String> LABELS = List.of("billing", "shipping", "returns");

    private static Task closed(Map<String, Object> options, List<String> labels, String... references) {
        return task(spec("likelihood", options, "trim", "lower-case"), labels, List.of(example(references)));
    }

    @Test
    void eachLabelIsScoredAsTheAnswerToTheSamePromptAndNothingIsWritten() {
        final Task task = closed(Map.of(), LABELS, "billing");
        try (Metric metric = Metrics.of(task)) {
            final Asking.AskAll<ScoredAnswer> ask =
                    Scored.ask(task, metric, task.examples().get(0));

            assertThat(ask.role()).isEqualTo(ModelRole.EXECUTOR);
            assertThat(ask.requests()).extracting(Request::continuation).containsExactlyElementsOf(LABELS);
            assertThat(ask.requests()).extracting(Request::kind).containsOnly(Request.Kind.SCORE_CONTINUATION);
            assertThat(ask.requests())
                    .extracting(Request::messages)
                    .allSatisfy(messages -> assertThat(messages.get(0).text()).contains("an input"));
            assertThat(ask.requests()).extracting(Request::maxTokens).containsOnly(0);
        }
    }

    @Test
    void theLikeliestLabelIsTheAnswer() {
        final Task task = closed(Map.of(), LABELS, "Shipping");

        final ScoredAnswer right = Scored.by(task, text -> tokens(text.equals("shipping") ? -0.5 : -1));
        final ScoredAnswer wrong = Scored.by(task, text -> tokens(text.equals("returns") ? -0.5 : -1));

        assertThat(right.value()).isEqualTo(1);
        assertThat(right.answer()).isEqualTo("shipping");
        assertThat(wrong.value()).isZero();
        assertThat(wrong.score().feedback()).isEqualTo("expected \"Shipping\", got \"returns\"");
        assertThat(wrong.score().details())
                .containsEntry("logProbabilities", "returns -0.500, billing -1.000, shipping -1.000");
    }

    @Test
    void aLabelOfManyTokensIsAsLikelyAsAllOfThemTogetherUnlessLengthIsTakenOut() {
        final List<String> labels = List.of("no", "by all means");

        final ScoredAnswer whole = Scored.by(closed(Map.of(), labels, "no"), LabelLikelihoodTest::longIsCertain);
        final ScoredAnswer mean =
                Scored.by(closed(Map.of("length", "token"), labels, "no"), LabelLikelihoodTest::longIsCertain);
        final ScoredAnswer bytes =
                Scored.by(closed(Map.of("length", "byte"), labels, "no"), LabelLikelihoodTest::longIsCertain);

        assertThat(whole.answer()).isEqualTo("no");
        assertThat(mean.answer()).isEqualTo("by all means");
        assertThat(bytes.answer()).isEqualTo("by all means");
    }

    private static Answer longIsCertain(String text) {
        return text.equals("no") ? tokens(-1) : tokens(-0.5, -0.5, -0.5);
    }

    /** Which label is chosen, and the score, hang on the probabilities alone. */
    @Property(tries = 200)
    void theOrderOfTheLabelsChangesNothing(
            @ForAll @Size(min = 3, max = 3) List<@IntRange(min = -4, max = 0) Integer> logProbabilities,
            @ForAll long shuffle) {
        final List<String> shuffled = new ArrayList<>(LABELS);
        Collections.shuffle(shuffled, new Random(shuffle));

        final ScoredAnswer one = Scored.by(
                closed(Map.of(), LABELS, "returns"), text -> tokens(logProbabilities.get(LABELS.indexOf(text))));
        final ScoredAnswer other = Scored.by(
                closed(Map.of(), shuffled, "returns"), text -> tokens(logProbabilities.get(LABELS.indexOf(text))));

        assertThat(other).isEqualTo(one);
    }

    @Test
    void aPromptThatDoesNotFitIsTheExamplesOwnFailure() {
        final ScoredAnswer failed = Scored.by(
                closed(Map.of(), LABELS, "billing"),
                text -> text.equals("returns")
                        ? Answer.of("", Answer.Finish.CONTEXT_EXCEEDED, Usage.NONE)
                        : tokens(-0.1));

        assertThat(failed.value()).isZero();
        assertThat(failed.finish()).isEqualTo(Answer.Finish.CONTEXT_EXCEEDED);
    }

    @Test
    void aScoreTakesARequestForEachLabelAndIsRightOrWrong() {
        final Task task = closed(Map.of(), LABELS, "billing");
        try (Metric metric = Metrics.of(task)) {
            final Scorer scorer = new Scorer(task, metric);

            assertThat(scorer.requests(Prompt.ofInstruction(task.template(), "Answer.")))
                    .isEqualTo(3);
            assertThat(metric.isBinary()).isTrue();
        }
    }

    @Test
    void aTextIsRightIfItIsAReference() {
        try (Metric metric = Metrics.of(closed(Map.of(), LABELS, "billing"))) {
            assertThat(Scoring.value(metric.score(example("billing"), " Billing"))
                            .value())
                    .isEqualTo(1);
            assertThat(Scoring.value(metric.score(example("billing"), "returns"))
                            .value())
                    .isZero();
        }
    }

    @Test
    void withoutLabelsThereIsNothingToChooseFrom() {
        assertThatThrownBy(() -> Metrics.of(closed(Map.of(), List.of(), "billing")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("output.labels, and the task has none");
    }

    @Test
    void anOutputThatIsNoLabelIsRefused() {
        assertThatThrownBy(() -> Metrics.of(closed(Map.of(), LABELS, "sales")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("the output \"sales\" of example e1 is none of output.labels");
    }

    @Test
    void aLabelThatBeginsAnotherNeedsALengthThatIsTakenOut() {
        final List<String> labels = List.of("yes", "yes, later");

        assertThatThrownBy(() -> Metrics.of(closed(Map.of(), labels, "yes")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("\"yes, later\" begins with the label \"yes\"")
                .hasMessageContaining("token or byte");
        Metrics.of(closed(Map.of("length", "token"), labels, "yes")).close();
    }

    @Test
    void stepsThatTakeAnAnswerOutOfATextAreRefused() {
        final MetricSpec spec =
                new MetricSpec("likelihood", List.of(MetricSpec.Step.of("first-line")), List.of(), Map.of());

        assertThatThrownBy(() -> Metrics.of(task(spec, LABELS, List.of(example("billing")))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("metric.extract has nothing to act on");
    }
}
