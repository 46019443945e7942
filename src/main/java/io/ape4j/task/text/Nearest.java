package io.ape4j.task.text;

import java.util.Collection;
import java.util.Locale;
import java.util.Optional;
import org.apache.commons.text.similarity.JaroWinklerSimilarity;
import org.apache.commons.text.similarity.LevenshteinDistance;

/** Finds the known word that somebody most likely meant. */
public final class Nearest {
    private static final double LEAST_SIMILARITY = 0.85;
    /** The comparison takes time with the product of the lengths; nobody mistypes a word this long. */
    private static final int LONGEST = 100;

    private static final LevenshteinDistance ONE_LETTER = new LevenshteinDistance(1);

    private Nearest() {}

    /** The known word nearest to {@code wrong}, if one is near at all. */
    public static Optional<String> to(String wrong, Collection<String> known) {
        if (wrong.length() > LONGEST) {
            return Optional.empty();
        }
        final JaroWinklerSimilarity similarity = new JaroWinklerSimilarity();
        final String lower = wrong.toLowerCase(Locale.ROOT);
        String best = "";
        double bestSimilarity = 0;
        for (final String word : known) {
            final double value = similarity.apply(lower, word.toLowerCase(Locale.ROOT));
            if (value > bestSimilarity) {
                best = word;
                bestSimilarity = value;
            }
        }
        return bestSimilarity >= LEAST_SIMILARITY ? Optional.of(best) : oneLetterOff(lower, known);
    }

    /** Similarity sees too little in words of two or three letters. */
    private static Optional<String> oneLetterOff(String lower, Collection<String> known) {
        return known.stream()
                .filter(word -> Math.min(lower.length(), word.length()) >= 2)
                .filter(word -> ONE_LETTER.apply(lower, word.toLowerCase(Locale.ROOT)) >= 0)
                .findFirst();
    }

    /** What to do about an unknown word: {@code did you mean "x"?}, or the list of the known ones. */
    public static String advice(String wrong, Collection<String> known) {
        return to(wrong, known)
                .map(word -> "did you mean " + Shown.quoted(word) + "?")
                .orElseGet(() -> "known: " + Shown.list(known));
    }
}
