package io.ape4j.model.embedded.llama;

import com.sun.jna.Callback;
import com.sun.jna.Library;
import com.sun.jna.Pointer;
import com.sun.jna.Structure;
import com.sun.jna.Structure.FieldOrder;
import org.jspecify.annotations.Nullable;

/**
 * The functions of {@code llama.h} that the engine uses; {@code kvSelfClear} stands for {@code llama_kv_self_clear}.
 *
 * <p>Contract: nothing here checks anything. Some arguments abort the whole JVM (a token outside the vocabulary, more
 * tokens than {@code n_batch}), and decoding in two contexts at once gives wrong numbers: callers hold
 * {@link LlamaLibrary#decodeLock()}. A C {@code bool} is a Java {@code byte}.
 */
public interface LlamaApi extends Library {
    /** Receives one line, or part of one, of the library's log. */
    interface LogCallback extends Callback {
        void invoke(int level, @Nullable Pointer text, @Nullable Pointer userData);
    }

    /** {@code llama_model_params}. */
    @FieldOrder({
        "devices",
        "nGpuLayers",
        "splitMode",
        "mainGpu",
        "tensorSplit",
        "progressCallback",
        "progressCallbackUserData",
        "kvOverrides",
        "vocabOnly",
        "useMmap",
        "useMlock",
        "checkTensors"
    })
    class ModelParams extends Structure implements Structure.ByValue {
        public @Nullable Pointer devices;
        public int nGpuLayers;
        public int splitMode;
        public int mainGpu;
        public @Nullable Pointer tensorSplit;
        public @Nullable Pointer progressCallback;
        public @Nullable Pointer progressCallbackUserData;
        public @Nullable Pointer kvOverrides;
        public byte vocabOnly;
        public byte useMmap;
        public byte useMlock;
        public byte checkTensors;
    }

    /** {@code llama_context_params}. */
    @FieldOrder({
        "nCtx",
        "nBatch",
        "nUbatch",
        "nSeqMax",
        "nThreads",
        "nThreadsBatch",
        "ropeScalingType",
        "poolingType",
        "attentionType",
        "ropeFreqBase",
        "ropeFreqScale",
        "yarnExtFactor",
        "yarnAttnFactor",
        "yarnBetaFast",
        "yarnBetaSlow",
        "yarnOrigCtx",
        "defragThold",
        "cbEval",
        "cbEvalUserData",
        "typeK",
        "typeV",
        "logitsAll",
        "embeddings",
        "offloadKqv",
        "flashAttn",
        "noPerf",
        "abortCallback",
        "abortCallbackData"
    })
    class ContextParams extends Structure implements Structure.ByValue {
        public int nCtx;
        public int nBatch;
        public int nUbatch;
        public int nSeqMax;
        public int nThreads;
        public int nThreadsBatch;
        public int ropeScalingType;
        public int poolingType;
        public int attentionType;
        public float ropeFreqBase;
        public float ropeFreqScale;
        public float yarnExtFactor;
        public float yarnAttnFactor;
        public float yarnBetaFast;
        public float yarnBetaSlow;
        public int yarnOrigCtx;
        public float defragThold;
        public @Nullable Pointer cbEval;
        public @Nullable Pointer cbEvalUserData;
        public int typeK;
        public int typeV;
        public byte logitsAll;
        public byte embeddings;
        public byte offloadKqv;
        public byte flashAttn;
        public byte noPerf;
        public @Nullable Pointer abortCallback;
        public @Nullable Pointer abortCallbackData;
    }

    /** {@code llama_batch}. */
    @FieldOrder({"nTokens", "token", "embd", "pos", "nSeqId", "seqId", "logits"})
    class Batch extends Structure implements Structure.ByValue {
        public int nTokens;
        public @Nullable Pointer token;
        public @Nullable Pointer embd;
        public @Nullable Pointer pos;
        public @Nullable Pointer nSeqId;
        public @Nullable Pointer seqId;
        public @Nullable Pointer logits;
    }

    void backendInit();

    void logSet(LogCallback callback, @Nullable Pointer userData);

    ModelParams modelDefaultParams();

    ContextParams contextDefaultParams();

    @Nullable
    Pointer modelLoadFromFile(String path, ModelParams params);

    void modelFree(Pointer model);

    Pointer modelGetVocab(Pointer model);

    @Nullable
    Pointer modelChatTemplate(Pointer model, @Nullable String name);

    int modelNCtxTrain(Pointer model);

    byte modelHasEncoder(Pointer model);

    byte modelIsRecurrent(Pointer model);

    @Nullable
    Pointer initFromModel(Pointer model, ContextParams params);

    void free(Pointer context);

    int nCtx(Pointer context);

    int decode(Pointer context, Batch batch);

    @Nullable
    Pointer getLogitsIth(Pointer context, int row);

    void kvSelfClear(Pointer context);

    byte kvSelfSeqRm(Pointer context, int sequence, int from, int to);

    int kvSelfUsedCells(Pointer context);

    long stateSeqGetSize(Pointer context, int sequence);

    long stateSeqGetData(Pointer context, Pointer target, long size, int sequence);

    long stateSeqSetData(Pointer context, Pointer source, long size, int sequence);

    int vocabNTokens(Pointer vocab);

    int vocabBos(Pointer vocab);

    byte vocabGetAddBos(Pointer vocab);

    byte vocabIsEog(Pointer vocab, int token);

    int vocabGetAttr(Pointer vocab, int token);

    int tokenize(
            Pointer vocab, byte[] text, int length, int @Nullable [] tokens, int max, byte addSpecial, byte special);

    int tokenToPiece(Pointer vocab, int token, byte[] buffer, int length, int lstrip, byte special);

    int chatApplyTemplate(
            Pointer template, Pointer messages, long count, byte addAssistant, byte @Nullable [] buffer, int length);

    Pointer samplerInitGrammar(Pointer vocab, byte[] grammar, byte[] root);

    void samplerApply(Pointer sampler, Pointer candidates);

    void samplerAccept(Pointer sampler, int token);

    void samplerFree(Pointer sampler);

    /**
     * The C++ function behind {@link #samplerInitGrammar}, which unlike that one returns null for a bad grammar. See
     * {@link LlamaLibrary#GRAMMAR_INIT_SYMBOL}.
     */
    @Nullable
    Pointer grammarInitImpl(
            Pointer vocab,
            byte[] grammar,
            byte[] root,
            byte lazy,
            @Nullable Pointer triggerWords,
            long triggerWordCount,
            @Nullable Pointer triggerTokens,
            long triggerTokenCount);

    void grammarFreeImpl(Pointer grammar);
}
