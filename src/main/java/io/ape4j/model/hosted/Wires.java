package io.ape4j.model.hosted;

import dev.langchain4j.http.client.HttpClientBuilder;
import dev.langchain4j.model.anthropic.AnthropicChatModel;
import dev.langchain4j.model.chat.ChatModel;
import dev.langchain4j.model.chat.request.ChatRequestParameters;
import dev.langchain4j.model.chat.request.DefaultChatRequestParameters;
import dev.langchain4j.model.googleai.GoogleAiGeminiChatModel;
import dev.langchain4j.model.mistralai.MistralAiChatModel;
import dev.langchain4j.model.ollama.OllamaChatModel;
import dev.langchain4j.model.ollama.OllamaChatRequestParameters;
import dev.langchain4j.model.openai.OpenAiChatModel;
import dev.langchain4j.model.openai.OpenAiChatRequestParameters;
import io.ape4j.model.Request;
import io.ape4j.model.hosted.scoring.ScoringProtocol;
import io.ape4j.prompt.Message;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;

/**
 * Builds the {@link HostedModel.Wire} of each provider from LangChain4j's chat model for it, always without retries:
 * they are counted one layer above.
 *
 * @param http what every chat model sends through
 * @param baseUrl without credentials and query
 * @param model its name at the provider
 * @param key if there is one
 * @param dialect what the server understands
 */
