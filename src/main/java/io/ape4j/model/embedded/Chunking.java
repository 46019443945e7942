package io.ape4j.model.embedded;

import java.util.Arrays;
import java.util.function.IntPredicate;

/**
 * Where a prompt is cut into the batches it is decoded in: a function of its tokens alone.
 *
 * <p>The shape of a batch changes the last bits of what is computed. Cutting where some earlier prompt happened to end
 * would make an answer depend on what was asked before; here two prompts with a common beginning have the same cuts in
 * it, so that whole chunks can be reused and nothing changes. A chunk ends after a token that ends a line, since parts
 * of a prompt do, or at the greatest length.
 *
 * @param least tokens before a line's end may end a chunk
 * @param most tokens of a chunk
 * @param leastLeft tokens that must be left behind a cut: the few that open the answer are no batch of their own
 */
record Chunking(int least, int most, int leastLeft) {
    /** Measured in docs/decisions/005-embedded-engine.md. Part of {@link EmbeddedModel#BATCH_MODE}; change that with it. */
    static final Chunking CANONICAL = new Chunking(8, 64, 10);

    Chunking {
        if (least < 1 || most < least || leastLeft < 1) {
            throw new IllegalArgumentException("need 1 <= least <= most and leastLeft >= 1");
        }
    }

    /** Ends (exclusive) of the chunks of {@code tokens}, ascending; the last is {@code tokens.length}. */
    int[] ends(int[] tokens, IntPredicate endsLine) {
        final int[] ends = new int[tokens.length];
        int count = 0;
        int start = 0;
        for (int end = 1; end < tokens.length; end++) {
            final int length = end - start;
            final boolean atLine =
                    length >= least && tokens.length - end >= leastLeft && endsLine.test(tokens[end - 1]);
            if (atLine || length == most) {
                ends[count++] = end;
                start = end;
            }
        }
        if (tokens.length > 0) {
            ends[count++] = tokens.length;
        }
        return Arrays.copyOf(ends, count);
    }
}
