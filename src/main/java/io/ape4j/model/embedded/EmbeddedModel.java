package io.ape4j.model.embedded;

import io.ape4j.model.Answer;
import io.ape4j.model.Answer.Finish;
import io.ape4j.model.CallKey;
import io.ape4j.model.LanguageModel;
import io.ape4j.model.ModelException;
import io.ape4j.model.ModelIdentity;
import io.ape4j.model.Request;
import io.ape4j.model.TokenLogProbability;
import io.ape4j.model.Usage;
import io.ape4j.model.catalog.Checksums;
import io.ape4j.model.catalog.ModelStore;
import io.ape4j.model.catalog.PullListener;
import io.ape4j.model.embedded.llama.Grammar;
import io.ape4j.model.embedded.llama.Host;
import io.ape4j.model.embedded.llama.LlamaApi;
import io.ape4j.model.embedded.llama.LlamaContext;
import io.ape4j.model.embedded.llama.LlamaLibrary;
import io.ape4j.prompt.Message;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A GGUF file that answers in this process, without a server.
 *
 * <p>An answer is a function of its request alone, to the bit, whatever was asked before and in which order. Prompts
 * that begin alike share the work of their common beginning.
 *
 * <p>Contract: safe for use from many threads; answers are computed one after the other.
 */
public final class EmbeddedModel implements LanguageModel {
    /** How prompts are decoded; part of the identity, since another way gives other last bits. */
    public static final String BATCH_MODE = "sequential-chunked/1";

    private static final ModelIdentity NO_MODEL = new ModelIdentity("embedded", "", "", Map.of(), true);

    private final LlamaApi api;
    private final LlamaContext context;
    private final ChatTemplate template;
    private final PromptSequence sequence;
    private final ModelIdentity identity;
    private final ReentrantLock lock = new ReentrantLock(true);
    private boolean closed;

    private EmbeddedModel(
            LlamaApi api,
            LlamaContext context,
            ChatTemplate template,
            PromptSequence sequence,
            ModelIdentity identity) {
        this.api = api;
        this.context = context;
        this.template = template;
        this.sequence = sequence;
        this.identity = identity;
    }

    /**
     * Opens a model by its name in the catalogue or store, fetching it if need be.
     *
     * @throws ModelException.Rejected as {@link #open(Path, EmbeddedOptions)} and {@link ModelStore#pull} do
     */
    public static EmbeddedModel open(String name, ModelStore store, PullListener listener, EmbeddedOptions options) {
        return open(store.pull(name, listener), options.withName(name));
    }

    /**
     * Looks at the beginning of a file, loading nothing.
     *
     * @throws ModelException.Rejected if it is missing or no GGUF file
     */
    public static void check(Path gguf) {
        GgufFile.check(gguf);
    }

    /**
     * Opens a file.
     *
     * @throws ModelException.Rejected if the file is missing, damaged or of a kind that can't be used, or if this
     *     machine can't run the engine; the message says what to do
     */
    public static EmbeddedModel open(Path gguf, EmbeddedOptions options) {
        GgufFile.check(gguf);
        final LlamaApi api = LlamaLibrary.load(options.home());
        final String sha256 = new Checksums(options.home()).sha256(gguf);
        ModelTrial.check(gguf, sha256, options.home());
        final LlamaContext context = LlamaContext.open(
                api,
                gguf,
                new LlamaContext.Size(options.contextTokens(), Chunking.CANONICAL.most(), options.threads()));
        try {
            final ChatTemplate template = ChatTemplate.of(api, context, gguf.toString());
            final ModelIdentity identity = new ModelIdentity(
                    "embedded",
                    "",
                    options.name().orElse(String.valueOf(gguf.getFileName())),
                    Map.of(
                            "sha256",
                            sha256,
                            "engine",
                            "llama.cpp " + LlamaLibrary.BUILD,
                            "architecture",
                            Host.current().architecture(),
                            "chatTemplate",
                            Checksums.sha256(template.text().getBytes(StandardCharsets.UTF_8)),
                            "batchMode",
                            BATCH_MODE,
                            "contextTokens",
                            Integer.toString(context.contextTokens())),
                    true);
            return new EmbeddedModel(
                    api, context, template, new PromptSequence(context, options.snapshotBytes()), identity);
        } catch (RuntimeException e) {
            context.close();
            throw e;
        }
    }

    @Override
    public ModelIdentity identity() {
        return identity;
    }

    @Override
    public boolean scoresContinuations() {
        return true;
    }

    @Override
    public int contextTokens() {
        return context.contextTokens();
    }

    @Override
    public int maxConcurrency() {
        return 1;
    }

    /** Exact number of tokens that these messages are as a prompt. */
    public int countTokens(List<Message> messages) {
        return alone(() -> template.tokens(messages).length);
    }

    /** The prompt that these messages are. */
    int[] tokens(List<Message> messages) {
        return alone(() -> template.tokens(messages));
    }

