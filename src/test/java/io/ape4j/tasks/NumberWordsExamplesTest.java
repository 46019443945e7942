package io.ape4j.tasks;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class NumberWordsExamplesTest {
    private static final Pattern GAP = Pattern.compile("[ -]");
    private static final Map<String, Integer> SMALL = Map.ofEntries(
            Map.entry("zero", 0),
            Map.entry("one", 1),
            Map.entry("two", 2),
            Map.entry("three", 3),
            Map.entry("four", 4),
            Map.entry("five", 5),
            Map.entry("six", 6),
            Map.entry("seven", 7),
            Map.entry("eight", 8),
            Map.entry("nine", 9),
            Map.entry("ten", 10),
            Map.entry("eleven", 11),
            Map.entry("twelve", 12),
            Map.entry("thirteen", 13),
            Map.entry("fourteen", 14),
            Map.entry("fifteen", 15),
            Map.entry("sixteen", 16),
            Map.entry("seventeen", 17),
            Map.entry("eighteen", 18),
            Map.entry("nineteen", 19));
    private static final Map<String, Integer> TENS = Map.of(
            "twenty", 20, "thirty", 30, "forty", 40, "fifty", 50, "sixty", 60, "seventy", 70, "eighty", 80, "ninety",
            90);

    @Test
    void theCommittedFileIsWhatTheGeneratorWrites() {
        final String generated = ExampleLine.fileText(NumberWordsExamples.generate());

        assertThat(CommittedExamples.text(NumberWordsExamples.TASK)).isEqualTo(generated);
    }

    @Test
    void everyWordingReadsBackAsItsNumber() {
        final List<ExampleLine> examples = CommittedExamples.of(NumberWordsExamples.TASK);

        assertThat(examples)
                .hasSize(200)
                .allSatisfy(example -> assertThat(example.outputs())
                        .allSatisfy(words -> assertThat(read(words))
                                .isEqualTo(example.input().replace(",", ""))));
    }

    /** Reads British number words, and fails where an "and" is missing or too many. */
    private static String read(String words) {
        final Deque<String> rest = new ArrayDeque<>(Stream.of(GAP.split(words)).toList());
        final boolean negative = List.of("minus", "negative").contains(rest.getFirst());
        if (negative) {
            rest.removeFirst();
        }
        final String figures = integer(rest) + decimals(rest);
        assertThat(rest).as("left over of %s", words).isEmpty();
        return negative ? "-" + figures : new BigDecimal(figures).toPlainString();
    }

    private static int integer(Deque<String> rest) {
        final int group = group(rest);
        if (!"thousand".equals(rest.peek())) {
            return group;
        }
        rest.remove();
        if (rest.isEmpty() || "point".equals(rest.peek())) {
            return group * 1_000;
        }
        final boolean and = "and".equals(rest.peek());
        if (and) {
            rest.remove();
        }
        final int last = group(rest);
        assertThat(and).as("\"and\" after thousand").isEqualTo(last < 100);
        return group * 1_000 + last;
    }

    private static int group(Deque<String> rest) {
        final int first = belowHundred(rest);
        if (!"hundred".equals(rest.peek())) {
            return first;
        }
        rest.remove();
        if (!"and".equals(rest.peek())) {
            return first * 100;
        }
        rest.remove();
        return first * 100 + belowHundred(rest);
    }

    private static int belowHundred(Deque<String> rest) {
        final String word = rest.remove();
        if (SMALL.containsKey(word)) {
            return SMALL.get(word);
        }
        final int tens = Objects.requireNonNull(TENS.get(word), word);
        final int ones = SMALL.getOrDefault(rest.isEmpty() ? "" : rest.peek(), 0);
        if (ones > 0) {
            rest.remove();
        }
        return tens + ones;
    }

    private static String decimals(Deque<String> rest) {
        if (!"point".equals(rest.peek())) {
            return "";
        }
        final StringBuilder figures = new StringBuilder(".");
        rest.remove();
        while (!rest.isEmpty()) {
            figures.append(SMALL.get(rest.remove()));
        }
        return figures.toString();
    }
}
