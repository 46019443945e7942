package io.ape4j.propose.known;

import static org.assertj.core.api.Assertions.assertThat;

import io.ape4j.Golden;
import io.ape4j.model.Answer;
import io.ape4j.model.Request;
import io.ape4j.model.Usage;
import io.ape4j.model.asking.Asking;
import io.ape4j.propose.Proposer;
import io.ape4j.propose.Proposer.Proposal;
import io.ape4j.propose.TaskProfile;
import io.ape4j.task.Example;
import io.ape4j.task.Split;
import io.ape4j.task.Task;
import io.ape4j.task.TaskBuilder;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AngleTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "kettle>Kessel; boat>Boot; rope>Seil | LANGUAGE, KIND, ROLE",
                "oar, elm, ash>elm, ash; fig, gull>fig; tern, oak, bus>oak | CHOSEN",
                "gimme that rope mate>Please pass me that rope. | STYLE",
                "12>twelve; 5>five | ",
                "1 2>3; 4 4>8 | ",
            })
    void whatIsAskedDependsOnWhatThePairsLookLike(String pairs, String angles) {
        assertThat(String.join(
                        ", ",
                        Angle.of(KnownTasksTest.examples(pairs), List.of()).stream()
                                .map(Enum::name)
                                .toList()))
                .isEqualTo(Optional.ofNullable(angles).orElse(""));
    }

    @Test
    void aClosedSetOfOutputsHasNoLanguageAndNoKind() {
        final List<Example> examples = KnownTasksTest.examples("fine day>calm; my oars are gone>cross");

        assertThat(Angle.of(examples, List.of("calm", "cross"))).isEmpty();
    }

    @Test
    void theRequests() {
        final StringBuilder out = new StringBuilder();
        for (final Angle angle : Angle.values()) {
            final Request request = pending(angle.ask(proposer(), 7)).requests().get(0);
            out.append("== ").append(angle.angleName()).append('\n');
            request.messages()
                    .forEach(message -> out.append(message.role())
                            .append(": ")
                            .append(message.text())
                            .append('\n'));
        }

        Golden.check(AngleTest.class, "requests.txt", out.toString());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "LANGUAGE | German | Translate the input into German.",
                "LANGUAGE | '**German**.' | Translate the input into German.",
                "CHOSEN | 'birds.\nBecause' | Write only those items of the input that are birds.",
                "CHOSEN | They are all birds. | Write only those items of the input that are birds.",
                "KIND | an animal | Write the animal that belongs to the input.",
                "LANGUAGE | 'Answer: `German`' | Translate the input into German.",
                "LANGUAGE | '<think>Kessel, Boot ...</think>\nGerman' | Translate the input into German.",
                "LANGUAGE | Spanish | Translate the input into Spanish.",
                "KIND | currency | Write the currency that belongs to the input.",
                "STYLE | more formal | Rewrite the input so that it is more formal.",
            })
    void theAnswerCompletesTheInstruction(Angle angle, String said, String instruction) {
        assertThat(answered(angle, said.replace("\\n", "\n")).instruction()).contains(instruction);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "LANGUAGE | ''",
                "LANGUAGE | I can't tell.",
                "LANGUAGE | Unknown",
                "CHOSEN | trees",
                "LANGUAGE | <think>It may be German or",
                "STYLE | the text after is a good deal longer than the one before it",
            })
    void whatSaysNothingOrTooMuchCompletesNone(Angle angle, String said) {
        final Proposal proposal = answered(angle, said);

        assertThat(proposal.instruction()).isEmpty();
        assertThat(proposal.objection()).isPresent();
    }

    @Test
    void longTextsAreCut() {
        final String text = "w ".repeat(50_000);
        final Task task = TaskBuilder.named("t")
                .example(Map.of(TaskBuilder.SINGLE_FIELD, text), List.of(text + "x"), Split.PROPOSE)
                .build();
        final Proposer proposer = new Proposer(task, TaskProfile.of(task), Proposer.Settings.STANDARD);
        for (final Angle angle : Angle.values()) {
            final Request request = pending(angle.ask(proposer, 1)).requests().get(0);
            assertThat(request.messages().toString().length())
                    .as(angle.angleName())
                    .isLessThan(4_000);
        }
    }

    @Test
    void percentSignsOfAModelStayText() {
        assertThat(answered(Angle.STYLE, "100% %s sure").instruction())
                .contains("Rewrite the input so that it is 100% %s sure.");
    }

    private static Proposal answered(Angle angle, String said) {
        final Asking<Proposal> after =
                pending(angle.ask(proposer(), 7)).goOn(List.of(Answer.of(said, Answer.Finish.STOP, Usage.NONE)));
        return ((Asking.Done<Proposal>) after).value();
    }

    private static Asking.Pending<Proposal> pending(Asking<Proposal> asking) {
        return (Asking.Pending<Proposal>) asking;
    }

    private static Proposer proposer() {
        final Task task = TaskBuilder.named("t")
                .example(Map.of(TaskBuilder.SINGLE_FIELD, "oar, elm"), List.of("elm"), Split.PROPOSE)
                .example(Map.of(TaskBuilder.SINGLE_FIELD, "fig, tern"), List.of("fig"), Split.PROPOSE)
                .build();
        return new Proposer(task, TaskProfile.of(task), Proposer.Settings.STANDARD);
    }
}
