package io.ape4j.model.embedded.llama;

import com.sun.jna.Pointer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalInt;

/** The tokens of a model: text to numbers and back. */
public final class Vocabulary {
    private static final int UNKNOWN_ATTRIBUTE = 1;
    private static final int CONTROL_ATTRIBUTE = 1 << 3;
    private static final int LSTRIP_ATTRIBUTE = 1 << 7;
    private static final int RSTRIP_ATTRIBUTE = 1 << 8;

    private final LlamaApi api;
    private final Pointer vocab;
    private final int size;
    private final int longestPieceBytes;
    private final BitSet lineEnds = new BitSet();
    private final List<ControlToken> controlTokens;

    /**
     * A token that only a template may write.
     *
     * @param eatsSpaceBefore whether white space before it is dropped
     * @param eatsSpaceAfter whether white space after it is dropped
     */
    public record ControlToken(int id, String text, boolean eatsSpaceBefore, boolean eatsSpaceAfter) {}

    Vocabulary(LlamaApi api, Pointer vocab) {
        this.api = api;
        this.vocab = vocab;
        this.size = api.vocabNTokens(vocab);
        final List<ControlToken> controls = new ArrayList<>();
        int longest = 1;
        for (int token = 0; token < size; token++) {
            final byte[] piece = piece(token, true);
            longest = Math.max(longest, piece.length);
            if (piece.length > 0 && piece[piece.length - 1] == '\n') {
                lineEnds.set(token);
            }
            final int attributes = api.vocabGetAttr(vocab, token);
            if ((attributes & (CONTROL_ATTRIBUTE | UNKNOWN_ATTRIBUTE)) != 0 && piece.length > 0) {
                controls.add(new ControlToken(
                        token,
                        new String(piece, StandardCharsets.UTF_8),
                        (attributes & LSTRIP_ATTRIBUTE) != 0,
                        (attributes & RSTRIP_ATTRIBUTE) != 0));
            }
        }
        // Longest first, as llama.cpp looks for them, so that <|im| can't hide <|im_start|>.
        controls.sort(
                Comparator.comparingInt((ControlToken token) -> token.text().length())
                        .reversed()
                        .thenComparingInt(ControlToken::id));
        this.controlTokens = List.copyOf(controls);
        this.longestPieceBytes = longest;
    }

    public int size() {
        return size;
    }

    /** Control tokens, longest text first. */
    public List<ControlToken> controlTokens() {
        return controlTokens;
    }

    void check(int token) {
        if (token < 0 || token >= size) {
            throw new IllegalArgumentException("token " + token + " is not in the vocabulary of " + size);
        }
    }

    /** Tokens of plain text: what looks like a control token in it is read as letters. */
    public int[] tokenize(String text) {
        final byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        if (bytes.length == 0) {
            return new int[0];
        }
        final int[] tokens = new int[bytes.length + 2];
        final int count = api.tokenize(vocab, bytes, bytes.length, tokens, tokens.length, (byte) 0, (byte) 0);
        if (count < 0) {
            throw new IllegalStateException(
                    "llama_tokenize needs " + -count + " tokens for " + bytes.length + " bytes");
        }
        return Arrays.copyOf(tokens, count);
    }

    /** The least number of tokens that a text of so many bytes can have. */
    public long leastTokens(long bytes) {
        return (bytes + longestPieceBytes - 1) / longestPieceBytes;
    }

    /** The token that the model wants before everything else, if any. */
    public OptionalInt beginning() {
        return api.vocabGetAddBos(vocab) == 0 ? OptionalInt.empty() : OptionalInt.of(api.vocabBos(vocab));
    }

    public boolean endsGeneration(int token) {
        check(token);
        return api.vocabIsEog(vocab, token) != 0;
    }

    public boolean endsLine(int token) {
        return lineEnds.get(token);
    }

    /** The bytes that the token adds to an answer: none for a control token. */
    public byte[] piece(int token) {
        return piece(token, false);
    }

    private byte[] piece(int token, boolean control) {
        check(token);
        byte[] buffer = new byte[64];
        int length = api.tokenToPiece(vocab, token, buffer, buffer.length, 0, (byte) (control ? 1 : 0));
        if (length < 0) {
            buffer = new byte[-length];
            length = api.tokenToPiece(vocab, token, buffer, buffer.length, 0, (byte) (control ? 1 : 0));
        }
        return Arrays.copyOf(buffer, length);
    }

    Pointer pointer() {
        return vocab;
    }
}
