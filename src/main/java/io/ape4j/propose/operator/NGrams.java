package io.ape4j.propose.operator;

import io.ape4j.propose.AnswerCleaner;
import io.ape4j.task.text.Shown;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;

/**
 * A text as the set of its runs of {@value #LENGTH} characters, letters and digits in lower case, words apart by one
 * space: texts that share many are alike, in any language.
 */
record NGrams(Set<String> grams) {
    private static final int LENGTH = 3;
    private static final int LONGEST_CHARS = 4_000;

    NGrams {
        grams = Set.copyOf(grams);
    }

    static NGrams of(Collection<String> fields) {
        final String text =
                " " + AnswerCleaner.normalForm(Shown.beginning(String.join(" ", fields), LONGEST_CHARS)) + " ";
        final Set<String> grams = new HashSet<>();
        for (int i = 0; i + LENGTH <= text.length(); i++) {
            grams.add(text.substring(i, i + LENGTH));
        }
        return new NGrams(grams);
    }

    /** Shared runs as a share of all (Jaccard 1912), in [0, 1]; 0 if both are empty. */
    double similarity(NGrams other) {
        final long shared = grams.stream().filter(other.grams::contains).count();
        final long all = grams.size() + other.grams.size() - shared;
        return all == 0 ? 0 : (double) shared / all;
    }
}
