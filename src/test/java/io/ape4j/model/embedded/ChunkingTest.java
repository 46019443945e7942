package io.ape4j.model.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

class ChunkingTest {
    private static final Chunking CHUNKING = Chunking.CANONICAL;
    private static final int NEWLINE = 0;

    private static int[] ends(int[] tokens) {
        return CHUNKING.ends(tokens, token -> token == NEWLINE);
    }

    /** Token 0 ends a line; with six kinds of tokens lines have some six tokens. */
    @Provide
    Arbitrary<int[]> tokens() {
        return Arbitraries.integers().between(NEWLINE, 5).array(int[].class).ofMaxSize(300);
    }

    @Property(tries = 300)
    void chunksCoverAllTokensAndAreNeverTooLong(@ForAll("tokens") int[] tokens) {
        final int[] ends = ends(tokens);

        int start = 0;
        for (final int end : ends) {
            assertThat(end - start).isBetween(1, CHUNKING.most());
            start = end;
        }
        assertThat(start).isEqualTo(tokens.length);
    }

    @Property(tries = 300)
    void whatFollowsACommonBeginningMovesNoCutInIt(
            @ForAll("tokens") int[] common, @ForAll("tokens") int[] left, @ForAll("tokens") int[] right) {
        final int[] first = ends(concat(common, left));
        final int[] second = ends(concat(common, right));

        final int surelyDecided = common.length - CHUNKING.leastLeft();
        assertThat(upTo(surelyDecided, first)).isEqualTo(upTo(surelyDecided, second));
    }

    @Property(tries = 300)
    void theSameTokensHaveAllChunksInCommon(@ForAll("tokens") int[] tokens) {
        final TokenPrefix prefix = new TokenPrefix(tokens, ends(tokens));

        assertThat(prefix.commonChunks(new TokenPrefix(tokens.clone(), ends(tokens))))
                .isEqualTo(prefix.ends().length);
    }

    @Property(tries = 300)
    void commonChunksHoldEqualTokens(
            @ForAll("tokens") int[] common, @ForAll("tokens") int[] left, @ForAll("tokens") int[] right) {
        final int[] one = concat(common, left);
        final int[] other = concat(common, right);

        final TokenPrefix prefix = new TokenPrefix(one, ends(one));
        final int shared = prefix.tokensOf(prefix.commonChunks(new TokenPrefix(other, ends(other))));

        assertThat(Arrays.copyOf(one, shared)).isEqualTo(Arrays.copyOf(other, shared));
    }

    @Test
    void aChunkEndsWithALineOnceItIsLongEnough() {
        final int[] tokens =
                IntStream.range(0, 40).map(i -> i == 3 || i == 11 ? NEWLINE : 1).toArray();

        assertThat(ends(tokens)).containsExactly(12, 40);
    }

    @Test
    void theFewTokensThatOpenTheAnswerAreNoChunkOfTheirOwn() {
        final int[] tokens =
                IntStream.range(0, 20).map(i -> i == 16 ? NEWLINE : 1).toArray();

        assertThat(ends(tokens)).containsExactly(20);
    }

    @Test
    void noTokensHaveNoChunks() {
        assertThat(ends(new int[0])).isEmpty();
    }

    private static int[] concat(int[] left, int[] right) {
        return IntStream.concat(Arrays.stream(left), Arrays.stream(right)).toArray();
    }

    private static List<Integer> upTo(int limit, int[] ends) {
        return Arrays.stream(ends).filter(end -> end <= limit).boxed().toList();
    }
}
