package io.ape4j.model.embedded.llama;

import com.sun.jna.Memory;
import com.sun.jna.Pointer;
import io.ape4j.model.ModelException;
import java.nio.file.Path;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A loaded model with one sequence of tokens in its memory, guarded against everything that would abort the JVM.
 *
 * <p>Contract: for one thread at a time; {@link io.ape4j.model.embedded.EmbeddedModel} sees to that.
 */
public final class LlamaContext implements AutoCloseable {
    private static final int SEQUENCE = 0;

    private final LlamaApi api;
    private final Pointer model;
    private final Pointer context;
    private final Vocabulary vocabulary;
    private final int contextTokens;
    private final int batchTokens;
    private final Memory batchBuffer;
    private final LlamaApi.Batch batch;

    /**
     * How large a context is made.
     *
     * @param contextTokens most tokens of the sequence; the model's own limit caps it
     * @param batchTokens most tokens of one decode
     * @param threads of one decode
     */
    public record Size(int contextTokens, int batchTokens, int threads) {}

    private LlamaContext(LlamaApi api, Pointer model, Pointer context, int batchTokens) {
        this.api = api;
        this.model = model;
        this.context = context;
        this.vocabulary = new Vocabulary(api, api.modelGetVocab(model));
        this.contextTokens = api.nCtx(context);
        this.batchTokens = batchTokens;
        this.batchBuffer = new Memory(BatchLayout.bytes(batchTokens));
        this.batch = BatchLayout.batchOver(batchBuffer, batchTokens);
    }

    /**
     * Loads a model and makes room for its sequence.
     *
     * @throws ModelException.Rejected if the file can't be used or there is no memory
     */
    public static LlamaContext open(LlamaApi api, Path gguf, Size size) {
        LlamaLibrary.decodeLock().lock();
        try {
            LlamaLibrary.log().clear();
            final Pointer model = loadModel(api, gguf);
            try {
                return new LlamaContext(api, model, newContext(api, model, size), size.batchTokens());
            } catch (RuntimeException e) {
                api.modelFree(model);
                throw e;
            }
        } finally {
            LlamaLibrary.decodeLock().unlock();
        }
    }

    private static Pointer loadModel(LlamaApi api, Path gguf) {
        final LlamaApi.ModelParams params = api.modelDefaultParams();
        params.nGpuLayers = 0;
        final Pointer model = api.modelLoadFromFile(gguf.toString(), params);
        if (model == null) {
            throw new ModelException.Rejected(
                    gguf + " can't be loaded: " + LlamaLibrary.log().errors()
                            + "; the file is damaged or incomplete (compare its SHA-256 and fetch it again), or its"
                            + " architecture is newer than llama.cpp " + LlamaLibrary.BUILD,
                    null);
        }
        if (api.modelHasEncoder(model) != 0 || api.modelIsRecurrent(model) != 0) {
            api.modelFree(model);
            throw new ModelException.Rejected(
                    gguf + " is an encoder-decoder or recurrent model; the embedded engine runs decoder-only"
                            + " transformers: choose another file, or serve this one with llama-server",
                    null);
        }
        return model;
    }

    private static Pointer newContext(LlamaApi api, Pointer model, Size size) {
        final LlamaApi.ContextParams params = api.contextDefaultParams();
        params.nCtx = Math.max(size.batchTokens(), Math.min(size.contextTokens(), api.modelNCtxTrain(model)));
        params.nBatch = size.batchTokens();
        params.nUbatch = size.batchTokens();
        params.nSeqMax = 1;
        params.nThreads = size.threads();
        params.nThreadsBatch = size.threads();
        params.defragThold = -1;
        params.noPerf = 1;
        final Pointer context = api.initFromModel(model, params);
        if (context == null) {
            throw new ModelException.Rejected(
                    "no memory for a context of " + params.nCtx + " tokens: "
                            + LlamaLibrary.log().errors() + "; open the model with fewer context tokens",
                    null);
        }
        return context;
    }

    public Vocabulary vocabulary() {
        return vocabulary;
    }

    public int contextTokens() {
        return contextTokens;
    }

    /** The file's chat template as it stands there, or null. */
    public @Nullable Pointer chatTemplate() {
        return api.modelChatTemplate(model, null);
    }

    /** Which rows of logits a decode computes. That changes the shape of the work, and so the last bits. */
    public enum Rows {
        NONE,
        LAST,
        ALL
    }

