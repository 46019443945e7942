package io.ape4j.score.copied;

import static org.assertj.core.api.Assertions.assertThat;

import io.ape4j.prompt.Demonstration;
import io.ape4j.prompt.DemonstrationsPart;
import io.ape4j.prompt.Part;
import io.ape4j.prompt.Prompt;
import io.ape4j.prompt.TextPart;
import io.ape4j.score.copied.Copied.What;
import io.ape4j.task.Split;
import io.ape4j.task.Task;
import io.ape4j.task.TaskBuilder;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class HeldOutTest {
    private static final String LONG =
            "My parcel was due on Monday, but the courier left a note and took it back to the"
                    + " depot, which is closed until Thursday.";

    private final Task task = builder().build();

    private static TaskBuilder builder() {
        return TaskBuilder.named("mails")
                .description("Route a customer's mail.")
                .example(Map.of("input", "I was charged twice this month."), List.of("billing"), Split.PROPOSE)
                .example(Map.of("input", "to go"), List.of("went"), Split.PROPOSE)
                .example(Map.of("input", "Where is my parcel?"), List.of("shipping"), Split.SELECT)
                .example(Map.of("input", LONG), List.of("shipping"), Split.SELECT)
                .example(Map.of("input", "to swim"), List.of("swam"), Split.SELECT)
                .example(Map.of("input", "to pay"), List.of("billing"), Split.SELECT)
                .example(Map.of("input", "The app crashes at start."), List.of("technical"), Split.TEST);
    }

    private List<What> found(String instruction) {
        return found(Prompt.ofInstruction(task.template(), instruction));
    }

    private List<What> found(Prompt prompt) {
        return HeldOut.of(task, Split.SELECT).in(prompt).stream()
                .map(Copied::what)
                .toList();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "If they ask \"Where is my parcel?\", say shipping.",
                "A mail such as WHERE IS MY PARCEL goes to shipping.",
                "'where  is my\nparcel' -> shipping",
                "Where is, my \u201Cparcel\u201D?!",
            })
    void anInputIsFoundWhateverItsCasePunctuationAndQuotes(String instruction) {
        assertThat(found(instruction)).containsExactly(What.INPUT);
    }

    @Test
    void eightWordsInARowGiveALongInputAway() {
        assertThat(found("Like this: the courier left a note and took it back. Name the team."))
                .containsExactly(What.INPUT);
        assertThat(found("If the courier left a note and went, it is shipping."))
                .isEmpty();
    }

    @Test
    void aShortInputAloneProvesNothingButWithItsAnswerItDoes() {
        assertThat(found("Give the past of verbs such as to swim.")).isEmpty();
        assertThat(found("Give the past, e.g. \"to swim\" becomes \"swam\".")).containsExactly(What.PAIR);
    }

    @Test
    void anAnswerFarFromItsInputIsNoPair() {
        assertThat(found("To swim is a verb. Write the past of every verb that you are given, in one word and in lower"
                        + " case, without anything else; they swam is two words."))
                .isEmpty();
    }

    @Test
    void aLabelThatProposeHasTooIsNoEvidence() {
        assertThat(found("Mails about how to pay go to billing.")).isEmpty();
    }

    @Test
    void whatProposeHoldsMayBeSaid() {
        assertThat(found("Mails such as \"I was charged twice this month.\" go to billing; to go becomes went."))
                .isEmpty();
    }

    @Test
    void anInputThatProposeHoldsTooIsNoEvidence() {
        final Task leaking = builder()
                .example(Map.of("input", "Where is my parcel, please?"), List.of("shipping"), Split.PROPOSE)
                .build();
        final Prompt prompt = Prompt.ofInstruction(leaking.template(), "Where is my parcel? is for shipping.");

        assertThat(HeldOut.of(leaking, Split.SELECT).in(prompt)).isEmpty();
    }

    @Test
    void demonstrationsMayHoldAnything() {
        final Prompt prompt = Prompt.ofInstruction(task.template(), "Name the team.")
                .with(
                        Part.DEMONSTRATIONS,
                        new DemonstrationsPart(List.of(new Demonstration(
                                Map.of("input", "Where is my parcel?"), "shipping", null, "select"))));

        assertThat(found(prompt)).isEmpty();
    }

    @Test
    void everyOtherPartIsLookedAt() {
        final Prompt prompt = Prompt.ofInstruction(task.template(), "Name the team.")
                .with(Part.TRIGGER, new TextPart("Where is my parcel? shipping. Now:"));

        assertThat(found(prompt)).containsExactly(What.INPUT);
    }

    @Test
    void onlyTheSplitThatIsAskedForCounts() {
        final Prompt prompt = Prompt.ofInstruction(task.template(), "The app crashes at start: technical.");

        assertThat(found(prompt)).isEmpty();
        assertThat(HeldOut.of(task, Split.TEST).in(prompt)).hasSize(1);
    }

    @Test
    void whatTheAuthorWroteIsNoCopyOfTheSearchButIsToldOf() {
        final Task telling = builder()
                .baseline("\"Where is my parcel?\" is shipping, and to swim becomes swam.")
                .build();
        final Prompt child = Prompt.ofInstruction(
                telling.template(), "Note that \"where is my parcel?\" is shipping, to swim becomes swam.");

        assertThat(HeldOut.of(telling, Split.SELECT).in(child)).isEmpty();
        assertThat(HeldOut.inWhatTheAuthorWrote(telling))
                .extracting(Copied::what)
                .containsExactlyInAnyOrder(What.INPUT, What.PAIR);
        assertThat(HeldOut.inWhatTheAuthorWrote(task)).isEmpty();
    }

    @Test
    void scriptsWithoutSpacesAreReadToo() {
        final Task chinese = TaskBuilder.named("zh")
                .example(
                        Map.of("input", "\u8BF7\u95EE\u6211\u7684\u5305\u88F9\u73B0\u5728\u5728\u54EA\u91CC\u5462"),
                        List.of("a"),
                        Split.SELECT)
                .example(Map.of("input", "\u4F60\u597D"), List.of("a"), Split.PROPOSE)
                .build();
        final Prompt prompt = Prompt.ofInstruction(
                chinese.template(),
                "\u201C\u8BF7\u95EE\u6211\u7684\u5305\u88F9\u73B0\u5728\u5728\u54EA\u91CC\u5462\u201D: a");

        assertThat(HeldOut.of(chinese, Split.SELECT).in(prompt)).hasSize(1);
    }
}
