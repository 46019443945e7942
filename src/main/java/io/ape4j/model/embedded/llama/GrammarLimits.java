package io.ape4j.model.embedded.llama;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a grammar may have at most, so that llama.cpp's recursion over it can't overflow a thread's stack. */
final class GrammarLimits {
    private static final int MOST_CHARACTERS = 16_384;
    private static final int MOST_NESTING = 50;
    private static final int MOST_REPETITIONS = 1_000;
    private static final int MOST_OPTIONAL = 200;

    private static final Pattern LITERAL_OR_COMMENT =
            Pattern.compile("\"(?:[^\"\\\\]|\\\\.)*+\"|\\[(?:[^\\]\\\\]|\\\\.)*+\\]|#[^\\n]*+", Pattern.DOTALL);
    private static final Pattern REPETITION = Pattern.compile("(\\S)\\s*\\{([^}]*+)\\}");
    private static final Pattern NUMBER = Pattern.compile("[0-9]++");

    private GrammarLimits() {}

    /** What is too much, as the end of a sentence about the grammar. */
    static Optional<String> problem(String grammar) {
        if (grammar.length() > MOST_CHARACTERS) {
            return Optional.of("is longer than " + MOST_CHARACTERS + " characters; split or simplify it");
        }
        if (grammar.indexOf('\0') >= 0) {
            return Optional.of("has a NUL character; remove it");
        }
        // Literals are put down to one sign each: nothing inside them counts.
        final String rules = LITERAL_OR_COMMENT.matcher(grammar).replaceAll("x");
        if (nesting(rules) > MOST_NESTING) {
            return Optional.of(
                    "nests brackets deeper than " + MOST_NESTING + "; give the inner part a rule of its own");
        }
        final long optional = rules.chars().filter(c -> c == '?' || c == '*').count();
        if (optional > MOST_OPTIONAL || repetitions(rules) > MOST_REPETITIONS) {
            return Optional.of("repeats more than " + MOST_REPETITIONS + " times in one place, groups more than "
                    + MOST_OPTIONAL + " times in all, or has more than " + MOST_OPTIONAL
                    + " of the signs ? and *; use smaller numbers");
        }
        return Optional.empty();
    }

    private static int nesting(String rules) {
        int deepest = 0;
        int depth = 0;
        for (int i = 0; i < rules.length(); i++) {
            depth += rules.charAt(i) == '(' ? 1 : rules.charAt(i) == ')' ? -1 : 0;
            deepest = Math.max(deepest, depth);
        }
        return deepest;
    }

    /** Upper bound of how often anything is repeated: repeated groups may lie within each other, so they multiply. */
    private static double repetitions(String rules) {
        double groups = 1;
        double most = 0;
        final Matcher repetition = REPETITION.matcher(rules);
        while (repetition.find()) {
            final double count = largest(repetition.group(2));
            most = Math.max(most, count);
            if (repetition.group(1).equals(")")) {
                groups *= Math.max(1, count);
            }
        }
        return Math.max(most, groups > MOST_OPTIONAL ? Double.POSITIVE_INFINITY : groups);
    }

    private static double largest(String bounds) {
        return NUMBER.matcher(bounds)
                .results()
                .mapToDouble(number -> Double.parseDouble(number.group()))
                .max()
                .orElse(0);
    }
}
