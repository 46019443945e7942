package io.ape4j.model.hosted.scoring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ape4j.model.Answer;
import io.ape4j.model.Request;
import io.ape4j.model.TokenLogProbability;
import io.ape4j.model.Usage;
import io.ape4j.prompt.Message;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ScoringProtocolTest {
    private static final List<Message> CHAT = List.of(Message.user("Which team?"));

    private static List<TokenLogProbability> tokens(String... texts) {
        return IntStream.range(0, texts.length)
                .mapToObj(i -> new TokenLogProbability(texts[i], -i))
                .toList();
    }

    private static List<TokenLogProbability> spelling(ScoringProtocol protocol, String text, String... tokens) {
        return spelling(protocol, text, text, tokens);
    }

    private static List<TokenLogProbability> spelling(
            ScoringProtocol protocol, String text, String said, String[] tokens) {
        return protocol.spelling(new Answer(said, Answer.Finish.STOP, Usage.NONE, tokens(tokens)), text)
                .orElse(List.of());
    }

    @Test
    void llamaServerIsBoundToTheTextByAGrammar() {
        final Request asked = ScoringProtocol.LLAMA_SERVER.asChat(Request.scoreContinuation(CHAT, "a \"b\"\\\n\u00e9"));

        assertThat(asked.kind()).isEqualTo(Request.Kind.CHAT);
        assertThat(asked.messages()).isEqualTo(CHAT);
        assertThat(asked.parameters())
                .containsEntry(Request.GRAMMAR, "root ::= \"a \\\"b\\\"\\\\\\n\u00e9\"")
                .containsEntry(ScoringProtocol.TOKENS_OF, "a \"b\"\\\n\u00e9")
                .containsEntry(Request.LOG_PROBABILITIES, true);
        assertThat(asked.temperature()).isZero();
        assertThat(asked.maxTokens()).as("bytes, and the end").isEqualTo(10);
    }

    @Test
    void vllmContinuesTheText() {
        final Request asked = ScoringProtocol.VLLM.asChat(Request.scoreContinuation(CHAT, "billing"));

        assertThat(asked.messages()).containsExactly(CHAT.get(0), Message.assistant("billing"));
        assertThat(asked.parameters()).containsEntry(ScoringProtocol.OF_THE_PROMPT, true);
        assertThat(asked.maxTokens()).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource({"b|illing, 2", "b|illing|<end>, 2", "b|illing|, 2", "b|ill, 0", "Sure, 0", "b|illing|s|<end>, 0"})
    void theTokensOfAnAnswerCountIfTheySpellTheText(String tokens, int count) {
        final String[] texts = tokens.split("\\|", -1);

        assertThat(spelling(ScoringProtocol.LLAMA_SERVER, "billing", texts)).hasSize(count);
    }

    @Test
    void anEndOfTurnIsNoPartOfTheText() {
        assertThat(spelling(ScoringProtocol.LLAMA_SERVER, "billing", "bill", "ing", "<|im_end|>"))
                .isEqualTo(tokens("bill", "ing"));
    }

    @Test
    void tokensThatArePartsOfACharacterBelongToIt() {
        assertThat(spelling(ScoringProtocol.LLAMA_SERVER, "ja \ud83d\ude00!", "ja", " \ufffd", "\ufffd", "!", ""))
                .hasSize(4);
        assertThat(spelling(ScoringProtocol.LLAMA_SERVER, "\ud83d\ude00", "\ufffd", "\ufffd", "<|im_end|>"))
                .hasSize(2);
        assertThat(spelling(
                        ScoringProtocol.LLAMA_SERVER, "ja \ud83d\ude00!", "ja ?", new String[] {"ja", " \ufffd", "?"}))
                .isEmpty();
    }

    @Test
    void theLastTokensOfAPromptThatSpellTheTextAreItsTokens() {
        assertThat(spelling(ScoringProtocol.VLLM, "billing", "<|im_start|>", "assistant", "\n", "bill", "ing"))
                .extracting(TokenLogProbability::logProbability)
                .containsExactly(-3.0, -4.0);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\nbill|ing", "bill|in", "ing", "bill|ing|<end>"})
    void aTextThatMeltsIntoThePromptIsNoText(String tokens) {
        final String[] texts = tokens.split("\\|");

        assertThat(spelling(ScoringProtocol.VLLM, "billing", texts)).isEmpty();
    }

    @Test
    void othersScoreNothing() {
        assertThat(spelling(ScoringProtocol.NONE, "billing", "billing")).isEmpty();
        assertThatThrownBy(() -> ScoringProtocol.NONE.asChat(Request.scoreContinuation(CHAT, "x")))
                .isInstanceOf(IllegalStateException.class);
        assertThatThrownBy(() -> ScoringProtocol.named("llama-sever"))
                .hasMessageContaining("did you mean \"llama-server\"?");
    }
}
