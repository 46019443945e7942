package io.ape4j.score.text;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;
import java.util.TreeSet;
import org.apache.commons.text.similarity.LevenshteinDistance;

/** Finds what somebody who misspelt a name probably meant. */
public final class Nearest {
    private Nearest() {}

    /** The known name with the fewest edits, if that is less than about half of the letters. */
    public static Optional<String> of(String name, Collection<String> known) {
        final LevenshteinDistance distance = LevenshteinDistance.getDefaultInstance();
        return known.stream()
                .filter(candidate -> distance.apply(name, candidate) <= Math.max(2, candidate.length() * 2 / 5))
                .min(Comparator.<String>comparingInt(candidate -> distance.apply(name, candidate))
                        .thenComparing(Comparator.naturalOrder()));
    }

    /** The end of an error message: the unknown name, the nearest known one, and all that would do. */
    public static String describe(String name, Collection<String> known) {
        final String shown = name.length() <= 60 ? name : name.substring(0, 60) + "...";
        return "\"" + shown + "\""
                + of(shown, known)
                        .map(nearest -> "; did you mean \"" + nearest + "\"?")
                        .orElse(";")
                + " Known: " + String.join(", ", new TreeSet<>(known));
    }
}
