package io.ape4j.score.lint;

import io.ape4j.score.text.Words;
import io.ape4j.task.InputHash;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.function.IntPredicate;
import java.util.stream.Collectors;

/**
 * The set of overlapping pieces of a text, by which texts resemble each other (A. Z. Broder, 1997, "On the resemblance
 * and containment of documents", SEQUENCES '97). Pieces are {@value #N} characters of the words in lower case, one space
 * between them: no word boundary has to be found in scripts without spaces, and one changed letter spoils five pieces
 * where it would spoil three whole words of a word trigram.
 *
 * <p>Of a long text the {@value #MOST} pieces with the smallest hashes stand for all (Broder's sketch): the resemblance
 * of two such sketches is off by .02 in the typical case, and a book takes no more room than a page.
 */
final class Shingles {
    static final int N = 5;
    static final int MOST = 512;

    private final int[] hashes;
    private final String numbers;

    private Shingles(int[] hashes, String numbers) {
        this.hashes = hashes;
        this.numbers = numbers;
    }

    static Shingles of(Collection<String> fields) {
        final Smallest smallest = new Smallest();
        final StringBuilder numbers = new StringBuilder();
        int field = 0;
        for (final String value : fields) {
            final List<String> words = Words.of(InputHash.normalise(value));
            add(words.stream().collect(Collectors.joining(" ", " ", " ")), field, smallest);
            words.stream()
                    .filter(Shingles::hasDigit)
                    .forEach(word -> numbers.append(word).append(' '));
            field++;
        }
        return new Shingles(smallest.distinct(), numbers.toString());
    }

    /** This set without some pieces. */
    Shingles without(IntPredicate dropped) {
        return new Shingles(Arrays.stream(hashes).filter(dropped.negate()).toArray(), numbers);
    }

    private static void add(String text, int field, Smallest smallest) {
        for (int start = 0; start == 0 || start + N <= text.length(); start++) {
            final int end = Math.min(text.length(), start + N);
            int hash = field;
            for (int i = start; i < end; i++) {
                hash = hash * 31 + text.charAt(i);
            }
            smallest.add(mixed(hash));
        }
    }

    /** Keeps the smallest distinct hashes, of however many. */
    private static final class Smallest {
        private int[] kept = new int[8 * MOST];
        private int count;

        void add(int hash) {
            if (count == kept.length) {
                final int[] distinct = distinct();
                System.arraycopy(distinct, 0, kept, 0, distinct.length);
                count = distinct.length;
            }
            kept[count] = hash;
            count++;
        }

        int[] distinct() {
            return Arrays.stream(kept, 0, count).sorted().distinct().limit(MOST).toArray();
        }
    }

    /** Spreads the bits, so that no letter makes a piece more likely to be among the smallest. */
    private static int mixed(int value) {
        int hash = value;
        hash = (hash ^ (hash >>> 16)) * 0x7FEB352D;
        hash = (hash ^ (hash >>> 15)) * 0x846CA68B;
        return hash ^ (hash >>> 16);
    }

    private static boolean hasDigit(String word) {
        return word.codePoints().anyMatch(Character::isDigit);
    }

    int size() {
        return hashes.length;
    }

    /** The pieces, ascending. */
    int[] hashes() {
        return hashes.clone();
    }

    /**
     * Keys by which sets that resemble each other are found: for each band the least hashes of the pieces by so many hash
     * functions, together. None of an empty set.
     */
    long[] keys(int bands, int rows) {
        final long[] keys = new long[hashes.length == 0 ? 0 : bands];
        for (int band = 0; band < keys.length; band++) {
            long key = band;
            for (int row = 0; row < rows; row++) {
                key = key * 0x9E3779B97F4A7C15L + least(mixed(band * rows + row + 1));
            }
            keys[band] = key;
        }
        return keys;
    }

    private int least(int function) {
        int least = Integer.MAX_VALUE;
        for (final int piece : hashes) {
            least = Math.min(least, mixed(piece ^ function));
        }
        return least;
    }

    /** Whether both hold the same numbers in the same order: order 4711 is not order 4712, however alike the rest is. */
    boolean hasNumbersOf(Shingles other) {
        return numbers.equals(other.numbers);
    }

    /** Shared pieces by all pieces, in [0, 1]; of sketches by the smallest that they hold together. */
    double resemblance(Shingles other) {
        int shared = 0;
        int seen = 0;
        int here = 0;
        int there = 0;
        while (seen < MOST && here < hashes.length && there < other.hashes.length) {
            final int order = Integer.compare(hashes[here], other.hashes[there]);
            shared += order == 0 ? 1 : 0;
            here += order <= 0 ? 1 : 0;
            there += order >= 0 ? 1 : 0;
            seen++;
        }
        final int rest = hashes.length - here + other.hashes.length - there;
        return (double) shared / Math.max(1, Math.min(MOST, seen + rest));
    }
}
