package io.ape4j.model.embedded;

import com.sun.jna.Memory;
import io.ape4j.model.ModelException;
import io.ape4j.model.embedded.llama.LlamaContext;
import io.ape4j.model.embedded.llama.LlamaContext.Rows;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The one sequence in the model's memory, moved from prompt to prompt with as little decoding as possible.
 *
 * <p>Only whole chunks of {@link Chunking} are reused, each decoded as the same batch with the same rows as it would be
 * afresh, and cell {@code i} of the memory always holds position {@code i}: so the numbers are the same to the last bit
 * whatever was asked before. Prefixes that another prompt pushes out are kept as copies, least recently used first out.
 *
 * <p>Contract: for one thread at a time. After an exception the sequence holds a valid beginning of a prompt.
 */
final class PromptSequence implements AutoCloseable {
    /** Fewer tokens than this are decoded again rather than copied. */
    private static final int LEAST_COPIED_TOKENS = 24;

    private final LlamaContext context;
    private final long snapshotBytes;
    private final Deque<Snapshot> snapshots = new ArrayDeque<>();

    /** What the memory holds at positions 0 to its length; behind it there may be an answer's tokens. */
    private TokenPrefix resident = TokenPrefix.EMPTY;
    /** Logits behind the last token of {@link #resident}, if they are known. */
    private float @Nullable [] residentEnd;

    private int length;

    private record Snapshot(TokenPrefix prefix, Memory memory) {}

    PromptSequence(LlamaContext context, long snapshotBytes) {
        this.context = context;
        this.snapshotBytes = snapshotBytes;
    }

    /** Brings the sequence to the end of {@code prompt}, and returns the logits there. Not to be changed. */
    float[] moveTo(TokenPrefix prompt) {
        if (prompt.commonChunks(resident) == prompt.ends().length
                && resident.length() == prompt.length()
                && residentEnd != null) {
            cutAt(prompt.length());
            return residentEnd;
        }
        // The last chunk is decoded again for its logits, even if it is there.
        final int reusable = prompt.ends().length - 1;
        int common = Math.min(reusable, prompt.commonChunks(resident));
        keepCopyIfLost(prompt);
        final Snapshot best = bestSnapshot(prompt);
        final int kept = best == null ? 0 : Math.min(reusable, prompt.commonChunks(best.prefix()));
        if (best != null && prompt.tokensOf(kept) >= prompt.tokensOf(common) + LEAST_COPIED_TOKENS) {
            restore(best);
            common = kept;
        }
        cutAt(prompt.tokensOf(common));
        decodeFrom(prompt, common);
        final float[] end = context.logits(-1);
        residentEnd = end;
        return end;
    }

    private void decodeFrom(TokenPrefix prompt, int firstChunk) {
        resident = prompt.first(firstChunk);
        residentEnd = null;
        for (int chunk = firstChunk; chunk < prompt.ends().length; chunk++) {
            checkInterrupt();
            final boolean last = chunk == prompt.ends().length - 1;
            decode(prompt.tokens(), prompt.tokensOf(chunk), prompt.ends()[chunk], 0, last ? Rows.LAST : Rows.NONE);
            resident = prompt.first(chunk + 1);
        }
    }

    /** Appends one token of an answer and returns the logits behind it. */
    float[] append(int token) {
        checkInterrupt();
        decode(new int[] {token}, 0, 1, length, Rows.LAST);
        return context.logits(-1);
    }

    /**
     * Appends given tokens in chunks of their own and calls {@code reader} with the logits behind each.
     *
     * @param most tokens of a chunk
     */
    void appendAll(int[] tokens, int most, RowReader reader) {
        final int base = length;
        for (int from = 0; from < tokens.length; from += most) {
            checkInterrupt();
            final int to = Math.min(tokens.length, from + most);
            decode(tokens, from, to, base, Rows.ALL);
            for (int i = from; i < to; i++) {
                final int row = i - from;
                reader.read(i, () -> context.logits(row));
            }
        }
    }

    /** Reads the logits behind token {@code index}. */
    @FunctionalInterface
    interface RowReader {
        void read(int index, Supplier<float[]> logits);
    }

    private void decode(int[] tokens, int from, int to, int shift, Rows rows) {
        try {
            context.decode(tokens, from, to, shift, rows);
            length = to + shift;
        } catch (ModelException e) {
            forget();
            throw e;
        }
    }

    private void forget() {
        resident = TokenPrefix.EMPTY;
        residentEnd = null;
        cutAt(0);
    }

    private void cutAt(int tokens) {
        context.truncate(tokens);
        length = tokens;
    }

    private static void checkInterrupt() {
        if (Thread.currentThread().isInterrupted()) {
            throw new ModelException.Interrupted("interrupted while the embedded engine was answering");
        }
    }

    private @Nullable Snapshot bestSnapshot(TokenPrefix prompt) {
        Snapshot best = null;
        int bestCommon = 0;
        for (final Snapshot snapshot : snapshots) {
            final int common = prompt.commonChunks(snapshot.prefix());
            if (common > bestCommon) {
                best = snapshot;
                bestCommon = common;
            }
        }
        return best;
    }

    private void restore(Snapshot snapshot) {
        forget();
        context.restore(snapshot.memory());
        resident = snapshot.prefix();
        length = resident.length();
        snapshots.remove(snapshot);
        snapshots.addFirst(snapshot);
    }

    private void keepCopyIfLost(TokenPrefix next) {
        final int common = resident.tokensOf(resident.commonChunks(next));
        if (resident.length() - common < LEAST_COPIED_TOKENS || snapshotBytes == 0 || isAlmostKept()) {
            return;
        }
        cutAt(resident.length());
        snapshots.addFirst(new Snapshot(resident, context.save()));
        long bytes = snapshots.stream()
                .mapToLong(snapshot -> snapshot.memory().size())
                .sum();
        while (bytes > snapshotBytes) {
            final Snapshot oldest = snapshots.removeLast();
            bytes -= oldest.memory().size();
            oldest.memory().close();
        }
    }

    private boolean isAlmostKept() {
        return snapshots.stream().anyMatch(snapshot -> {
            final int common = resident.tokensOf(resident.commonChunks(snapshot.prefix()));
            return resident.length() - common < LEAST_COPIED_TOKENS;
        });
    }

    @Override
    public void close() {
        snapshots.forEach(snapshot -> snapshot.memory().close());
        snapshots.clear();
    }
}