    /** Appends {@code tokens[from..to)} to the sequence, at the positions of the same numbers plus {@code shift}. */
    public void decode(int[] tokens, int from, int to, int shift, Rows rows) {
        final int count = to - from;
        if (count < 1 || count > batchTokens || to + shift > contextTokens) {
            throw new IllegalArgumentException(
                    "can't decode " + count + " tokens ending at position " + (to + shift) + " of " + contextTokens);
        }
        for (int i = 0; i < count; i++) {
            vocabulary.check(tokens[from + i]);
        }
        BatchLayout.fill(batchBuffer, batchTokens, tokens, from, count, from + shift, rows);
        batch.nTokens = count;
        final int code;
        LlamaLibrary.decodeLock().lock();
        try {
            code = api.decode(context, batch);
        } finally {
            LlamaLibrary.decodeLock().unlock();
        }
        if (code != 0) {
            throw new ModelException.Rejected(
                    "llama_decode failed with code " + code + " at position " + (from + shift) + ": "
                            + LlamaLibrary.log().errors() + "; open the model with fewer context tokens",
                    null);
        }
    }

    /** Logits of the batch position {@code row} of the last decode, or of its last one for -1. */
    public float[] logits(int row) {
        final Pointer values = Objects.requireNonNull(api.getLogitsIth(context, row), "no logits were asked for");
        return values.getFloatArray(0, vocabulary.size());
    }

    /** Forgets everything from position {@code length} on. */
    public void truncate(int length) {
        if (length == 0) {
            api.kvSelfClear(context);
        } else if (api.kvSelfSeqRm(context, SEQUENCE, length, -1) == 0) {
            throw new IllegalStateException("llama_kv_self_seq_rm refused to cut the sequence at " + length);
        }
    }

    /** A copy of the sequence's memory, to be closed by the caller. */
    public Memory save() {
        final long size = api.stateSeqGetSize(context, SEQUENCE);
        final Memory copy = new Memory(size);
        if (api.stateSeqGetData(context, copy, size, SEQUENCE) != size) {
            copy.close();
            throw new IllegalStateException("llama_state_seq_get_data wrote less than it announced");
        }
        return copy;
    }

    /** Replaces the sequence by a saved one. */
    public void restore(Memory copy) {
        api.kvSelfClear(context);
        if (api.stateSeqSetData(context, copy, copy.size(), SEQUENCE) == 0) {
            api.kvSelfClear(context);
            throw new IllegalStateException("llama_state_seq_set_data refused a saved sequence");
        }
    }

    @Override
    public void close() {
        api.free(context);
        api.modelFree(model);
        batchBuffer.close();
    }

    /** The buffers of one {@code llama_batch} side by side in one block of memory. */
    private static final class BatchLayout {
        static long bytes(int n) {
            return seqIdsAt(n) + (long) n * Long.BYTES + Integer.BYTES + n;
        }

        private static long positionsAt(int n) {
            return (long) n * Integer.BYTES;
        }

        private static long seqCountsAt(int n) {
            return 2L * n * Integer.BYTES;
        }

        private static long seqIdsAt(int n) {
            return (3L * n * Integer.BYTES + Long.BYTES - 1) / Long.BYTES * Long.BYTES;
        }

        private static long sequenceAt(int n) {
            return seqIdsAt(n) + (long) n * Long.BYTES;
        }

        private static long rowsAt(int n) {
            return sequenceAt(n) + Integer.BYTES;
        }

        static LlamaApi.Batch batchOver(Memory memory, int n) {
            memory.setInt(sequenceAt(n), SEQUENCE);
            for (int i = 0; i < n; i++) {
                memory.setInt(seqCountsAt(n) + (long) i * Integer.BYTES, 1);
                memory.setPointer(seqIdsAt(n) + (long) i * Long.BYTES, memory.share(sequenceAt(n)));
            }
            final LlamaApi.Batch batch = new LlamaApi.Batch();
            batch.token = memory.share(0);
            batch.pos = memory.share(positionsAt(n));
            batch.nSeqId = memory.share(seqCountsAt(n));
            batch.seqId = memory.share(seqIdsAt(n));
            batch.logits = memory.share(rowsAt(n));
            return batch;
        }

        static void fill(Memory memory, int n, int[] tokens, int from, int count, int position, Rows rows) {
            memory.write(0, tokens, from, count);
            for (int i = 0; i < count; i++) {
                memory.setInt(positionsAt(n) + (long) i * Integer.BYTES, position + i);
                final boolean wanted = rows == Rows.ALL || (rows == Rows.LAST && i == count - 1);
                memory.setByte(rowsAt(n) + i, (byte) (wanted ? 1 : 0));
            }
        }
    }
}
