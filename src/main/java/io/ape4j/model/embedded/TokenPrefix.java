package io.ape4j.model.embedded;

import java.util.Arrays;

/** Tokens with the ends of their chunks: what a sequence in memory holds, or a prompt asks for. Not to be changed. */
@SuppressWarnings("ArrayRecordComponent")
record TokenPrefix(int[] tokens, int[] ends) {
    static final TokenPrefix EMPTY = new TokenPrefix(new int[0], new int[0]);

    int length() {
        return tokens.length;
    }

    /** Number of leading chunks that both have, cut alike. */
    int commonChunks(TokenPrefix other) {
        int common = 0;
        int start = 0;
        while (common < ends.length && common < other.ends.length && ends[common] == other.ends[common]) {
            final int end = ends[common];
            if (!Arrays.equals(tokens, start, end, other.tokens, start, end)) {
                return common;
            }
            start = end;
            common++;
        }
        return common;
    }

    /** Number of tokens of the first {@code chunks} chunks. */
    int tokensOf(int chunks) {
        return chunks == 0 ? 0 : ends[chunks - 1];
    }

    TokenPrefix first(int chunks) {
        return chunks == ends.length
                ? this
                : new TokenPrefix(Arrays.copyOf(tokens, tokensOf(chunks)), Arrays.copyOf(ends, chunks));
    }
}
