package io.ape4j.model.hosted;

import dev.langchain4j.model.chat.ChatModel;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.request.ChatRequestParameters;
import io.ape4j.model.Answer;
import io.ape4j.model.LanguageModel;
import io.ape4j.model.ModelException;
import io.ape4j.model.ModelIdentity;
import io.ape4j.model.Request;
import io.ape4j.model.TokenLogProbability;
import io.ape4j.model.Usage;
import io.ape4j.model.hosted.scoring.ScoringProtocol;
import io.ape4j.prompt.Message;
import io.ape4j.task.text.Shown;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;

/**
 * A model behind a server, asked through LangChain4j: one call is one HTTP request. What a provider can't carry is
 * refused before anything is sent. A seed is sent mixed with the sample number where the provider has one (OpenAI,
 * Ollama, Gemini, Mistral); Anthropic has none, so there a sample is told from another by chance alone.
 */
final class HostedModel implements LanguageModel {
    /** How one provider is asked. */
    interface Wire {
        /** The chat model that asks with this seed; providers that send the seed with the parameters have but one. */
        ChatModel chatModel(OptionalInt seed);

        /** The request's parameters in the provider's form. */
        ChatRequestParameters parameters(Request request);

        /** Names of the parameters that can be sent. */
        Set<String> supported();

        /** The messages that are sent for those of the request. */
        default List<Message> messages(List<Message> asked) {
            return asked;
        }
    }

    /** What the model can bear: the highest temperature, and tokens of prompt and answer together. */
    record Limits(double maxTemperature, int contextTokens) {}

    private final String label;
    private final Refusals refusals;
    private final ModelIdentity identity;
    private final Wire wire;
    private final Limits limits;
    private final ScoringProtocol scoring;

    HostedModel(
            String label,
            Refusals refusals,
            ModelIdentity identity,
            Wire wire,
            Limits limits,
            ScoringProtocol scoring) {
        this.label = label;
        this.refusals = refusals;
        this.identity = identity;
        this.wire = wire;
        this.limits = limits;
        this.scoring = scoring;
    }

    @Override
    public ModelIdentity identity() {
        return identity;
    }

    @Override
    public int contextTokens() {
        return limits.contextTokens();
    }

    @Override
    public boolean scoresContinuations() {
        return scoring != ScoringProtocol.NONE;
    }

    @Override
    public Answer answer(Request request) {
        return request.kind() == Request.Kind.SCORE_CONTINUATION && scoresContinuations()
                ? score(request)
                : chat(request);
    }

    private Answer score(Request request) {
        final String continuation = String.valueOf(request.continuation());
        if (continuation.isEmpty()) {
            return Answer.of("", Answer.Finish.STOP, Usage.NONE);
        }
        final Answer answer = chat(scoring.asChat(request));
        if (answer.finish().isFailure()) {
            return answer;
        }
        final List<TokenLogProbability> tokens = scoring.spelling(answer, continuation)
                .orElseThrow(() -> new ModelException.Rejected(
                        label + " did not tell the log-probability of a given answer as "
                                + scoring.configName() + " does: the tokens that it sent do not spell "
                                + Shown.quoted(continuation)
                                + ". Correct scoring in the search config or --scoring, or take a metric that reads the"
                                + " answer.",
                        null));
        return new Answer("", Answer.Finish.STOP, answer.usage(), tokens);
    }

    private Answer chat(Request request) {
        ChatRequests.check(label, request, wire.supported(), limits.maxTemperature());
        final ChatRequest asked = ChatRequest.builder()
                .messages(ChatRequests.messages(wire.messages(request.messages())))
                .parameters(wire.parameters(request))
                .build();
        final Answer answer = ask(wire.chatModel(ChatRequests.seed(request)), asked);
        if (ChatRequests.wantsLogProbabilities(request)
                && answer.logProbabilities().isEmpty()
                && !answer.text().isEmpty()) {
            throw new ModelException.Rejected(
                    label + " sent no log-probabilities, though asked for; leave \"" + Request.LOG_PROBABILITIES
                            + "\" out or choose another model.",
                    null);
        }
        return withoutSecrets(answer);
    }

    /** The whole response was searched already, but a secret may have been in pieces that are joined by now. */
    private Answer withoutSecrets(Answer answer) {
        final String clean = refusals.redaction().answer(answer.text());
        return clean.equals(answer.text()) ? answer : Answer.of(clean, answer.finish(), answer.usage());
    }

    @Override
    public void close() {}

    private Answer ask(ChatModel model, ChatRequest request) {
        try {
            return ChatAnswers.of(label, model.chat(request));
        } catch (ExampleFailure failure) {
            return failure.answer();
        } catch (ModelException e) {
            throw e;
        } catch (RuntimeException e) {
            throw ClientFailures.unexpected(refusals, e);
        }
    }
}
