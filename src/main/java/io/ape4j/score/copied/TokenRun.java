package io.ape4j.score.copied;

import io.ape4j.score.text.Words;
import io.ape4j.task.InputHash;
import java.util.Arrays;
import java.util.List;

/**
 * The words of a text in lower case, as numbers: what is left when case, white space, punctuation and quotation marks
 * don't count. Two words of the same number are one in four thousand million; a run of them is no coincidence.
 */
final class TokenRun {
    private final int[] codes;
    private final int[] charsBefore;

    private TokenRun(List<String> words) {
        codes = new int[words.size()];
        charsBefore = new int[words.size() + 1];
        for (int i = 0; i < codes.length; i++) {
            codes[i] = words.get(i).hashCode();
            charsBefore[i + 1] = charsBefore[i] + words.get(i).length();
        }
    }

    static TokenRun of(String text) {
        return new TokenRun(Words.of(InputHash.normalise(text).replace('\u2019', '\'')));
    }

    int size() {
        return codes.length;
    }

    /** Letters and digits of {@code length} words from {@code start} on. */
    int chars(int start, int length) {
        return charsBefore[start + length] - charsBefore[start];
    }

    int chars() {
        return charsBefore[codes.length];
    }

    /** A number for {@code length} words from {@code start} on; the same for the same words. */
    long key(int start, int length) {
        long key = length;
        for (int i = start; i < start + length; i++) {
            key = (key ^ codes[i]) * 0x9E3779B97F4A7C15L;
            key ^= key >>> 29;
        }
        return key;
    }

    boolean contains(TokenRun part) {
        return part.size() > 0 && indexOf(part, 0, part.size(), 0) >= 0;
    }

    /** Where {@code length} words of {@code other} from {@code start} on stand here, at {@code from} or later; else -1. */
    int indexOf(TokenRun other, int start, int length, int from) {
        for (int at = from; at + length <= codes.length; at++) {
            if (Arrays.equals(codes, at, at + length, other.codes, start, start + length)) {
                return at;
            }
        }
        return -1;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof TokenRun that && Arrays.equals(codes, that.codes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(codes);
    }
}
