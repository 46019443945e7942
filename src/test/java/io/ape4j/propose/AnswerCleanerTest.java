package io.ape4j.propose;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AnswerCleanerTest {
    private static final String PLAIN = "Write the past tense of the verb.";

    private final AnswerCleaner cleaner = new AnswerCleaner();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Write the past tense of the verb.",
                "  write the past tense of the verb.\n",
                "\"Write the past tense of the verb.\"",
                "\u201cWrite the past tense of the verb.\u201d",
                "'Write the past tense of the verb.'",
                "**Write the past tense of the verb.**",
                "`Write the past tense of the verb.`",
                "```\nWrite the past tense of the verb.\n```",
                "```text\nWrite the past tense of the verb.\n```\nThis works well.",
                "Sure! Here is the instruction:\n```\nWrite the past tense of the verb.\n```",
                "1. Write the past tense of the verb.",
                "(1) Write the past tense of the verb.",
                "- Write the past tense of the verb.",
                "* Write the past tense of the verb.",
                "Instruction: Write the past tense of the verb.",
                "**Instruction:** Write the past tense of the verb.",
                "The instruction: \"Write the past tense of the verb.\"",
                "The instruction was: Write the past tense of the verb.",
                "The instruction was to write the past tense of the verb.",
                "The task is to write the past tense of the verb.",
                "Here is the instruction: Write the past tense of the verb.",
                "Here's a better instruction:\n\nWrite the past tense of the verb.",
                "Sure, here you go: Write the past tense of the verb.",
                "Improved instruction: Write the past tense of the verb.",
                "Answer: Write the past tense of the verb.",
                "<think>Verbs, so past tense?</think>Write the past tense of the verb.",
                "Write the past tense\nof the verb.",
                "Write the past tense of the verb.\n\nThis instruction covers all pairs.",
                "Write the past tense of the verb.\nInput: go\nOutput: went",
            })
    void theInstructionIsTakenOutOfWhatStandsAroundIt(String said) {
        assertThat(clean(said)).contains(PLAIN);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " \n\t",
                "```\n```",
                "\"\"",
                "I'm sorry, but I can't help with that.",
                "Sorry, I cannot tell.",
                "I can't determine the instruction.",
                "I am unable to say.",
                "As an AI language model, I have no instruction.",
                "I don't have enough information.",
                "<think>What could it be? Perhaps",
                "Input: a\nOutput: b",
            })
    void whatHoldsNoInstructionIsEmpty(String said) {
        assertThat(clean(said)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Answer with yes or no. | Answer with yes or no.",
                "2024 is a leap year: say which years are. | 2024 is a leap year: say which years are.",
                "Task lists become sentences. | Task lists become sentences.",
            })
    void whatOnlyLooksLikeAHeadStays(String said, String expected) {
        assertThat(clean(said)).contains(expected);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "word ",
                "<think>",
                "```\n",
                "\"",
                "1. ",
                "Sure! ",
                "Instruction: ",
                "\n",
                "a",
                "**",
                " ",
                "{{x}}"
            })
    void aMegabyteIsReadInTimeAndGivesNothingLong(String piece) {
        final String said = piece.repeat(1_000_000 / piece.length());

        final var cleaned = assertTimeoutPreemptively(Duration.ofSeconds(5), () -> clean(said));

        assertThat(cleaned.orElse("").length()).isLessThanOrEqualTo(1_000);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "`` | empty",
                "<think>What could it be? Perhaps | empty",
                "I'm sorry, but I can't help with that. | a refusal",
                "\"\" | no instruction in it",
                "Input: a | no instruction in it",
            })
    void whyThereIsNoInstructionIsSaid(String said, String objection) {
        assertThat(cleaner.read(said).objection()).isEqualTo(objection);
        assertThat(cleaner.read(said).instruction()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"word ", "\u8bf7\u5199\u51fa", "a"})
    void whatIsTooLongIsNoneAlsoWhereWordsHaveNoWhiteSpaceBetweenThem(String piece) {
        assertThat(cleaner.read(piece.repeat(2_000 / piece.length())).objection())
                .isEqualTo("too long");
    }

    @Test
    void anInstructionInChineseIsTaken() {
        final String said = "\u5199\u51fa\u52a8\u8bcd\u7684\u8fc7\u53bb\u5f0f\u3002";

        assertThat(clean(said)).contains(said);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1})
    void aLongAnswerIsNeverCutWithinACharacter(int shift) {
        final String said = "x".repeat(shift) + "\ud83d\ude00\n".repeat(4) + "\n\ud83d\ude00".repeat(2_000);
        final String line = "Write a face: " + "\ud83d\ude00".repeat(3_000);

        for (final String text : List.of(said, line, "```\n" + line, "y".repeat(shift) + line)) {
            clean(text)
                    .ifPresent(kept -> assertThat(
                                    new String(kept.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8))
                            .isEqualTo(kept));
        }
    }

    @Property(tries = 300)
    void aCleanInstructionIsOneLineWithoutWhiteSpaceAtItsEndsAndStaysAsItIs(@ForAll String said) {
        clean(said)
                .ifPresent(instruction -> assertThat(instruction)
                        .isNotBlank()
                        .isEqualTo(instruction.strip())
                        .doesNotContain("\n"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Write it. | write it",
                "WRITE -- it! | write it",
                "Gr\u00fc\u00dfe \u00e4ndern | gr\u00fc\u00dfe \u00e4ndern",
                "\u4f60\u597d. | \u4f60\u597d",
            })
    void equalNormalFormsAreTheSameProposal(String instruction, String expected) {
        assertThat(AnswerCleaner.normalForm(instruction)).isEqualTo(expected);
    }

    @Test
    void anOpeningDoesNotTakeTheInstructionBehindItAlong() {
        assertThat(clean("Certainly! Write the past tense of the verb.")).contains("Write the past tense of the verb.");
        assertThat(clean("Sure, here is the instruction: Name the city.")).contains("Name the city.");
        assertThat(clean("Yes or no: say whether it rains.")).contains("Yes or no: say whether it rains.");
    }

    private Optional<String> clean(String said) {
        return cleaner.read(said).instruction();
    }
}
