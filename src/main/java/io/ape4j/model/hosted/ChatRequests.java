package io.ape4j.model.hosted;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.langchain4j.data.message.AiMessage;
import dev.langchain4j.data.message.ChatMessage;
import dev.langchain4j.data.message.SystemMessage;
import dev.langchain4j.data.message.UserMessage;
import dev.langchain4j.model.chat.request.DefaultChatRequestParameters;
import dev.langchain4j.model.chat.request.ResponseFormat;
import dev.langchain4j.model.chat.request.ResponseFormatType;
import dev.langchain4j.model.chat.request.json.JsonRawSchema;
import dev.langchain4j.model.chat.request.json.JsonSchema;
import io.ape4j.model.ModelException;
import io.ape4j.model.Request;
import io.ape4j.model.hosted.scoring.ScoringProtocol;
import io.ape4j.prompt.Message;
import io.ape4j.prompt.Role;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/** Reads a {@link Request} for LangChain4j, and refuses what a model can't carry before anything is sent. */
final class ChatRequests {
    /** What every chat model can carry; a seed is sent where there is one for it, and else left out. */
    static final Set<String> COMMON = Set.of(
            Request.TEMPERATURE,
            Request.TOP_P,
            Request.MAX_TOKENS,
            Request.STOP,
            Request.SEED,
            Request.RESPONSE_FORMAT);

    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
            .build();

    private ChatRequests() {}

    /**
     * Refuses what {@code model} can't carry.
     *
     * @param parameters the names that it can
     * @throws ModelException.Rejected naming the parameter
     */
    static void check(String model, Request request, Set<String> parameters, double maxTemperature) {
        switch (request.kind()) {
            case CHAT -> {}
            case SCORE_CONTINUATION ->
                throw rejected(model
                        + " can't score a given answer: only embedded models do, and servers whose scoring is set. Use an"
                        + " embedded model, or a metric that reads the answer.");
            case EMBED -> throw rejected(model + " is a chat model and makes no embeddings.");
        }
        for (final String name : request.parameters().keySet()) {
            if (!parameters.contains(name)) {
                throw rejected(model + " has no parameter \"" + name + "\"; leave it out or choose another model.");
            }
        }
        if (request.messages().isEmpty() || request.maxTokens() < 1) {
            throw rejected("a request to " + model + " needs a message and a maxTokens of at least 1.");
        }
        number(model, request, Request.TEMPERATURE, maxTemperature);
        number(model, request, Request.TOP_P, 1);
        typed(model, request, Request.STOP, List.class);
        typed(model, request, Request.SEED, Number.class);
        typed(model, request, Request.RESPONSE_FORMAT, Map.class);
        typed(model, request, Request.GRAMMAR, String.class);
        typed(model, request, Request.LOG_PROBABILITIES, Boolean.class);
        typed(model, request, ScoringProtocol.TOKENS_OF, String.class);
        typed(model, request, ScoringProtocol.OF_THE_PROMPT, Boolean.class);
    }

    /** The messages in LangChain4j's form. */
    static List<ChatMessage> messages(List<Message> messages) {
        return messages.stream().map(ChatRequests::message).toList();
    }

    /** With an empty system message at their head if they have none: it keeps a template from adding its own. */
    static List<Message> withSystem(List<Message> messages) {
        if (messages.stream().anyMatch(message -> message.role() == Role.SYSTEM)) {
            return messages;
        }
        final List<Message> all = new ArrayList<>(messages);
        all.add(0, Message.system(""));
        return all;
    }

    /**
     * Puts the parameters that all chat models share into {@code builder}, and gives it back.
     *
     * @param temperature whether to send one
     */
    static <B extends DefaultChatRequestParameters.Builder<?>> B common(
            B builder, Request request, boolean temperature) {
        builder.maxOutputTokens(request.maxTokens());
        if (temperature) {
            builder.temperature(request.temperature());
        }
        if (request.parameters().get(Request.TOP_P) instanceof Number topP) {
            builder.topP(topP.doubleValue());
        }
        if (request.parameters().get(Request.STOP) instanceof List<?> stop && !stop.isEmpty()) {
            builder.stopSequences(stop.stream().map(String::valueOf).toList());
        }
        if (request.parameters().get(Request.RESPONSE_FORMAT) instanceof Map<?, ?> schema) {
            builder.responseFormat(responseFormat(schema));
        }
        return builder;
    }

    /** The seed to send: the request's, mixed with its sample number; none if the request has none. */
    static OptionalInt seed(Request request) {
        return request.parameters().get(Request.SEED) instanceof Number seed
                ? OptionalInt.of(sampleSeed(seed.longValue(), request.sample()))
                : OptionalInt.empty();
    }

    /** A pure function of both, at least 0 and within 31 bits, which every provider takes (the SplitMix64 finalizer). */
    private static int sampleSeed(long seed, int sample) {
        long mixed = seed + 0x9e3779b97f4a7c15L * (sample + 1L);
        mixed = (mixed ^ (mixed >>> 30)) * 0xbf58476d1ce4e5b9L;
        mixed = (mixed ^ (mixed >>> 27)) * 0x94d049bb133111ebL;
        return (int) ((mixed ^ (mixed >>> 31)) >>> 33);
    }

    static Optional<String> grammar(Request request) {
        return request.parameters().get(Request.GRAMMAR) instanceof String grammar
                ? Optional.of(grammar)
                : Optional.empty();
    }

    static boolean wantsLogProbabilities(Request request) {
        return Boolean.TRUE.equals(request.parameters().get(Request.LOG_PROBABILITIES));
    }

    private static ChatMessage message(Message message) {
        return switch (message.role()) {
            case SYSTEM ->
                message.text().isBlank() ? new BlankSystemMessage(message.text()) : SystemMessage.from(message.text());
            case USER -> UserMessage.from(message.text());
            case ASSISTANT -> AiMessage.from(message.text());
        };
    }

    /** An empty system message: it keeps a server's template from adding its own, and LangChain4j has none. */
    private static final class BlankSystemMessage extends SystemMessage {
        private final String blank;

        BlankSystemMessage(String blank) {
            super("blank");
            this.blank = blank;
        }

        @Override
        public String text() {
            return blank;
        }
    }

    private static ResponseFormat responseFormat(Map<?, ?> schema) {
        try {
            return ResponseFormat.builder()
                    .type(ResponseFormatType.JSON)
                    .jsonSchema(JsonSchema.builder()
                            .name("answer")
                            .rootElement(JsonRawSchema.from(JSON.writeValueAsString(schema)))
                            .build())
                    .build();
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException("the response format is no JSON value", e);
        }
    }

    private static void number(String model, Request request, String name, double max) {
        final Object value = request.parameters().get(name);
        if (value != null
                && !(value instanceof Number number && number.doubleValue() >= 0 && number.doubleValue() <= max)) {
            throw rejected(model + " takes a " + name + " from 0 to " + max + ", not " + value + ".");
        }
    }

    private static void typed(String model, Request request, String name, Class<?> type) {
        final Object value = request.parameters().get(name);
        if (value != null && !type.isInstance(value)) {
            throw rejected(
                    "the " + name + " for " + model + " must be a " + type.getSimpleName() + ", not " + value + ".");
        }
    }

    private static ModelException rejected(String message) {
        return new ModelException.Rejected(message, null);
    }
}
