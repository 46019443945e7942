package io.ape4j.model.hosted;

import dev.langchain4j.model.chat.ChatModel;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.request.ChatRequestParameters;
import dev.langchain4j.model.chat.request.DefaultChatRequestParameters;
import dev.langchain4j.model.ollama.OllamaChatRequestParameters;
import dev.langchain4j.model.openai.OpenAiChatRequestParameters;
import io.ape4j.model.Answer;
import io.ape4j.model.LanguageModel;
import io.ape4j.model.ModelException;
import io.ape4j.model.ModelIdentity;
import io.ape4j.model.Request;
import io.ape4j.model.hosted.http.Redaction;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * A LangChain4j {@link ChatModel} that a program built, as a {@link LanguageModel}. Retries inside it can't be counted,
 * so it should be built with {@code maxRetries(0)}. A seed is sent to OpenAI's and Ollama's models and else left out,
 * since LangChain4j's common parameters have none.
 */
public final class ChatModelAdapter implements LanguageModel {
    private static final String PROVIDER = "langchain4j";
    private static final double MAX_TEMPERATURE = 2;

    private final ChatModel model;
    private final ModelIdentity identity;
    private final Refusals refusals;

    private ChatModelAdapter(ChatModel model, ModelIdentity identity) {
        this.model = model;
        this.identity = identity;
        this.refusals = new Refusals(
                PROVIDER + ":" + identity.name(),
                "the key that the model was built with",
                "the address that it was built with",
                "Check the model's name and address.",
                Redaction.of(List.of()));
    }

    /** Without an identity: answers are journaled, but no other run may use them. */
    public static ChatModelAdapter of(ChatModel model) {
        return new ChatModelAdapter(model, identity(model, modelName(model).orElse("chat-model"), false));
    }

    /**
     * With an identity, which makes answers shareable between runs.
     *
     * @param identity a name that changes whenever the model or its settings do
     */
    public static ChatModelAdapter of(ChatModel model, String identity) {
        if (identity.isBlank()) {
            throw new IllegalArgumentException(
                    "the identity is empty; name the model and its settings, or leave it out");
        }
        return new ChatModelAdapter(model, identity(model, identity, true));
    }

    @Override
    public ModelIdentity identity() {
        return identity;
    }

    @Override
    public Answer answer(Request request) {
        ChatRequests.check(refusals.model(), request, ChatRequests.COMMON, MAX_TEMPERATURE);
        final ChatRequest asked = ChatRequest.builder()
                .messages(ChatRequests.messages(request.messages()))
                .parameters(parameters(request))
                .build();
        try {
            return ChatAnswers.of(refusals.model(), model.chat(asked));
        } catch (ModelException e) {
            throw e;
        } catch (RuntimeException e) {
            final RuntimeException sorted = ClientFailures.of(refusals, e);
            if (sorted instanceof ExampleFailure failure) {
                return failure.answer();
            }
            throw sorted;
        }
    }

    /** Nothing to do: who built the chat model closes it. */
    @Override
    public void close() {}

    private ChatRequestParameters parameters(Request request) {
        final ChatRequestParameters own = model.defaultRequestParameters();
        final OptionalInt seed = ChatRequests.seed(request);
        if (seed.isPresent() && own instanceof OpenAiChatRequestParameters) {
            return ChatRequests.common(OpenAiChatRequestParameters.builder(), request, true)
                    .seed(seed.getAsInt())
                    .build();
        }
        if (seed.isPresent() && own instanceof OllamaChatRequestParameters) {
            return ChatRequests.common(OllamaChatRequestParameters.builder(), request, true)
                    .seed(seed.getAsInt())
                    .build();
        }
        final DefaultChatRequestParameters.Builder<?> builder = DefaultChatRequestParameters.builder();
        return ChatRequests.common(builder, request, true).build();
    }

    private static ModelIdentity identity(ChatModel model, String name, boolean shareable) {
        final Map<String, String> details = new HashMap<>();
        details.put("client", model.getClass().getSimpleName());
        modelName(model).ifPresent(own -> details.put("model", own));
        return new ModelIdentity(PROVIDER, "", name, details, shareable);
    }

    private static Optional<String> modelName(ChatModel model) {
        return Optional.ofNullable(model.defaultRequestParameters()).map(ChatRequestParameters::modelName);
    }
}
