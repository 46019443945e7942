package io.ape4j.model.embedded.llama;

import com.sun.jna.Memory;
import com.sun.jna.Pointer;
import io.ape4j.model.ModelException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * A GBNF grammar that an answer is held to, token by token.
 *
 * <p>llama.cpp recurses as deep as a grammar can be empty and expands repetitions, on the Java thread's stack; what
 * could overflow it is refused first, as is what it can't parse.
 */
public final class Grammar implements AutoCloseable {
    private static final int CANDIDATE_BYTES = 12;
    private static final int ARRAY_BYTES = 32;
    private static final byte[] ROOT = "root\0".getBytes(StandardCharsets.UTF_8);

    private final LlamaApi api;
    private final Pointer sampler;
    private final Memory candidates;
    private final Memory array;
    private final byte[] packed;
    private final ByteBuffer view;

    private Grammar(LlamaApi api, Pointer sampler, int vocabularySize) {
        this.api = api;
        this.sampler = sampler;
        this.candidates = new Memory((long) vocabularySize * CANDIDATE_BYTES);
        this.array = new Memory(ARRAY_BYTES);
        this.packed = new byte[vocabularySize * CANDIDATE_BYTES];
        this.view = ByteBuffer.wrap(packed).order(ByteOrder.nativeOrder());
    }

    /**
     * Reads a grammar.
     *
     * @param text null for none
     * @throws ModelException.Rejected if it is no grammar, or too large
     */
    public static @Nullable Grammar of(LlamaApi api, Vocabulary vocabulary, @Nullable String text) {
        if (text == null) {
            return null;
        }
        GrammarLimits.problem(text).ifPresent(problem -> {
            throw new ModelException.Rejected("the grammar " + problem, null);
        });
        final byte[] bytes = (text + "\0").getBytes(StandardCharsets.UTF_8);
        final Pointer parsed = api.grammarInitImpl(vocabulary.pointer(), bytes, ROOT, (byte) 0, null, 0, null, 0);
        if (parsed == null) {
            throw new ModelException.Rejected(
                    "the grammar is not valid GBNF: a syntax error, a rule that is not defined, left recursion, or no"
                            + " rule \"root\"; llama.cpp names the place on standard error",
                    null);
        }
        api.grammarFreeImpl(parsed);
        return new Grammar(api, api.samplerInitGrammar(vocabulary.pointer(), bytes, ROOT), vocabulary.size());
    }

    /** A copy of {@code logits} in which every token that the grammar forbids here is negative infinity. */
    public float[] mask(float[] logits) {
        for (int token = 0; token < logits.length; token++) {
            view.putInt(token * CANDIDATE_BYTES, token);
            view.putFloat(token * CANDIDATE_BYTES + Integer.BYTES, logits[token]);
        }
        apply(logits.length);
        final float[] masked = new float[logits.length];
        boolean any = false;
        candidates.read(0, packed, 0, packed.length);
        for (int token = 0; token < logits.length; token++) {
            masked[token] = view.getFloat(token * CANDIDATE_BYTES + Integer.BYTES);
            any |= masked[token] > Float.NEGATIVE_INFINITY;
        }
        if (!any) {
            throw new ModelException.Rejected("the grammar allows no token of the model here; widen it", null);
        }
        return masked;
    }

    public boolean allows(int token) {
        view.putInt(0, token);
        view.putFloat(Integer.BYTES, 0);
        apply(1);
        return candidates.getFloat(Integer.BYTES) != Float.NEGATIVE_INFINITY;
    }

    private void apply(int count) {
        candidates.write(0, packed, 0, count * CANDIDATE_BYTES);
        // llama_token_data_array: data, size, selected, sorted.
        array.setPointer(0, candidates);
        array.setLong(Long.BYTES, count);
        array.setLong(2 * Long.BYTES, -1);
        array.setLong(3 * Long.BYTES, 0);
        api.samplerApply(sampler, array);
    }

    /** Goes on past {@code token}, which the grammar must allow: another one would abort the JVM. */
    public void accept(int token) {
        if (!allows(token)) {
            throw new IllegalStateException("the grammar does not allow token " + token + " here");
        }
        api.samplerAccept(sampler, token);
    }

    @Override
    public void close() {
        api.samplerFree(sampler);
        candidates.close();
        array.close();
    }
}
