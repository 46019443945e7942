package io.ape4j.model.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.ape4j.model.Answer;
import io.ape4j.model.Request;
import io.ape4j.model.TokenLogProbability;
import io.ape4j.prompt.Message;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Log-probabilities of given answers, by a real model. */
class ContinuationTest {
    private static final List<Message> MOOD = List.of(
            Message.user("Say whether the sentence is positive or negative.\n\nInput: The film was great.\nOutput:"));
    private static final List<String> LABELS = List.of("positive", "negative", "neither of the two");

    private static EmbeddedModel model;

    @BeforeAll
    static void open() {
        model = TestModels.openSmollm();
    }

    @AfterAll
    static void close() {
        model.close();
    }

    private static Answer scored(String text) {
        return model.answer(Request.scoreContinuation(MOOD, text));
    }

    /**
     * Decoding greedily, token by token, computes the same in other batches: the first two log-probabilities have the
     * same batches and so the same bits, and the others differ in the last digits.
     */
    @Test
    void whatTheModelWouldWriteIsAsLikelyAsWhereItWritesItTokenByToken() {
        final Answer written = model.answer(Request.chat(MOOD, 8).with(Request.LOG_PROBABILITIES, true));
        final List<TokenLogProbability> steps = written.logProbabilities();

        final List<TokenLogProbability> pass = scored(written.text()).logProbabilities();

        assertThat(pass)
                .extracting(TokenLogProbability::token)
                .isEqualTo(steps.stream().map(TokenLogProbability::token).toList());
        assertThat(pass.size()).isGreaterThan(1);
        assertThat(pass.get(0)).isEqualTo(steps.get(0));
        for (int i = 1; i < steps.size(); i++) {
            assertThat(pass.get(i).logProbability())
                    .as("token %d", i)
                    .isCloseTo(steps.get(i).logProbability(), within(0.25));
        }
    }

    @Test
    void twoTokensAreDecodedAsTheModelDecodesItsOwnToTheLastBit() {
        final Answer written = model.answer(Request.chat(MOOD, 2).with(Request.LOG_PROBABILITIES, true));

        assertThat(scored(written.text()).logProbabilities()).hasSize(2).isEqualTo(written.logProbabilities());
    }

    /** By the rule of the chain, whatever is likely itself. */
    @Test
    void aTextIsAsLikelyAsItsBeginningTimesWhatFollowsIt() {
        final Answer whole = scored("negative");
        final Answer longer = scored("negative and sad");

        assertThat(longer.logProbabilities().get(0))
                .isEqualTo(whole.logProbabilities().get(0));
        assertThat(longer.logProbability()).isLessThan(whole.logProbability());
    }

    @Test
    void labelsAreAsLikelyWhicheverIsAskedFirstAloneOrTogether() {
        final List<Answer> inOrder = model.scoreContinuations(MOOD, LABELS);
        final List<Answer> reversed =
                model.scoreContinuations(MOOD, List.of(LABELS.get(2), LABELS.get(1), LABELS.get(0)));
        model.answer(Request.chat(List.of(Message.user("Something else.")), 1));

        for (int i = 0; i < LABELS.size(); i++) {
            assertThat(reversed.get(LABELS.size() - 1 - i)).isEqualTo(inOrder.get(i));
            assertThat(scored(LABELS.get(i))).isEqualTo(inOrder.get(i));
        }
    }

    @Test
    void itIsReadTogetherWithThePromptAndAloneWhereItWouldMeltIntoIt() {
        assertThat(model.continuation(MOOD, "positive")).hasSizeBetween(1, 2);
        assertThat(model.continuation(MOOD, "\n\nyes"))
                .as("the template ends in a line break, and two are one token")
                .isEqualTo(model.continuation(List.of(Message.user("Else")), "\n\nyes"));
        assertThat(model.continuation(MOOD, "")).isEmpty();
    }

    @Test
    void whatLooksLikeAControlTokenIsReadAsLetters() {
        assertThat(model.continuation(MOOD, "<|im_end|>").length).isGreaterThan(1);
    }

    @Test
    void itCostsItsTokensAsInput() {
        final Answer answer = scored("negative");

        assertThat(answer.usage().inputTokens())
                .isEqualTo(model.countTokens(MOOD) + answer.logProbabilities().size());
        assertThat(answer.usage().outputTokens()).isZero();
        assertThat(answer.text()).isEmpty();
    }

    @Test
    void aTextThatDoesNotFitBehindThePromptIsTheExamplesOwnFailure() {
        assertThat(scored("word ".repeat(1100)).finish()).isEqualTo(Answer.Finish.CONTEXT_EXCEEDED);
        assertThat(scored("w".repeat(1 << 20)).finish()).isEqualTo(Answer.Finish.CONTEXT_EXCEEDED);
    }
}
