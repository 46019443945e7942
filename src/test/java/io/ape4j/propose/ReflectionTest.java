package io.ape4j.propose;

import static org.assertj.core.api.Assertions.assertThat;

import io.ape4j.Golden;
import io.ape4j.model.Answer;
import io.ape4j.model.Request;
import io.ape4j.model.Usage;
import io.ape4j.model.asking.Asking;
import io.ape4j.prompt.Message;
import io.ape4j.propose.Proposer.Mistake;
import io.ape4j.propose.Proposer.Proposal;
import io.ape4j.propose.Trajectory.Tried;
import io.ape4j.score.Score;
import io.ape4j.score.ScoredAnswer;
import io.ape4j.task.Example;
import io.ape4j.task.Split;
import io.ape4j.task.Task;
import io.ape4j.task.TaskBuilder;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ReflectionTest {
    private final Task task = task();
    private final List<String> heard = new ArrayList<>();
    private final Proposer proposer = new Proposer(
            task,
            TaskProfile.of(task),
            Proposer.Settings.STANDARD,
            (template, proposal) ->
                    heard.add(template + ": " + proposal.instruction().orElse("none")));
    private final Reflection reflection = new Reflection(proposer);
    private final Trajectory trajectory = new Trajectory(proposer);

    @Test
    void theRequests() {
        final StringBuilder out = new StringBuilder();
        final Asking<Proposal> criticising = reflection.rewrite("Name the team.", mistakes(2), 7);
        out.append(text("criticise", criticising));
        out.append(text("rewrite", answered(criticising, "It does not name\nthe teams.")));
        out.append(text(
                "merge",
                reflection.merge(
                        new Reflection.Strength("Name the team.", task.examples(Split.SELECT)),
                        new Reflection.Strength("Route the message.", task.examples(Split.PROPOSE)),
                        7)));
        out.append(text(
                "trajectory", trajectory.next(List.of(new Tried("Say it.", 8), new Tried("Route it.", 54)), 7)));

        Golden.check(ReflectionTest.class, "reflective-requests.txt", out.toString());
    }

    @Test
    void anInstructionEndsInTwoAnswersAndIsHeardOnce() {
        final Asking<Proposal> rewriting = answered(reflection.rewrite("Say.", mistakes(1), 1), "It is vague.");

        final Asking<Proposal> done = answered(rewriting, "Name the team that answers.");

        assertThat(((Asking.Done<Proposal>) done).value().instruction()).contains("Name the team that answers.");
        assertThat(heard).containsExactly("reflect: Name the team that answers.");
    }

    @Test
    void noCriticismMakesNoRewrite() {
        final Asking<Proposal> done = answered(reflection.rewrite("Say.", mistakes(1), 1), "<think>hm</think> ");

        assertThat(((Asking.Done<Proposal>) done).value().instruction()).isEmpty();
        assertThat(heard).containsExactly("reflect: none");
    }

    @Test
    void whatIsTooMuchForTheContextIsAskedAgainWithHalfOfIt() {
        final Asking<Proposal> fewer = refused(reflection.rewrite("Say.", mistakes(3), 1));
        final List<Tried> tried =
                List.of(new Tried("One.", 1), new Tried("Two.", 2), new Tried("Three.", 3), new Tried("Four.", 4));
        final Asking<Proposal> half = refused(trajectory.next(tried, 1));

        assertThat(last(fewer).split("Worker:", -1)).hasSize(2);
        assertThat(last(half)).contains("Score 3: Three.", "Score 4: Four.").doesNotContain("Two.");
        assertThat(refused(refused(half))).isInstanceOf(Asking.Done.class);
        assertThat(refused(fewer)).isInstanceOf(Asking.Done.class);
    }

    @Test
    void theBestTwentyAreShownAndOfLongOnesFewer() {
        final List<Tried> brief = new ArrayList<>();
        final List<Tried> wordy = new ArrayList<>();
        for (int i = 0; i < 30; i++) {
            brief.add(new Tried("Way " + i + ".", i));
            wordy.add(new Tried("w".repeat(5_000), i));
        }

        final String few = last(trajectory.next(brief, 1));
        final String fewOfTheLong = last(trajectory.next(wordy, 1));

        assertThat(few).contains("Score 10: Way 10.", "Score 29: Way 29.").doesNotContain("Score 9:");
        assertThat(fewOfTheLong).contains("Score 29:", "Score 27:").hasSizeLessThan(3_500);
    }

    @Test
    void aScoreInFrontOfTheAnswerIsNoPartOfIt() {
        for (final String said :
                List.of("Score 93: Name the team.", "**Score: 93** - Name the team.", "Name the team.")) {
            final Asking<Proposal> done = answered(trajectory.next(List.of(new Tried("Say.", 1)), 1), said);

            assertThat(((Asking.Done<Proposal>) done).value().instruction())
                    .as(said)
                    .contains("Name the team.");
        }
    }

    @Test
    void repairTellsTheMetricsFeedbackOnOneLineAndCutsIt() {
        final Example example = task.examples(Split.SELECT).get(0);
        final Mistake silent = Mistake.of(example, scored(Score.of(0)));
        final Mistake telling =
                Mistake.of(example, scored(Score.of(0).withFeedback("two\nlines " + "x".repeat(2_000))));

        assertThat(silent).isEqualTo(new Mistake(example, "It is sales.", Optional.empty()));
        assertThat(last(proposer.repair("Say.", List.of(silent), 1))).doesNotContain("What is wrong");
        assertThat(last(proposer.repair("Say.", List.of(telling), 1)))
                .contains("Right: shipping\nWhat is wrong: two lines xxx")
                .hasSizeLessThan(900);
    }

    private List<Mistake> mistakes(int count) {
        final List<Mistake> mistakes = new ArrayList<>();
        final List<Example> examples = task.examples(Split.SELECT);
        for (int i = 0; i < count; i++) {
            mistakes.add(new Mistake(
                    examples.get(i),
                    "It is sales.",
                    i == 0 ? Optional.of("it is none of the labels") : Optional.empty()));
        }
        return mistakes;
    }

    private static ScoredAnswer scored(Score score) {
        return new ScoredAnswer("It is sales.", Answer.Finish.STOP, score);
    }

    private static Task task() {
        final TaskBuilder task = TaskBuilder.named("routing")
                .description("Name the team that answers.")
                .labels("billing", "shipping");
        for (int i = 0; i < 10; i++) {
            task.example(
                    Map.of("input", (i % 2 == 0 ? "Where is parcel " : "Why was I charged for ") + i + "?"),
                    List.of(i % 2 == 0 ? "shipping" : "billing"),
                    i < 6 ? Split.PROPOSE : Split.SELECT);
        }
        return task.build();
    }

    private static Asking<Proposal> answered(Asking<Proposal> asking, String text) {
        return ((Asking.Ask<Proposal>) asking).next().apply(Answer.of(text, Answer.Finish.STOP, Usage.NONE));
    }

    private static Asking<Proposal> refused(Asking<Proposal> asking) {
        return ((Asking.Ask<Proposal>) asking).next().apply(Answer.of("", Answer.Finish.CONTEXT_EXCEEDED, Usage.NONE));
    }

    private static String last(Asking<Proposal> asking) {
        final List<Message> messages = ((Asking.Ask<Proposal>) asking).request().messages();
        return messages.get(messages.size() - 1).text();
    }

    private static String text(String name, Asking<Proposal> asking) {
        final Request request = ((Asking.Ask<Proposal>) asking).request();
        final StringBuilder out = new StringBuilder("##### " + name + " " + request.parameters() + "\n");
        request.messages()
                .forEach(message -> out.append("--- ")
                        .append(message.role().wireName())
                        .append('\n')
                        .append(message.text())
                        .append('\n'));
        return out.toString();
    }
}
