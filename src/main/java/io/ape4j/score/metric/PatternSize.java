package io.ape4j.score.metric;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How much a pattern asks of the compiler, which copies what is repeated and goes down as deep as groups stand in
 * groups: {@code ((a{1000}){1000}){1000}} is short and takes all memory.
 *
 * @param characters of the pattern
 * @param depth of groups in groups
 * @param copies characters that stand there once every counted repetition is written out
 */
record PatternSize(int characters, int depth, double copies) {
    static final String LIMITS =
            "at most 2,000 characters, 200 groups inside each other, and 20,000 characters once {n} is written out";

    private static final int MOST_CHARACTERS = 2_000;
    private static final int MOST_DEPTH = 200;
    private static final int MOST_COPIES = 20_000;
    private static final Pattern COUNT = Pattern.compile("\\{(\\d{1,9})(?:,(\\d{0,9}))?}");

    boolean isTooLarge() {
        return characters > MOST_CHARACTERS || depth > MOST_DEPTH || copies > MOST_COPIES;
    }

    /** An estimate from above: every character of a class counts, too. */
    static PatternSize of(String pattern) {
        final Deque<Double> outer = new ArrayDeque<>();
        final Matcher count = COUNT.matcher(pattern);
        double sum = 0;
        double last = 0;
        int deepest = 0;
        for (int i = 0; i < pattern.length(); i++) {
            final char c = pattern.charAt(i);
            if (c == '(') {
                outer.push(sum);
                deepest = Math.max(deepest, outer.size());
                sum = 0;
            } else if (c == ')' && !outer.isEmpty()) {
                last = sum + 1;
                sum = outer.pop() + last;
            } else if (c == '{' && count.region(i, pattern.length()).lookingAt()) {
                final double times = times(count);
                sum += last * (times - 1);
                last *= times;
                i = count.end() - 1;
            } else {
                last = 1;
                sum++;
                i += c == '\\' ? 1 : 0;
            }
        }
        for (final double rest : outer) {
            sum += rest;
        }
        return new PatternSize(pattern.length(), deepest, sum);
    }

    private static double times(Matcher count) {
        final int least = Integer.parseInt(count.group(1));
        final String most = count.group(2);
        return Math.max(1, Math.max(least, most == null || most.isEmpty() ? 0 : Integer.parseInt(most)));
    }
}