    /** What is scored of {@code text} as the answer to these messages. */
    int[] continuation(List<Message> messages, String text) {
        return alone(() -> template.continuation(messages, text));
    }

    @Override
    public Answer answer(Request request) {
        return switch (request.kind()) {
            case CHAT -> chat(request);
            case SCORE_CONTINUATION ->
                scoreContinuations(request.messages(), List.of(String.valueOf(request.continuation())))
                        .get(0);
            case EMBED ->
                throw new ModelException.Rejected(
                        "the embedded engine computes no embeddings; name another model for them", null);
        };
    }

    private Answer chat(Request request) {
        final Parameters parameters = Parameters.of(request);
        // Drawn from what is asked, not from which file of that content is asked.
        final String stream = CallKey.of(NO_MODEL, request).hex();
        return alone(() -> {
            final @Nullable TokenPrefix prompt = prompt(request.messages(), parameters.maxTokens());
            if (prompt == null) {
                return contextExceeded();
            }
            final Sampling sampling = new Sampling(parameters.temperature(), parameters.topP(), stream);
            try (@Nullable
                    Grammar grammar = Grammar.of(
                            api, context.vocabulary(), parameters.grammar().orElse(null))) {
                final Generation generation =
                        new Generation(sequence, context.vocabulary(), parameters, grammar, sampling);
                final Finish finish = generation.run(sequence.moveTo(prompt));
                return new Answer(
                        generation.text(),
                        finish,
                        new Usage(prompt.length(), generation.tokens(), true),
                        generation.logProbabilities());
            }
        });
    }

    /**
     * The log-probability of each of several continuations of one prompt, in their order: the same answers as from
     * {@link Request#scoreContinuation}, with the prompt decoded once. The model's end of turn is no part of them, so that
     * a text is never likelier than its beginning.
     */
    public List<Answer> scoreContinuations(List<Message> messages, List<String> continuations) {
        return alone(() -> continuations.stream()
                .map(continuation -> score(messages, continuation))
                .toList());
    }

    private Answer score(List<Message> messages, String continuation) {
        if (exceedsContext(characters(messages) + continuation.length())) {
            return contextExceeded();
        }
        final int[] wanted = template.continuation(messages, continuation);
        final @Nullable TokenPrefix prompt = prompt(messages, wanted.length);
        if (prompt == null) {
            return contextExceeded();
        }
        final List<TokenLogProbability> found = new ArrayList<>();
        if (wanted.length > 0) {
            found.add(logProbability(sequence.moveTo(prompt), wanted[0]));
            // Nothing follows the last token, so it need not be decoded.
            sequence.appendAll(
                    Arrays.copyOf(wanted, wanted.length - 1),
                    Chunking.CANONICAL.most(),
                    (index, logits) -> found.add(logProbability(logits.get(), wanted[index + 1])));
        }
        return new Answer("", Finish.STOP, new Usage(prompt.length() + (long) wanted.length, 0, true), found);
    }

    private TokenLogProbability logProbability(float[] logits, int token) {
        return new TokenLogProbability(
                new String(context.vocabulary().piece(token), StandardCharsets.UTF_8),
                Sampling.logProbability(logits, token));
    }

    /** The prompt cut into chunks, or null if it does not fit the context with {@code room} tokens behind it. */
    private @Nullable TokenPrefix prompt(List<Message> messages, int room) {
        if (exceedsContext(characters(messages))) {
            return null;
        }
        final int[] tokens = template.tokens(messages);
        return tokens.length + (long) room > context.contextTokens()
                ? null
                : new TokenPrefix(tokens, Chunking.CANONICAL.ends(tokens, context.vocabulary()::endsLine));
    }

    private static long characters(List<Message> messages) {
        if (messages.isEmpty()) {
            throw new ModelException.Rejected("a request needs at least one message", null);
        }
        return messages.stream().mapToLong(message -> message.text().length()).sum();
    }

    /** Whether so much text can't fit, however well it is tokenised: found out without tokenising megabytes. */
    private boolean exceedsContext(long characters) {
        return context.vocabulary().leastTokens(characters) > context.contextTokens();
    }

    private static Answer contextExceeded() {
        return Answer.of("", Finish.CONTEXT_EXCEEDED, Usage.NONE);
    }

    private <T> T alone(Supplier<T> work) {
        try {
            lock.lockInterruptibly();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ModelException.Interrupted("interrupted while waiting for the embedded engine");
        }
        try {
            if (closed) {
                throw new IllegalStateException("this model was closed");
            }
            return work.get();
        } finally {
            lock.unlock();
        }
    }

    /** Gives the memory back; waits for an answer under way. */
    @Override
    public void close() {
        lock.lock();
        try {
            if (!closed) {
                closed = true;
                sequence.close();
                context.close();
            }
        } finally {
            lock.unlock();
        }
    }
}