record Wires(
        HttpClientBuilder http, String baseUrl, String model, Optional<String> key, HostedOptions.Dialect dialect) {

    /** More than any two logits of a model differ by. */
    private static final int STRONG_BIAS = 1000;

    HostedModel.Wire of(HostedProvider provider) {
        final HostedModel.Wire wire = switch (provider) {
            case OPENAI -> openAi();
            case OLLAMA -> ollama();
            case ANTHROPIC -> anthropic();
            case GEMINI -> gemini();
            case MISTRAL -> mistral();
        };
        return sendsEmptySystemMessage(provider, baseUrl, dialect) ? new WithSystem(wire) : wire;
    }

    /**
     * Whether an empty system message goes to a model that is asked without one. The chat templates of models that one
     * runs oneself (Qwen2.5, SmolLM2) put a system prompt of their own where there is none, and so do Ollama's model
     * files; the providers' own services do not.
     */
    static boolean sendsEmptySystemMessage(HostedProvider provider, String baseUrl, HostedOptions.Dialect dialect) {
        final boolean hasTemplate =
                provider == HostedProvider.OLLAMA || (provider == HostedProvider.OPENAI && !isOpenAiItself(baseUrl));
        return dialect.emptySystemMessage() && hasTemplate;
    }

    /** Without the key. */
    @Override
    public String toString() {
        return model + " at " + baseUrl;
    }

    /** OpenAI's newer models take {@code max_completion_tokens} alone, and other servers only the older name. */
    static boolean isOpenAiItself(String baseUrl) {
        return baseUrl.matches("https://([\\w-]+\\.)*(openai\\.com|openai\\.azure\\.com)(/.*)?");
    }

    private HostedModel.Wire openAi() {
        final ChatModel chat = OpenAiChatModel.builder()
                .httpClientBuilder(http)
                .baseUrl(baseUrl)
                .apiKey(key.orElse(null))
                .modelName(model)
                .strictJsonSchema(true)
                .maxRetries(0)
                .build();
        final Set<String> supported = new HashSet<>(ChatRequests.COMMON);
        supported.add(Request.LOG_PROBABILITIES);
        final boolean takesGrammar = dialect.grammar() || dialect.scoring() == ScoringProtocol.LLAMA_SERVER;
        if (takesGrammar && !isOpenAiItself(baseUrl)) {
            supported.add(Request.GRAMMAR);
        }
        switch (dialect.scoring()) {
            case NONE -> {}
            case LLAMA_SERVER -> supported.add(ScoringProtocol.TOKENS_OF);
            case VLLM -> supported.add(ScoringProtocol.OF_THE_PROMPT);
        }
        return new OneModel(chat, supported, this::openAiParameters);
    }

    private ChatRequestParameters openAiParameters(Request request) {
        final OpenAiChatRequestParameters.Builder builder =
                ChatRequests.common(OpenAiChatRequestParameters.builder(), request, dialect.temperature());
        ChatRequests.seed(request).ifPresent(builder::seed);
        if (isOpenAiItself(baseUrl)) {
            builder.maxOutputTokens(null).maxCompletionTokens(request.maxTokens());
        }
        if (ChatRequests.wantsLogProbabilities(request)) {
            builder.logprobs(true);
        }
        final Map<String, Object> custom = custom(request);
        if (!custom.isEmpty()) {
            builder.customParameters(custom);
        }
        return builder.build();
    }

    /** What OpenAI itself does not know. */
    private static Map<String, Object> custom(Request request) {
        final Map<String, Object> custom = new TreeMap<>();
        ChatRequests.grammar(request).ifPresent(grammar -> custom.put("grammar", grammar));
        if (request.parameters().get(ScoringProtocol.TOKENS_OF) instanceof String text) {
            custom.put("logit_bias", List.of(List.of(text, STRONG_BIAS)));
        }
        if (Boolean.TRUE.equals(request.parameters().get(ScoringProtocol.OF_THE_PROMPT))) {
            custom.put("prompt_logprobs", 0);
            custom.put("add_generation_prompt", false);
            custom.put("continue_final_message", true);
        }
        return custom;
    }

    private HostedModel.Wire ollama() {
        final ChatModel chat = OllamaChatModel.builder()
                .httpClientBuilder(http)
                .baseUrl(baseUrl)
                .customHeaders(key.map(value -> Map.of("Authorization", "Bearer " + value))
                        .orElse(Map.of()))
                .modelName(model)
                .maxRetries(0)
                .build();
        return new OneModel(chat, ChatRequests.COMMON, request -> {
            final OllamaChatRequestParameters.Builder builder =
                    ChatRequests.common(OllamaChatRequestParameters.builder(), request, dialect.temperature());
            ChatRequests.seed(request).ifPresent(builder::seed);
            dialect.contextTokens().ifPresent(builder::numCtx);
            return builder.build();
        });
    }

    private HostedModel.Wire anthropic() {
        final ChatModel chat = AnthropicChatModel.builder()
                .httpClientBuilder(http)
                .baseUrl(baseUrl)
                .apiKey(key.orElse(null))
                .modelName(model)
                .maxRetries(0)
                .build();
        return new OneModel(chat, ChatRequests.COMMON, this::commonParameters);
    }

    private HostedModel.Wire gemini() {
        return new ModelPerSeed(
                this::commonParameters,
                seed -> GoogleAiGeminiChatModel.builder()
                        .httpClientBuilder(http)
                        .baseUrl(baseUrl)
                        .apiKey(key.orElse(null))
                        .modelName(model)
                        .seed(seed.isPresent() ? seed.getAsInt() : null)
                        .maxRetries(0)
                        .build());
    }

    private HostedModel.Wire mistral() {
        return new ModelPerSeed(
                this::commonParameters,
                seed -> MistralAiChatModel.builder()
                        .httpClientBuilder(http)
                        .baseUrl(baseUrl)
                        .apiKey(key.orElse(null))
                        .modelName(model)
                        .strictJsonSchema(true)
                        .randomSeed(seed.isPresent() ? seed.getAsInt() : null)
                        .maxRetries(0)
                        .build());
    }

    private ChatRequestParameters commonParameters(Request request) {
        final DefaultChatRequestParameters.Builder<?> builder = DefaultChatRequestParameters.builder();
        return ChatRequests.common(builder, request, dialect.temperature()).build();
    }

    /** Sends a system message even where the request has none. */
    private record WithSystem(HostedModel.Wire wire) implements HostedModel.Wire {
        @Override
        public ChatModel chatModel(OptionalInt seed) {
            return wire.chatModel(seed);
        }

        @Override
        public ChatRequestParameters parameters(Request request) {
            return wire.parameters(request);
        }

        @Override
        public Set<String> supported() {
            return wire.supported();
        }

        @Override
        public List<Message> messages(List<Message> asked) {
            return ChatRequests.withSystem(asked);
        }
    }

    /** Sends the seed with the parameters, or never. */
    private record OneModel(ChatModel model, Set<String> supported, Function<Request, ChatRequestParameters> translate)
            implements HostedModel.Wire {
        @Override
        public ChatModel chatModel(OptionalInt seed) {
            return model;
        }

        @Override
        public ChatRequestParameters parameters(Request request) {
            return translate.apply(request);
        }
    }

    /** LangChain4j knows the seed only as a setting of the model, which is light: the connection is shared. */
    private record ModelPerSeed(
            Function<Request, ChatRequestParameters> translate, Function<OptionalInt, ChatModel> models)
            implements HostedModel.Wire {
        @Override
        public ChatModel chatModel(OptionalInt seed) {
            return models.apply(seed);
        }

        @Override
        public ChatRequestParameters parameters(Request request) {
            return translate.apply(request);
        }

        @Override
        public Set<String> supported() {
            return ChatRequests.COMMON;
        }
    }
}
